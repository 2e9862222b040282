using CsCheck;
using TradeLive.Company;
using TradeLive.Inquiries;
using TradeLive.ReadModel;
using TradeLive.Scoring;

namespace TradeLive.Tests.Rules;

/// <summary>What scores said at first against what came true.</summary>
public sealed class ScoreOutcomesTests
{
    static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    static FirstScored One(int at, double chance, bool? won, decimal value = 100, string model = "m-1") =>
        new($"I-{at:0000}", Noon.AddMinutes(at), chance, (decimal)chance * value, model, won, won == true ? value : 0);

    [Fact]
    public void Tenths_are_equal_parts_by_chance_the_highest_first()
    {
        var deciles = ScoreOutcomes.Deciles([.. Enumerable.Range(0, 100).Select(at => One(at, at / 100.0, at % 10 < at / 10)), One(200, 0.999, null)]);
        Assert.Equal(10, deciles.Count);
        Assert.All(deciles, decile => Assert.Equal(10, decile.Count));
        Assert.Equal((1, 0.9, 0.99, 0.9, 900m), (deciles[0].Number, deciles[0].Least, deciles[0].Most, Math.Round(deciles[0].Won, 6), deciles[0].WonValue));
        Assert.Equal(0.945, deciles[0].Predicted, 6);
        Assert.All(deciles, decile => Assert.InRange(decile.Won, decile.WonLow, decile.WonHigh));
    }

    [Fact]
    public void The_first_fifth_by_score_is_compared_with_the_first_fifth_by_arrival()
    {
        var whole = ScoreOutcomes.Whole("", [One(1, 0.1, true, 50), One(2, 0.1, false), One(3, 0.1, false), One(4, 0.1, false), One(5, 0.9, true, 150), One(6, 0.5, null)]);
        Assert.Equal((5, 1, 0.75, 0.25, 200m), (whole.Closed, whole.Open, whole.TopByScore, whole.TopByArrival, whole.WonValue));
        Assert.Equal((0.26, 0.4), (Math.Round(whole.Predicted!.Value, 6), whole.Won));
        Assert.Equal((0.81 + 0.01 * 4) / 5, whole.Brier!.Value, 6);
    }

    [Fact]
    public void Each_model_answers_for_its_own_scores_and_nothing_closed_gives_no_figures()
    {
        var models = ScoreOutcomes.ByModel([One(1, 0.2, false, model: "old"), One(2, 0.2, false, model: "old"), One(3, 0.9, null, model: "new")]);
        Assert.Equal(["old", "new"], models.Select(model => model.Model));
        Assert.Equal((0, 1, null, null, null), (models[1].Closed, models[1].Open, models[1].Predicted, models[1].Brier, models[1].TopByScore));
        Assert.Null(models[0].TopByScore);
        Assert.Empty(ScoreOutcomes.Deciles([]));
    }

    [Fact]
    public void However_many_there_are_every_closed_one_is_in_one_tenth() =>
        Gen.Select(Gen.Double[0, 1], Gen.Bool).Array[0, 300].Sample(some =>
        {
            var deciles = ScoreOutcomes.Deciles([.. some.Select((one, at) => One(at, one.Item1, one.Item2))]);
            Assert.Equal(some.Length, deciles.Sum(decile => decile.Count));
            Assert.Equal(Math.Min(10, some.Length), deciles.Count);
            Assert.True(some.Length == 0 || deciles.Max(decile => decile.Count) - deciles.Min(decile => decile.Count) <= 1);
        });

    [Fact]
    public void The_first_score_counts_and_only_if_the_end_was_not_known()
    {
        static InquiryScored Scored(double chance) => new(Noon, new(chance, new(100, Currency.Usd), [], "m-1", Noon));
        static FirstScore? First(params InquiryEvent[] happened)
        {
            InquiryEvent[] all = [new InquiryReceived(Noon, "web", "1", new("Uta", null, null, null, "DE"), "lamp", 1, null, null, "", new Dictionary<string, string>(), Noon, Noon, null, false), .. happened];
            return all.Index().Aggregate((InquiryRecord?)null, (record, next) => InquiryFold.Apply(record, "I-1", next.Index + 1, "test", next.Item, new CompanyState()))!.FirstScore;
        }
        var lost = new InquiryLost(Noon, Stage.New, LostReason.Price, null);
        Assert.Equal(new(0.3, 30, "m-1"), First(Scored(0.3), Scored(0.6), lost));
        Assert.Null(First(lost, Scored(0.3), new InquiryReopened(Noon, Stage.New), Scored(0.6)));
    }
}
