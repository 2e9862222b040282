using System.Net.Http.Json;
using System.Text.Json;
using TradeLive.Tests.Web;

namespace TradeLive.Tests.Faults;

public sealed class KillTests(ITestOutputHelper output)
{
    const int Workers = 8;

    /// <summary>Rounds; more by the environment variable TRADELIVE_KILL_ROUNDS.</summary>
    static readonly int Rounds = int.TryParse(Environment.GetEnvironmentVariable("TRADELIVE_KILL_ROUNDS"), out var rounds) ? rounds : 20;

    [Fact]
    public async Task What_was_acknowledged_survives_kill_9_and_every_round_the_log_states_tables_and_orders_agree()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("TRADELIVE_SEED"), out var given) ? given : Random.Shared.Next();
        output.WriteLine($"TRADELIVE_SEED={seed}");
        var random = new Random(seed);
        await using var server = await Server.Run();
        using var admin = await server.Admin();
        await Server.SetUpTeam(admin);
        await server.Verb("create-user", "ann@people.example", "rep", "ann");
        using var rep = server.Client((await server.Verb("create-token", "ann@people.example")).Split('\n')[^1]);
        var load = new MixedLoad(rep);
        await using var watcher = new FaultWatcher(server, admin);
        await watcher.Resume();
        await using var dead = new DeadDatabase(server.Data);
        for (var round = 0; round < Rounds; round++)
        {
            using var stop = new CancellationTokenSource();
            var workers = Enumerable.Range(0, Workers).Select(worker => load.Run($"{round}-{worker}", new Random(random.Next()), stop.Token)).ToArray();
            await Task.Delay(random.Next(100, 900));
            await server.Kill();
            await stop.CancelAsync();
            await Task.WhenAll(workers);
            Nothing(await dead.Check(load.Deals), $"round {round}");
            await server.Start();
            await watcher.Resume();
            await load.Resume();
            Nothing(load.Faults, $"round {round}, by the server");
            Nothing(watcher.Faults, $"round {round}, to the watcher");
        }
        await SettleAndCompare(server, admin, load, watcher);

        await server.Kill();
        Nothing(await dead.Check(load.Deals), "the end");
        var won = load.Deals.Count(deal => deal.Acknowledged == MixedLoad.Events.Count);
        Assert.Equal(won, dead.Orders);
        output.WriteLine($"{load.Deals.Sum(deal => deal.Acknowledged)} commands acknowledged in {Rounds} rounds, none lost, {won} wins with one order each; "
            + $"the watcher saw {watcher.Changes} changes in order, with {watcher.Resets} snapshots");

        var file = Path.Combine(server.Data, "tradelive.db");
        var incremental = ReadTableDump.Of(file);
        Assert.Contains("built anew", await server.Verb("rebuild"), StringComparison.Ordinal);
        Assert.Equal(incremental, ReadTableDump.Of(file));
    }

    // Whoever stayed has seen the last version of everything, once all that follows has followed.
    static async Task SettleAndCompare(Server server, HttpClient admin, MixedLoad load, FaultWatcher watcher)
    {
        var last = await Server.Receive(admin, "last", "last", "Last");
        await Server.Until(() => Task.FromResult(ReadTableDump.IsSettled(Path.Combine(server.Data, "tradelive.db"))), seconds: 60);
        foreach (var id in load.Deals.Select(deal => deal.Id).OfType<string>().Where(id => watcher.VersionOf(id) > 0).Append(last))
            await Server.Until(async () => watcher.VersionOf(id) == await VersionOf(id));
        Assert.Empty(watcher.Faults);

        async Task<long> VersionOf(string id) =>
            (await admin.GetFromJsonAsync<JsonElement>($"/api/inquiries/{id}")).GetProperty("card").GetProperty("version").GetInt64();
    }

    static void Nothing(IReadOnlyCollection<string> wrong, string where) => Assert.True(wrong.Count == 0, $"{where}:\n{string.Join('\n', wrong.Take(20))}");
}
