using System.Xml.Linq;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TradeLive.Churn;
using TradeLive.Company;
using TradeLive.Customers;
using TradeLive.Hosting;
using TradeLive.Learning;
using TradeLive.Models;
using TradeLive.Orders;
using TradeLive.Policies;
using TradeLive.ReadModel;
using TradeLive.Scoring;
using TradeLive.Tests.Web;

namespace TradeLive.Tests.Models;

/// <summary>From orders with a rhythm to a champion that tells who is leaving.</summary>
public sealed class ChurnTrainingTests : IAsyncLifetime
{
    const int Customers = 120, PastDays = 210;

    readonly string folder = Directory.CreateTempSubdirectory("tradelive-").FullName;
    readonly DateTimeOffset now = TimeProvider.System.GetUtcNow();
    IHost host = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Critical);
        builder.Configuration["Storage:Directory"] = folder;
        builder.AddTradeLiveSilo();
        host = builder.Build();
        await host.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    T Of<T>() where T : notnull => host.Services.GetRequiredService<T>();

    static Caller By(string key) => new(new(key), "test", "test");

    IModelGrain Register => Of<IGrainFactory>().GetGrain<IModelGrain>(ModelTasks.Churn);

    Task<Customer> Get(int customer) => Of<IGrainFactory>().GetGrain<ICustomerGrain>($"C-{customer}").Get().AsTask();

    // Each orders every 8 to 20 days; two in five stay away from some day on, Germans more often.
    static bool Leaves(int customer) => customer % 5 is 0 or 1;

    static double LastDayOf(int customer, Random random) => Leaves(customer) ? PastDays * (0.1 + 0.75 * random.NextDouble()) : PastDays;

    async Task Trade()
    {
        var company = Of<IGrainFactory>().GetGrain<ICompanyGrain>(ICompanyGrain.Key);
        Assert.Null((await company.SetUp(new(By("company"), Terms(30)))).Refusal);
        var (random, orders) = (new Random(5), 0);
        for (var i = 0; i < Customers; i++)
        {
            var country = Leaves(i) && i % 10 != 0 ? "DE" : "FR";
            Assert.Null((await Of<IGrainFactory>().GetGrain<ICustomerGrain>($"C-{i}").Open(new(By($"open-{i}"), $"Customer {i}", country, new("A", null, null), now.AddDays(-PastDays)))).Refusal);
            var (gap, last) = (8 + 12 * random.NextDouble(), LastDayOf(i, random));
            for (var day = gap * random.NextDouble(); day < last; day += gap * (0.6 + 0.8 * random.NextDouble())) await Place(i, orders++, now.AddDays(day - PastDays), 100 + random.Next(900));
        }
        await Server.Until(() => Task.FromResult(Of<ReadTables>().Read(context => context.Customers.Sum(row => row.Orders)) == orders), 120);
    }

    async Task Place(int customer, int number, DateTimeOffset at, int amount)
    {
        var terms = new OrderTerms($"{number}", new($"C-{customer}"), null, null, null, new(amount, Currency.Usd), [], null, PaymentTerms.Default, at, WorkCalendar.MondayToFriday);
        Assert.Null((await Of<IGrainFactory>().GetGrain<IOrderGrain>($"O-{number}").Place(new(By($"place-{number}"), terms, null, new(DateOnly.FromDateTime(now.UtcDateTime), null)))).Refusal);
    }

    static CompanyTerms Terms(int churnDays, bool byCountry = true) => CompanyTerms.Named("Lamp Works", Currency.Usd) with { Scoring = new(ByCountry: byCountry, ChurnDays: churnDays, TrainEveryDays: 0) };

    async Task Change(CompanyTerms terms, string key)
    {
        Assert.Null((await Of<IGrainFactory>().GetGrain<ICompanyGrain>(ICompanyGrain.Key).Change(new(By(key), terms))).Refusal);
        await Server.Until(() => Task.FromResult(Of<Live.LiveModel>().Organisation.Company.Terms!.Scoring == terms.Scoring));
    }

    async Task<TrainingEnd> Train(int number)
    {
        await Register.Request(new(By($"train-{number}")));
        await Server.Until(async () => (await Register.Get()).Ends.Any(end => end.Number == number), 240);
        var register = await Register.Get();
        if (register.Champion is { } champion) await Server.Until(() => Task.FromResult(Of<Champions>().Of(ModelTasks.Churn)?.Name == $"churn-{champion.Version}"));
        return register.Ends.Single(end => end.Number == number);
    }

    async Task<List<ChurnScore>> Scored(string model)
    {
        await Server.Until(async () =>
        {
            await Of<ChurnSweep>().ScoreStale();
            return (await Get(0)).Churn?.Model == model && (await Get(Customers - 1)).Churn?.Model == model;
        }, 60);
        var scores = new List<ChurnScore>();
        for (var i = 0; i < Customers; i++) scores.Add((await Get(i)).Churn!);
        return scores;
    }

    static void AssertPromoted(TrainingEnd end) =>
        Assert.True(end.Result == "promoted", $"{end} {string.Join(", ", end.Verdict?.Data ?? new Dictionary<string, string>())}");

    static void AssertInWords(IEnumerable<ScoreReason> reasons)
    {
        foreach (var language in (string[])["", ".zh-CN"])
        {
            var words = XDocument.Load(Path.Combine(Server.Root, $"web/Client/Words{language}.resx")).Root!.Elements("data").ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);
            Assert.All(reasons, reason =>
            {
                var text = words[$"churn.{reason.Code}"];
                foreach (var name in reason.Data.Keys) text = text.Replace($"{{{name}}}", "", StringComparison.Ordinal);
                Assert.DoesNotContain("{", text, StringComparison.Ordinal);
            });
        }
    }

    [Fact]
    public async Task A_champion_learnt_from_orders_tells_who_leaves_and_serves_only_for_the_days_that_the_company_looks_ahead()
    {
        await Trade();
        Assert.All(await Scored(PriorChurnScorer.Model), score => Assert.Equal(30, score.HorizonDays));

        AssertPromoted(await Train(1));
        var champion = (await Register.Get()).Champion!;
        Assert.Equal((1, 30), (champion.Version, champion.Summary.HorizonDays));
        Assert.Contains(champion.Summary.Figures!.Peers, peer => peer.Name == CandidateNames.Rfm);
        var scores = await Scored("churn-1");
        Assert.True(Mean(scores, Leaves) > Mean(scores, customer => !Leaves(customer)) + 0.5, $"{Mean(scores, Leaves)} against {Mean(scores, customer => !Leaves(customer))}");
        Assert.All(scores, score => Assert.True(score.Reasons.Count(reason => reason.Weight > 0) <= 3 && score.Reasons.Count(reason => reason.Weight < 0) <= 3 && score.Reasons.Count > 0));
        Assert.All(scores, AssertAddsUp);
        AssertInWords(scores.SelectMany(score => score.Reasons));

        await Change(Terms(60), "sixty");
        Assert.All(await Scored(PriorChurnScorer.Model), score => Assert.Equal(60, score.HorizonDays));
        AssertPromoted(await Train(2));
        Assert.All(await Scored("churn-2"), score => Assert.Equal(60, score.HorizonDays));
    }

    static void AssertAddsUp(ChurnScore score) =>
        Assert.Equal(Math.Log(score.Risk / (1 - score.Risk)), score.Base!.Value + score.Reasons.Sum(reason => reason.Weight) + score.Rest, 6);

    static double Mean(List<ChurnScore> scores, Func<int, bool> who) => scores.Where((_, customer) => who(customer)).Average(score => score.Risk);

    [Fact]
    public async Task Without_the_country_the_risk_neither_learns_from_it_nor_tells_it_from_the_next_score_on()
    {
        await Trade();
        AssertPromoted(await Train(1));
        Assert.Contains(Champion().Columns, ChurnOrders.TellsCountry);

        await Change(Terms(30, byCountry: false), "no-country");
        var told = Ask();
        Assert.Equal(Customers, told.Count);
        Assert.DoesNotContain(told.Values.SelectMany(score => score.Reasons), reason => reason.Data["column"] == "country");
        Assert.Equal("churn-1", told["C-0"].Model);
        Assert.All(told.Values, AssertAddsUp);
        Assert.DoesNotContain(ChurnCases.Columns(ChurnOrders.Read(Of<ReadTables>(), byCountry: false)), ChurnOrders.TellsCountry);

        var end = await Train(2);
        var challenger = (await Register.Get()).Models[^1];
        Assert.Contains("no-country", challenger.Summary.Limits);
        Assert.DoesNotContain(Of<ModelFiles>().Load(challenger.Summary.Hash).Columns, ChurnOrders.TellsCountry);
        Assert.NotEqual("failed", end.Result);
    }

    TrainedModel Champion() => Of<Champions>().Of(ModelTasks.Churn)!.Model;

    Dictionary<string, ChurnScore> Ask()
    {
        var facts = new CustomerFacts { OrderedAt = [now.AddDays(-20)] };
        return Of<ChurnScoring>().Of([.. Enumerable.Range(0, Customers).Select(i => ($"C-{i}", facts))], 30, now).ToDictionary(one => one.Customer, one => one.Score);
    }
}
