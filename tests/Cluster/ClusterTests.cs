using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;
using TradeLive.Customers;
using TradeLive.Hosting;
using TradeLive.Inquiries;
using TradeLive.Log;
using TradeLive.Storage;
using TradeLive.Tests.Web;
using TradeLive.Upkeep;

namespace TradeLive.Tests.Cluster;

/// <summary>Two silos on one database.</summary>
public sealed class ClusterTests : IAsyncLifetime
{
    readonly string folder = Directory.CreateTempSubdirectory("tradelive-").FullName;
    Database database = null!;
    InProcessTestCluster cluster = null!;

    public async ValueTask InitializeAsync()
    {
        database = TradeLiveSilo.OpenDatabase(new() { Directory = folder });
        await database.EnsureSchema();
        var builder = new InProcessTestClusterBuilder(2);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton(database);
            silo.Services.AddSingleton(TimeProvider.System);
            silo.AddTradeLiveGrains();
        });
        builder.ConfigureClient(client => client.AddTradeLiveWire());
        cluster = builder.Build();
        await cluster.DeployAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await cluster.DisposeAsync();
        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    static Caller By(string key) => new(new(key), "test", "test");

    async Task<IInquiryGrain> Received(string id)
    {
        var grain = cluster.Client.GetGrain<IInquiryGrain>(id);
        Assert.True((await grain.Receive(new(
            By("receive"), "web", id, new("Uta", null, null, null, "DE"), "lamp", 1, null, null, "", new Dictionary<string, string>(), DateTimeOffset.UnixEpoch, ReplyPromise.Default))).IsDone);
        return grain;
    }

    [Fact]
    public async Task Of_concurrent_claims_exactly_one_wins_and_each_loser_is_told_who_won()
    {
        for (var round = 0; round < 20; round++)
        {
            var grain = await Received($"I-{round}");
            var claims = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => grain.Claim(new(By($"claim-{i}"), new($"rep{i}"))).AsTask()));
            Assert.Single(claims, claim => claim.IsDone);
            var owner = (await grain.Get()).Owner!.Value.Value;
            Assert.All(claims.Where(claim => !claim.IsDone), claim => Assert.Equal(owner, claim.Refusal!.Data["by"]));
        }
    }

    [Fact]
    public async Task Concurrent_inquiries_of_one_buyer_make_one_customer()
    {
        for (var round = 0; round < 10; round++)
        {
            var firm = $"firm{round}.example";
            var found = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => CustomerIdentification.Identify(
                cluster.Client, new($"Buyer {i}", "Firm", i % 2 == 0 ? $"a@{firm}" : $"b{i}@{firm}", null, "DE"), $"{round}-{i}", DateTimeOffset.UnixEpoch)));
            Assert.Single(found.Select(customer => customer.Id).Distinct());
            Assert.Single(found, customer => customer.IsNew);
        }
    }

    [Fact]
    public async Task What_was_acknowledged_is_there_after_a_silo_is_lost_and_work_goes_on()
    {
        var grains = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Received($"L-{i}")));
        await cluster.KillSiloAsync(cluster.Silos[1]);
        foreach (var grain in grains)
            await Server.Until(async () =>
            {
                try { return (await grain.Claim(new(By("claim"), new("ann")))).IsDone; }
                catch (Exception lost) when (lost is not Xunit.Sdk.XunitException) { return false; }
            }, seconds: 60);
        foreach (var grain in grains) Assert.Equal("ann", (await grain.Get()).Owner!.Value.Value);
        Assert.Empty(new Verification(database, new ChangeLog(database)).Run());
    }

    [Fact]
    public async Task A_state_that_another_activation_wrote_meanwhile_is_read_again_and_the_command_decided_on_it()
    {
        var grain = await Received("I-stale");
        await database.Write((connection, transaction) =>
        {
            using var command = connection.CreateCommand();
            (command.Transaction, command.CommandText) = (transaction, "UPDATE grain_state SET version = version + 1 WHERE key = 'I-stale'");
            return command.ExecuteNonQuery();
        });
        Assert.True((await grain.Claim(new(By("claim"), new("ann")))).IsDone);
        Assert.Empty(new Verification(database, new ChangeLog(database)).Run());
    }
}
