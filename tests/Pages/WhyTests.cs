using TradeLive.Client;
using TradeLive.Scoring;
using TradeLive.Views;

namespace TradeLive.Tests.Pages;

public sealed class WhyTests
{
    static Why Of(params (string Code, double Weight)[] reasons) => Of("prior-3", false, reasons);

    static Why Of(string model, bool hasNoSignal, params (string Code, double Weight)[] reasons) => Why.Of(new Card
    {
        Id = "I-1",
        Model = model,
        Reasons = [.. reasons.Select(reason => new ScoreReason(reason.Code, reason.Weight, new Dictionary<string, string>()))],
    }, hasNoSignal);

    static IEnumerable<string> Codes(IEnumerable<ScoreReason> reasons) => reasons.Select(reason => reason.Code);

    [Fact]
    public void Reasons_are_split_into_three_for_and_three_against_the_strongest_first()
    {
        var why = Of(("a", 0.1), ("b", -0.3), ("c", 0.5), ("d", 0.2), ("e", 0.3), ("f", -0.9), ("amount-quoted", 0), ("base-rate", -1.7));
        Assert.Equal(["c", "e", "d"], Codes(why.For));
        Assert.Equal(["f", "b"], Codes(why.Against));
        Assert.Equal(("amount-quoted", "base-rate"), (why.Amount?.Code, why.Average?.Code));
        Assert.True(why.HasSignal);
    }

    [Fact]
    public void Where_nothing_tells_it_from_the_average_there_is_no_signal_and_no_reason()
    {
        var why = Of(("source-rate", 0.006), ("base-rate", -1.7), ("amount-list", 0));
        Assert.False(why.HasSignal);
        Assert.Empty(why.For.Concat(why.Against));
    }

    [Theory]
    [InlineData("prior-3", true)]
    [InlineData("prior-3+amount-1", true)]
    [InlineData("win-2", false)]
    public void Where_a_training_found_no_signal_the_rules_of_thumb_give_no_reasons_and_a_model_does(string model, bool unfounded)
    {
        var why = Of(model, true, ("repeat-customer", 0.5), ("country-rate", -0.3), ("amount-quoted", 0), ("base-rate", 0));
        Assert.Equal((unfounded, !unfounded), (why.IsUnfounded, why.HasSignal));
        Assert.Equal(unfounded ? 0 : 2, why.For.Count + why.Against.Count);
        Assert.Equal(("amount-quoted", "base-rate"), (why.Amount?.Code, why.Average?.Code));
    }

    [Fact]
    public void A_value_of_which_nothing_similar_is_known_is_no_reason()
    {
        ScoreReason Rate(string code, string closed) => new(code, -0.3, new Dictionary<string, string> { ["won"] = "0", ["closed"] = closed });
        var why = Why.Of(new Card { Id = "I-1", Model = "win-1", Reasons = [Rate("product-rate", "0"), Rate("country-rate", "7")] }, hasNoSignal: false);
        Assert.Equal(["country-rate"], Codes(why.Against));
    }
}
