using TradeLive.Client;
using TradeLive.Scoring;

namespace TradeLive.Tests.Pages;

public sealed class ChurnWhyTests
{
    static ChurnScore Score(double? start, double rest, params double[] weights) =>
        new(0.5, 90, [.. weights.Select((weight, i) => new ScoreReason($"r{i}", weight, new Dictionary<string, string>()))], "churn-1", DateTimeOffset.UnixEpoch) { Base = start, Rest = rest };

    [Fact]
    public void What_is_shown_and_the_rest_add_up_to_all_that_the_score_is_made_of()
    {
        var why = ChurnWhy.Of(Score(-1.1, 0.2, 0.5, 0.4, 0.3, 0.2, 0.01, -0.9));
        Assert.Equal([0.5, 0.4, 0.3], why.Raises.Select(reason => reason.Weight));
        Assert.Equal([-0.9], why.Lowers.Select(reason => reason.Weight));
        Assert.Equal(0.2 + 0.2 + 0.01, why.Rest, 9);
        Assert.Equal((0.25, 1), (Math.Round(why.Usual!.Value, 2), why.RestSign));
    }

    [Fact]
    public void A_score_of_before_its_parts_were_kept_names_its_reasons_and_nothing_that_it_does_not_know()
    {
        var why = ChurnWhy.Of(Score(null, 0, 0.5, 0.001));
        Assert.Equal((1, 0, null, 0), (why.Raises.Count, why.Lowers.Count, why.Usual, why.RestSign));
    }

    [Theory]
    [InlineData(0.01, 0)]
    [InlineData(-0.4, -1)]
    public void A_rest_that_says_something_is_named_by_where_it_leads(double rest, int sign) => Assert.Equal(sign, ChurnWhy.Of(Score(0, rest, 0.5)).RestSign);
}
