using TradeLive.Learning;
using TradeLive.Models;
using TradeLive.Scoring;

namespace TradeLive.Tests.Models;

/// <summary>What the company does not let count does not: in learning, in scoring, and in what scores before anything was learnt.</summary>
public sealed class PrivacyTests
{
    static readonly DateTimeOffset Start = new(2025, 1, 6, 8, 0, 0, TimeSpan.Zero);
    static readonly Allowed NoCountry = new(ByCountry: false, ByLanguage: true), NoLanguage = new(ByCountry: true, ByLanguage: false);

    static InquiryFacts Facts(string country, string message, int? localHour = null) => new()
    {
        Source = "alibaba",
        Country = country,
        Product = "lamp",
        Quantity = 100,
        Message = message,
        LocalHour = localHour,
        ReceivedAt = Start,
    };

    const string English = "Please send us your best price for these lamps", Russian = "Пришлите нам вашу лучшую цену на эти лампы, пожалуйста";

    static readonly InquiryFacts FromGermany = Facts("DE", English, 9), FromBrazil = Facts("BR", English, 22), InRussian = Facts("DE", Russian, 9);

    /// <summary>Inquiries from Germany win, those from Brazil do not, nor those written in Russian.</summary>
    static List<ReplayedInquiry> Past()
    {
        var random = new Random(3);
        return [.. Enumerable.Range(0, 300).Select(i =>
        {
            var facts = (i % 3) switch { 0 => FromBrazil, 1 => InRussian, _ => FromGermany };
            var (at, won) = (Start.AddHours(7 * i), random.NextDouble() < (i % 3 == 2 ? 0.9 : 0.1));
            return new ReplayedInquiry($"I-{i:000}", [new(facts with { ReceivedAt = at }, at)], won, won ? (i % 3 == 2 ? 5000 : 200) : null, at.AddDays(1));
        })];
    }

    static TrainedModel Learnt(string task, InquiryCases cases)
    {
        var candidate = task == ModelTasks.Win ? "logistic" : "sdca";
        return new Training(task, TimeProvider.System, threads: 1).Learn(cases.Set, new(candidate, [new(candidate, [], Calibration.None, 0.5, 0.8, 0.03)], default, 60), candidate);
    }

    static Score Asked(Allowed allowed, InquiryFacts facts)
    {
        var (win, amount) = (new NamedModel("win-1", Learnt(ModelTasks.Win, InquiryCases.ForWin(Past(), Allowed.All))), new NamedModel("amount-1", Learnt(ModelTasks.Amount, InquiryCases.ForAmount(Past(), Allowed.All))));
        return new TrainedInquiryScorer(win, amount, allowed, new PriorInquiryScorer(allowed)).Score(facts, new TestModels.NoHistory(), Currency.Usd, Start);
    }

    static void AssertAlike(Score one, Score other) => Assert.Equal((one.Probability, one.ExpectedAmount), (other.Probability, other.ExpectedAmount));

    static void AssertAddsUp(Score score) =>
        Assert.Equal(Math.Log(score.Probability / (1 - score.Probability)), score.Base!.Value + score.Reasons.Sum(reason => reason.Weight) + score.Rest, 0.01);

    [Fact]
    public void Without_the_country_neither_it_nor_region_nor_local_hour_is_learnt_from()
    {
        string[] telling = [InquiryFeatures.Country, InquiryFeatures.Region, InquiryFeatures.LocalHour];
        Assert.Equal(3, InquiryCases.ForWin(Past(), Allowed.All).Set.Columns.Count(column => telling.Contains(column.Name)));
        foreach (var cases in new[] { InquiryCases.ForWin(Past(), NoCountry), InquiryCases.ForAmount(Past(), NoCountry) })
        {
            Assert.DoesNotContain(cases.Set.Columns, column => telling.Contains(column.Name));
            Assert.Contains(cases.Set.Columns, column => column.Name == InquiryFeatures.Language);
        }
    }

    [Fact]
    public void Without_the_country_what_the_prior_is_judged_by_does_not_know_it_either()
    {
        static double[] Last(Allowed allowed) => [.. InquiryCases.ForWin(Past(), allowed).Prior.TakeLast(2)];
        Assert.True(Math.Abs(Last(Allowed.All)[0] - Last(Allowed.All)[1]) < 0.05 && Math.Abs(InquiryCases.ForWin(Past(), Allowed.All).Prior[^1] - InquiryCases.ForWin(Past(), Allowed.All).Prior[^3]) > 0.1);
        var without = InquiryCases.ForWin(Past(), NoCountry).Prior;
        Assert.InRange(Math.Abs(without[^1] - without[^3]), 0, 0.02);
    }

    [Fact]
    public void Without_the_language_it_is_not_learnt_from()
    {
        foreach (var cases in new[] { InquiryCases.ForWin(Past(), NoLanguage), InquiryCases.ForAmount(Past(), NoLanguage) })
        {
            Assert.DoesNotContain(cases.Set.Columns, column => column.Name == InquiryFeatures.Language);
            Assert.Contains(cases.Set.Columns, column => column.Name == InquiryFeatures.Country);
        }
    }

    [Fact]
    public void Without_the_country_a_model_that_has_learnt_it_says_the_same_of_every_country_and_names_none()
    {
        Assert.True(Asked(Allowed.All, FromGermany).Probability > Asked(Allowed.All, FromBrazil).Probability + 0.2);
        var (one, other) = (Asked(NoCountry, FromGermany), Asked(NoCountry, FromBrazil));
        AssertAlike(one, other);
        AssertAlike(one, Asked(NoCountry, FromGermany with { Country = null, LocalHour = null }));
        Assert.DoesNotContain(one.Reasons, reason => reason.Code.Contains("country", StringComparison.Ordinal) || reason.Code.Contains("region", StringComparison.Ordinal) || reason.Code.Contains("local-hour", StringComparison.Ordinal));
        AssertAddsUp(one);
    }

    [Fact]
    public void Without_the_language_a_model_that_has_learnt_it_says_the_same_of_every_language_and_names_none()
    {
        // The same letters and signs, so that the language alone tells them apart.
        var model = Learnt(ModelTasks.Win, InquiryCases.ForWin(Past(), Allowed.All));
        int At(string name) => model.Columns.Select(column => column.Name).ToList().IndexOf(name);
        Cell[] Cells(InquiryFacts facts, Allowed allowed)
        {
            var cells = InquiryFeatures.Cells(facts, model.Columns, allowed);
            foreach (var sign in model.Columns.Where(column => column.Name.StartsWith(InquiryFeatures.Message, StringComparison.Ordinal))) cells[At(sign.Name)] = Cell.Of(0.0);
            return cells;
        }
        Assert.NotEqual(model.Chance(Cells(FromGermany, Allowed.All)), model.Chance(Cells(InRussian, Allowed.All)));
        Assert.Equal(model.Chance(Cells(FromGermany, NoLanguage)), model.Chance(Cells(InRussian, NoLanguage)));
        var score = Asked(NoLanguage, InRussian);
        Assert.DoesNotContain(score.Reasons, reason => reason.Code.Contains("language", StringComparison.Ordinal));
        AssertAddsUp(score);
    }

    sealed class Rates : IOutcomeHistory
    {
        public OutcomeTally this[string key] => key switch { "all" => new(50, 50, 5000), "country:DE" => new(40, 10, 4000), "country:BR" => new(2, 38, 200), _ => default };
    }

    [Fact]
    public void Without_the_country_the_prior_says_the_same_of_every_country_and_names_none()
    {
        static Score By(Allowed allowed, InquiryFacts facts) => new PriorInquiryScorer(allowed).Score(facts, new Rates(), Currency.Usd, Start);
        Assert.True(By(Allowed.All, FromGermany).Probability > By(Allowed.All, FromBrazil).Probability + 0.2);
        Assert.Contains(By(NoLanguage, FromGermany).Reasons, reason => reason.Code == "country-rate");
        AssertAlike(By(NoCountry, FromGermany), By(NoCountry, FromBrazil));
        Assert.DoesNotContain(By(NoCountry, FromGermany).Reasons, reason => reason.Code == "country-rate");
        AssertAlike(By(NoLanguage, FromGermany), By(NoLanguage, InRussian));
    }
}
