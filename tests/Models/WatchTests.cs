using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TradeLive.Company;
using TradeLive.Hosting;
using TradeLive.Inquiries;
using TradeLive.Models;
using TradeLive.ReadModel;
using TradeLive.Scoring;
using TradeLive.Tests.Web;

namespace TradeLive.Tests.Models;

/// <summary>The daily look at the champions, on a clock of its own.</summary>
public sealed class WatchTests : IAsyncDisposable
{
    static readonly TimeSpan Settled = TimeSpan.FromMinutes(11);

    readonly string folder = Directory.CreateTempSubdirectory("tradelive-").FullName;
    readonly Clock clock = new();
    IHost? host;

    static Caller By(string key) => new(new(key), "test", "test");

    IGrainFactory Grains => host!.Services.GetRequiredService<IGrainFactory>();

    IModelGrain Register => Grains.GetGrain<IModelGrain>(ModelTasks.Win);

    async Task Start()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Critical);
        builder.Configuration["Storage:Directory"] = folder;
        builder.Services.RemoveAll<TimeProvider>().AddSingleton<TimeProvider>(clock);
        builder.AddTradeLiveSilo();
        host = builder.Build();
        await host.StartAsync();
    }

    async Task Stop()
    {
        await host!.StopAsync();
        host.Dispose();
        host = null;
    }

    async Task Promote(TrainedModelFile file)
    {
        var hash = await host!.Services.GetRequiredService<ModelFiles>().Save(ModelTasks.Win, file.Bytes);
        await Register.Import(new(By("import"), new("logistic", 200, 90, null, null, file.At, hash, file.Bytes.Length, false, null, [], null)));
        await Register.Promote(new(By("promote"), 1));
        await Server.Until(() => Task.FromResult(host.Services.GetRequiredService<Champions>().Of(ModelTasks.Win) is not null), 60);
    }

    sealed record TrainedModelFile(byte[] Bytes, DateTimeOffset At);

    // Each was taken over with its end, so that its outcome was known an hour after it came.
    async Task Trade(string name, int count, DateTimeOffset from, string[] sources, double won)
    {
        var random = new Random(3);
        for (var i = 0; i < count; i++)
        {
            var at = from.AddHours(i * 2);
            var isWon = random.NextDouble() < won;
            var outcome = await Grains.GetGrain<IInquiryGrain>($"{name}-{i}").Receive(new(
                By($"{name}-{i}"), sources[i % sources.Length], $"{name}-{i}", new($"Buyer {name} {i.ToString(CultureInfo.InvariantCulture)}", null, null, null, "DE"), "lamp", random.Next(1, 300), "pcs", null, "",
                new Dictionary<string, string>(), at, ReplyPromise.Default, null,
                new(isWon ? Stage.Won : Stage.Lost, null, null, at.AddMinutes(10), at.AddHours(1), isWon ? new Money(500, Currency.Usd) : null, isWon ? null : LostReason.Price)));
            Assert.Null(outcome.Refusal);
        }
        var tables = host!.Services.GetRequiredService<ReadTables>();
        await Server.Until(() => Task.FromResult(tables.Read(context => context.Inquiries.Count(row => row.Customer != null && row.Id.StartsWith(name))) == count), 120);
    }

    async Task<bool> IsWatched(DateTimeOffset since) => (await Register.Get()).Watched is { } watched && watched.At >= since;

    [Fact]
    public async Task A_champion_is_looked_at_daily_also_after_a_restart_and_drift_is_told()
    {
        await Start();
        await Grains.GetGrain<ICompanyGrain>(ICompanyGrain.Key).SetUp(new(By("company"), CompanyTerms.Named("Lamp Works", Currency.Usd)));
        var learnt = clock.GetUtcNow();
        await Trade("old", 200, learnt.AddDays(-30), ["alibaba", "amazon"], 0.3);
        await Promote(new(TestModels.File(TestModels.Win(1, clock)), learnt));
        clock.Forward(TimeSpan.FromDays(20));
        var first = clock.GetUtcNow();
        await Server.Until(() => IsWatched(first), 60);
        Assert.Empty((await Register.Get()).Alerts);

        await Trade("new", 150, learnt.AddDays(1), ["expo"], 0.9);
        await Stop();
        await Start();
        clock.Forward(TimeSpan.FromHours(23));
        Assert.Equal(first.Date, (await Register.Get()).Watched!.At.Date);
        clock.Forward(TimeSpan.FromHours(1) + Settled);
        var second = clock.GetUtcNow();
        await Server.Until(() => IsWatched(second), 60);

        var register = await Register.Get();
        Assert.Equal(["drift-rate", "drift-calibration", "drift-feature"], register.Alerts.Select(alert => alert.Code));
        Assert.Equal((150, "source"), (register.Watched!.Closed, register.Watched.Columns[0].Column));
        Assert.True(register.Watched.Columns[0].Psi > 1, $"{register.Watched.Columns[0]}");
        Assert.Equal(150, register.Watched.Months.Sum(month => month.Count));
        Assert.InRange(register.Watched.Months.Sum(month => month.Count * month.True) / 150, 0.8, 0.99);
        Assert.Null(register.Watching);
        var shown = (await host!.Services.GetRequiredService<ModelQueries>().All()).Tasks.Single(task => task.Task == ModelTasks.Win);
        Assert.Equal((register.Watched.At, 150, 3), (shown.Watched!.At, shown.Months.Sum(month => month.Count), shown.Alerts.Count));
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null) await Stop();
        Directory.Delete(folder, recursive: true);
    }

    sealed class Clock : TimeProvider
    {
        long ahead;

        public void Forward(TimeSpan by) => Interlocked.Add(ref ahead, by.Ticks);

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref ahead));
    }
}
