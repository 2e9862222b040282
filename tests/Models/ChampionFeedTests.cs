using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TradeLive.Company;
using TradeLive.Hosting;
using TradeLive.Inquiries;
using TradeLive.Live;
using TradeLive.Log;
using TradeLive.Models;
using TradeLive.Scoring;
using TradeLive.Tests.Web;

namespace TradeLive.Tests.Models;

public sealed class ChampionFeedTests
{
    const int Open = 120;

    static Caller By(string key) => new(new(key), "test", "test");

    [Fact]
    public async Task After_a_promotion_the_most_valuable_open_inquiries_are_scored_anew_first_and_each_once()
    {
        var folder = Directory.CreateTempSubdirectory("tradelive-").FullName;
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Critical);
        builder.Configuration["Storage:Directory"] = folder;
        builder.AddTradeLiveSilo();
        using var host = builder.Build();
        await host.StartAsync();
        var (grains, live) = (host.Services.GetRequiredService<IGrainFactory>(), host.Services.GetRequiredService<LiveModel>());
        await grains.GetGrain<ICompanyGrain>(ICompanyGrain.Key).SetUp(new(By("company"), CompanyTerms.Named("Lamp Works", Currency.Usd)));
        // In no order of value: 7 and 120 have no divisor in common.
        for (var i = 0; i < Open; i++) await Receive(grains, $"I-{i}", 1000 * (1 + i * 7 % Open));
        await Server.Until(() => Task.FromResult(live.OpenScoredByOther("nobody").Count == Open), 120);
        var worth = live.OpenScoredByOther("nobody").ToDictionary(card => card.Id, card => card.ExpectedValue);
        Assert.True(worth.Values.Distinct().Count() > Open / 2, "they are worth different amounts");

        var bytes = TestModels.File(TestModels.Win());
        var hash = await host.Services.GetRequiredService<ModelFiles>().Save(ModelTasks.Win, bytes);
        var register = grains.GetGrain<IModelGrain>(ModelTasks.Win);
        await register.Import(new(By("import"), new("logistic", 200, 90, null, null, DateTimeOffset.UtcNow, hash, bytes.Length, false, null, [], null)));
        await register.Promote(new(By("promote"), 1));
        await Server.Until(() => Task.FromResult(live.OpenScoredByOther("win-1").Count == 0), 60);
        Assert.Equal(0, (await host.Services.GetRequiredService<ModelQueries>().All()).ToScoreAnew);

        var log = host.Services.GetRequiredService<ChangeLog>();
        var order = log.ReadStoredAfter(LogPosition.Start, 100_000).Where(entry => entry.Event is InquiryScored { Score.Model: "win-1" }).Select(entry => entry.Key).ToList();
        Assert.Equal(Open, order.Count);
        Assert.Equal(Open, order.Distinct().Count());
        var (first, last) = (order.Take(Open / 3).Min(id => worth[id]), order.TakeLast(Open / 3).Max(id => worth[id]));
        Assert.True(first > last, $"{first} of the first third, {last} of the last");
        await host.StopAsync();
        Directory.Delete(folder, recursive: true);
    }

    static async Task Receive(IGrainFactory grains, string id, int value)
    {
        var outcome = await grains.GetGrain<IInquiryGrain>(id).Receive(new(
            By($"receive-{id}"), "web", id, new($"Buyer {id}", null, null, null, "DE"), "lamp", 100, "pcs", new Money(value / 100m, Currency.Usd), "",
            new Dictionary<string, string>(), DateTimeOffset.UtcNow, ReplyPromise.Default));
        Assert.Null(outcome.Refusal);
    }
}
