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
        await using var watcher = new FaultWatcher(server, admin);
        await watcher.Resume();
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
            await watcher.Resume();
        }
        await Server.Until(async () =>
        {
            var board = await admin.GetFromJsonAsync<JsonElement>("/api/boards/all");
            return board.GetProperty("columns").EnumerateArray().Sum(column => column.GetProperty("totals").GetProperty("count").GetInt32()) >= acknowledged.Count;
        });
        var file = Path.Combine(server.Data, "tradelive.db");
        await Server.Until(() => Task.FromResult(ReadTableDump.IsSettled(file)), seconds: 60);
        // What was acknowledged is there, and whoever stayed has seen its last version.
        foreach (var id in acknowledged)
        {
            var version = (await admin.GetFromJsonAsync<JsonElement>($"/api/inquiries/{id}")).GetProperty("card").GetProperty("version").GetInt64();
            if (watcher.VersionOf(id) is > 0 and var seen) Assert.True(seen <= version);
        }
        var last = await Server.Receive(admin, "last", "last", "Last");
        await Server.Until(async () => watcher.VersionOf(last) > 0 && watcher.VersionOf(last) == (await admin.GetFromJsonAsync<JsonElement>($"/api/inquiries/{last}")).GetProperty("card").GetProperty("version").GetInt64());
        Assert.Empty(watcher.Faults);
        output.WriteLine($"{acknowledged.Count} acknowledged in {Rounds} rounds, none lost; the watcher saw {watcher.Changes} changes in order, with {watcher.Resets} snapshots");

        await Server.Until(() => Task.FromResult(ReadTableDump.IsSettled(file)), seconds: 60);
        await server.Kill();
        var incremental = ReadTableDump.Of(file);
        Assert.Contains("built anew", await server.Verb("rebuild"), StringComparison.Ordinal);
        Assert.Equal(incremental, ReadTableDump.Of(file));
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
