using System.Text.Json;
using System.Net.Http.Json;
using TradeLive.Tests.Web;

namespace TradeLive.Tests.Faults;

public sealed class KillTests(ITestOutputHelper output)
{
    /// <summary>Rounds; more by the environment variable TRADELIVE_KILL_ROUNDS.</summary>
    static readonly int Rounds = int.TryParse(Environment.GetEnvironmentVariable("TRADELIVE_KILL_ROUNDS"), out var rounds) ? rounds : 20;

    [Fact]
    public async Task What_was_acknowledged_survives_kill_9_and_the_log_stays_whole()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("TRADELIVE_SEED"), out var given) ? given : Random.Shared.Next();
        output.WriteLine($"TRADELIVE_SEED={seed}");
        var random = new Random(seed);
        await using var server = await Server.Run();
        using var admin = await server.Admin();
        await Server.SetUpTeam(admin);
        var acknowledged = new List<string>();
        for (var round = 0; round < Rounds; round++)
        {
            using var stop = new CancellationTokenSource();
            var load = Enumerable.Range(0, 8).Select(worker => Load(admin, $"{round}-{worker}", acknowledged, stop.Token)).ToArray();
            await Task.Delay(random.Next(100, 900));
            await server.Kill();
            await stop.CancelAsync();
            await Task.WhenAll(load);
            if (round % 5 == 4) Assert.StartsWith("The log is whole", await server.Verb("verify"), StringComparison.Ordinal);
            await server.Start();
        }
        await Server.Until(async () =>
        {
            var board = await admin.GetFromJsonAsync<JsonElement>("/api/boards/all");
            return board.GetProperty("columns").EnumerateArray().Sum(column => column.GetProperty("totals").GetProperty("count").GetInt32()) >= acknowledged.Count;
        });
        foreach (var id in acknowledged) (await admin.GetAsync($"/api/inquiries/{id}")).EnsureSuccessStatusCode();
        output.WriteLine($"{acknowledged.Count} acknowledged in {Rounds} rounds, none lost");

        await server.Kill();
        var before = await server.Verb("rebuild");
        Assert.Contains("built anew", before, StringComparison.Ordinal);
        await server.Start();
        foreach (var id in acknowledged) (await admin.GetAsync($"/api/inquiries/{id}")).EnsureSuccessStatusCode();
    }

    static async Task Load(HttpClient admin, string name, List<string> acknowledged, CancellationToken stop)
    {
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            try
            {
                var id = await Server.Receive(admin, $"{name}-{i}", $"{name}-{i}", $"B{name}-{i}");
                lock (acknowledged) acknowledged.Add(id);
            }
            catch (HttpRequestException)
            {
                return;
            }
        }
    }
}
