using CsCheck;
using TradeLive.Scoring;

namespace TradeLive.Tests.Models;

/// <summary>The risk of leaving before there is a trained model.</summary>
public sealed class PriorChurnTests
{
    static readonly DateTimeOffset Now = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    static CustomerFacts Facts(int silent = 30, int orders = 6, int gap = 30, int cancelled = 0, int open = 0, int year = 0) => new()
    {
        OrderedAt = [.. Enumerable.Range(0, orders).Select(i => Now.AddDays(-silent - gap * (orders - 1 - i)))],
        Cancelled = cancelled,
        OpenComplaints = open,
        ComplaintsWithinYear = year,
    };

    static ChurnScore Score(CustomerFacts facts, int days = 90) => new PriorChurnScorer().Score(facts, days, Now)!;

    [Fact]
    public void Base_reasons_and_rest_add_up_to_the_risk_and_no_rest_is_needed_but_at_the_ends() =>
        Gen.Select(Gen.Int[0, 2000], Gen.Int[1, 40], Gen.Int[1, 300], Gen.Int[0, 20], Gen.Select(Gen.Int[0, 5], Gen.Int[0, 9]), Gen.Int[7, 730]).Sample((silent, orders, gap, cancelled, complaints, days) =>
        {
            var score = Score(Facts(silent, orders, gap, cancelled, complaints.Item1, complaints.Item2), days);
            Assert.Equal(Math.Log(score.Risk / (1 - score.Risk)), score.Base!.Value + score.Reasons.Sum(reason => reason.Weight) + score.Rest, 9);
            if (score.Risk is > 0.021 and < 0.979) Assert.Equal(0, score.Rest, 0.01);
        });

    [Fact]
    public void A_customer_of_the_usual_rhythm_who_is_silent_for_no_longer_starts_and_stays_at_the_base()
    {
        var score = Score(Facts(silent: 75, gap: 75));
        Assert.All(score.Reasons, reason => Assert.Equal(0, reason.Weight, 9));
        Assert.Equal(Math.Log(score.Risk / (1 - score.Risk)), score.Base!.Value, 0.001);
    }

    [Fact]
    public void Complaints_raise_the_risk_and_are_named_with_their_count()
    {
        var (none, past, open) = (Score(Facts()), Score(Facts(year: 2)), Score(Facts(open: 1, year: 3)));
        Assert.True(none.Risk < past.Risk && past.Risk < open.Risk, $"{none.Risk} {past.Risk} {open.Risk}");
        Assert.DoesNotContain(none.Reasons, reason => reason.Code.StartsWith("complaints", StringComparison.Ordinal));
        Assert.Equal("2", past.Reasons.Single(reason => reason.Code.StartsWith("complaints", StringComparison.Ordinal)).Data["within"]);
        Assert.Equal(("1", "3"), (open.Reasons.Single(reason => reason.Code == "complaints-open").Data["open"], open.Reasons.Single(reason => reason.Code == "complaints-year").Data["within"]));
        Assert.True(Score(Facts(cancelled: 2)).Risk > none.Risk);
    }
}
