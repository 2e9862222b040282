using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TradeLive.Hosting;
using TradeLive.Inquiries;
using TradeLive.Live;
using TradeLive.Log;
using TradeLive.ReadModel;
using TradeLive.Storage;
using TradeLive.Upkeep;
using TradeLive.Views;

namespace TradeLive.Tests.Storage;

/// <summary>The same on both databases.</summary>
public sealed class StorageTests(Postgres postgres) : IClassFixture<Postgres>
{
    static Caller By(string key) => new(new(key), "ann", "test");

    static ReceiveInquiry Receive(int i) => new(
        By($"r{i}"), "web", $"{i}", new($"Buyer {i % 20}", $"Firm {i % 20}", $"mail@firm{i % 20}.example", null, "DE"), "lamp", 1, null, null, "", new Dictionary<string, string>(),
        DateTimeOffset.UnixEpoch.AddYears(50), ReplyPromise.Default);

    async Task<IHost> Start(StorageProvider provider, string folder, string? database = null)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.Configuration["Storage:Provider"] = provider.ToString();
        builder.Configuration["Storage:Directory"] = folder;
        if (provider == StorageProvider.Postgres) builder.Configuration["Storage:ConnectionString"] = database ?? await postgres.Create();
        builder.AddTradeLiveSilo();
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    static async Task Settle(IHost host)
    {
        var (log, tables, model) = (host.Services.GetRequiredService<ChangeLog>(), host.Services.GetRequiredService<ReadTables>(), host.Services.GetRequiredService<LiveModel>());
        await Web.Server.Until(() => Task.FromResult(tables.Read(context => context.Inquiries.Any() && context.Inquiries.All(row => row.Customer != null))));
        var quiet = LogPosition.Start;
        await Web.Server.Until(async () =>
        {
            var before = quiet;
            quiet = log.End();
            await Task.Delay(400);
            return before == quiet && log.End() == quiet && tables.Position() == quiet && model.Position == quiet;
        });
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.Postgres)]
    public async Task Every_acknowledged_write_is_in_the_log_once_and_a_rebuild_makes_the_same_tables(StorageProvider provider)
    {
        var folder = Directory.CreateTempSubdirectory("tradelive-").FullName;
        using var host = await Start(provider, folder);
        var grains = host.Services.GetRequiredService<IGrainFactory>();
        await Parallel.ForAsync(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (i, _) =>
            Assert.True((await grains.GetGrain<IInquiryGrain>($"I-{i}").Receive(Receive(i))).IsDone));
        var claims = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => grains.GetGrain<IInquiryGrain>("I-0").Claim(new(By($"c{i}"), new($"rep{i}"))).AsTask()));
        Assert.Single(claims, claim => claim.IsDone);
        var winner = (await grains.GetGrain<IInquiryGrain>("I-0").Get()).Owner!.Value.Value;
        Assert.All(claims.Where(claim => !claim.IsDone), claim => Assert.Equal(winner, claim.Refusal!.Data["by"]));
        await Settle(host);

        var log = host.Services.GetRequiredService<ChangeLog>();
        Assert.Empty(host.Services.GetRequiredService<Verification>().Run());
        var entries = log.ReadStoredAfter(LogPosition.Start, 100_000);
        Assert.Equal(400, entries.Count(entry => entry.Event is InquiryReceived));
        Assert.All(entries.GroupBy(entry => entry.Stream), stream => Assert.Equal(Enumerable.Range(1, stream.Count()).Select(version => (long)version), stream.Select(entry => entry.Version)));

        var tables = host.Services.GetRequiredService<ReadTables>();
        Assert.Equal(20, tables.Read(context => context.Customers.Count()));
        var before = Dump(tables);
        await host.StopAsync();
        host.Dispose();

        await using var again = Tools(provider, folder);
        await again.GetRequiredService<Rebuild>().Run();
        Assert.Equal(before, Dump(again.GetRequiredService<ReadTables>()));
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.Postgres)]
    public async Task A_backup_taken_while_running_brings_everything_back(StorageProvider provider)
    {
        var (folder, other) = (Directory.CreateTempSubdirectory("tradelive-").FullName, Directory.CreateTempSubdirectory("tradelive-").FullName);
        using var host = await Start(provider, folder);
        var grains = host.Services.GetRequiredService<IGrainFactory>();
        for (var i = 0; i < 50; i++) await grains.GetGrain<IInquiryGrain>($"I-{i}").Receive(Receive(i));
        await Settle(host);
        var file = Path.Combine(folder, "..", Path.GetRandomFileName());
        await host.Services.GetRequiredService<Backup>().Save(file);
        await host.StopAsync();

        var options = new StorageOptions { Provider = provider, Directory = other, ConnectionString = provider == StorageProvider.Postgres ? await postgres.Create() : null };
        await Backup.Restore(file, options, () => TradeLiveSilo.OpenDatabase(options), DateTimeOffset.UnixEpoch);
        using var restored = await Start(provider, other, options.ConnectionString);
        await Settle(restored);
        Assert.Equal(50, restored.Services.GetRequiredService<LiveModel>().Snapshot("all", BoardFilter.All, 1).Columns[0].Totals.Count);
        Assert.Empty(restored.Services.GetRequiredService<Verification>().Run());
        await restored.StopAsync();
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.Postgres)]
    public async Task A_database_of_a_newer_version_is_refused_by_name_whatever_that_version_made_of_it(StorageProvider provider)
    {
        var options = new StorageOptions
        {
            Provider = provider,
            Directory = Directory.CreateTempSubdirectory("tradelive-").FullName,
            ConnectionString = provider == StorageProvider.Postgres ? await postgres.Create() : null,
        };
        await using var database = TradeLiveSilo.OpenDatabase(options);
        await database.EnsureSchema();
        await database.EnsureSchema();
        await database.Write((connection, transaction) => Execute(connection, transaction, "ALTER TABLE OrleansQuery RENAME COLUMN QueryText TO Said"));
        await database.Write((connection, transaction) => Execute(connection, transaction, "INSERT INTO schema_version (version) VALUES (99)"));
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(database.EnsureSchema);
        Assert.Contains("schema version 99", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_or_cut_log_shows()
    {
        var folder = Directory.CreateTempSubdirectory("tradelive-").FullName;
        using var host = await Start(StorageProvider.Sqlite, folder);
        await host.Services.GetRequiredService<IGrainFactory>().GetGrain<IInquiryGrain>("I-1").Receive(Receive(1));
        await Settle(host);
        await host.Services.GetRequiredService<Database>().Write((connection, transaction) => Execute(connection, transaction, "UPDATE change_log SET actor = 'other' WHERE stream = 'inquiry/I-1' AND version = 1"));
        Assert.Contains(host.Services.GetRequiredService<Verification>().Run(), fault => fault is { Stream: "inquiry/I-1", Version: 1 });
        await host.StopAsync();
    }

    static int Execute(DbConnection connection, DbTransaction transaction, string sql)
    {
        using var command = connection.CreateCommand();
        (command.Transaction, command.CommandText) = (transaction, sql);
        return command.ExecuteNonQuery();
    }

    ServiceProvider Tools(StorageProvider provider, string folder)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration["Storage:Provider"] = provider.ToString();
        builder.Configuration["Storage:Directory"] = folder;
        if (provider == StorageProvider.Postgres) builder.Configuration["Storage:ConnectionString"] = postgres.Last;
        builder.Services.AddTradeLiveStorage(builder.Configuration);
        return builder.Services.BuildServiceProvider();
    }

    static List<string> Dump(ReadTables tables) => tables.Read(context =>
        context.Inquiries.AsEnumerable().Select(row => row.Record)
            .Concat(context.Customers.AsEnumerable().Select(row => $"{row.Id} {row.Inquiries} {row.OpenInquiries} {row.State}"))
            .Concat(context.Inquiries.AsEnumerable().Select(row => $"{row.Id} {row.NextDeadline:O}"))
            .Concat(context.Orders.AsEnumerable().Select(row => $"{row.Id} {row.NextDeadline:O} {row.State}")).Order(StringComparer.Ordinal).ToList());
}
