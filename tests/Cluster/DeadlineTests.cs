using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;
using TradeLive.Hosting;
using TradeLive.Inquiries;
using TradeLive.Log;
using TradeLive.ReadModel;
using TradeLive.Storage;
using TradeLive.Tests.Web;
using TradeLive.Upkeep;

namespace TradeLive.Tests.Cluster;

/// <summary>Two silos on one database, each with projector, policies and deadlines of its own.</summary>
public sealed class DeadlineTests : IAsyncLifetime
{
    readonly string folder = Directory.CreateTempSubdirectory("tradelive-").FullName;
    Database database = null!;
    InProcessTestCluster cluster = null!;

    public async ValueTask InitializeAsync()
    {
        database = TradeLiveSilo.OpenDatabase(new() { Directory = folder });
        await database.EnsureSchema();
        await new ReadTables(database, TimeProvider.System).Ensure();
        var builder = new InProcessTestClusterBuilder(2);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Storage:Directory", folder)]).Build();
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddTradeLiveStorage(configuration).AddSingleton(database).AddTradeLiveReaders();
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

    [Fact]
    public async Task An_offer_is_taken_back_and_the_lead_told_on_time_once_though_a_silo_is_lost_meanwhile()
    {
        const int Inquiries = 20;
        var due = DateTimeOffset.UtcNow.AddSeconds(4);
        for (var i = 0; i < Inquiries; i++)
        {
            var grain = cluster.Client.GetGrain<IInquiryGrain>($"D-{i}");
            await grain.Receive(new(By("receive"), "web", $"{i}", new($"Buyer {i}", null, null, null, "DE"), "lamp", 1, null, null, "", new Dictionary<string, string>(), DateTimeOffset.UtcNow, ReplyPromise.Default));
            await grain.Route(new(By("route"), new(new("east"), new RepId("ann"), due, [], null, due.AddSeconds(1))));
        }
        await cluster.KillSiloAsync(cluster.Silos[1]);

        var log = new ChangeLog(database);
        int Happened(string type) => log.ReadStoredAfter(LogPosition.Start, 10_000).Count(entry => entry.Type == type);
        await Server.Until(() => Task.FromResult(Happened("inquiry.offer-taken-back.v1") >= Inquiries && Happened("inquiry.escalated.v1") >= Inquiries), seconds: 90);
        Assert.All(log.ReadStoredAfter(LogPosition.Start, 10_000).Where(entry => entry.Type is "inquiry.offer-taken-back.v1" or "inquiry.escalated.v1"), entry => Assert.True(entry.At >= due));
        Assert.Equal(Inquiries, Happened("inquiry.offer-taken-back.v1"));
        Assert.Equal(Inquiries, Happened("inquiry.escalated.v1"));
        Assert.Empty(new Verification(database, log).Run());
    }
}
