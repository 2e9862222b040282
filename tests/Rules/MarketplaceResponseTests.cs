using TradeLive.Inquiries;

namespace TradeLive.Tests.Rules;

public sealed class MarketplaceResponseTests
{
    static readonly DateTimeOffset Noon = new(2026, 3, 20, 4, 0, 0, TimeSpan.Zero); // in Shanghai
    static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    [Fact]
    public void A_reply_within_24_hours_is_on_time_and_a_later_one_counts_as_late() =>
        Assert.Equal((2, 1), Rate(Talk("a", Received(-72), Replied(-60)), Talk("b", Received(-72), Replied(-47))));

    [Fact]
    public void A_robots_answer_does_not_count() => Assert.Equal((1, 0), Rate(Talk("a", Received(-72), Replied(-71, automatic: true))));

    [Fact]
    public void Of_a_days_messages_of_one_buyer_the_first_counts_over_all_inquiries() =>
        Assert.Equal((1, 1), Rate(Talk("a", Received(-72), Wrote(-70)), Talk("a", Received(-71), Replied(-60))));

    [Fact]
    public void A_message_of_another_day_counts_for_itself() => Assert.Equal((2, 1), Rate(Talk("a", Received(-96), Replied(-95), Wrote(-72))));

    [Fact]
    public void A_message_that_can_still_be_answered_in_time_does_not_count_yet() => Assert.Equal((0, 0), Rate(Talk("a", Received(-23))));

    [Fact]
    public void Mainland_buyers_and_what_was_marked_as_no_buyers_within_a_day_do_not_count() => Assert.Equal((0, 0), Rate(
        Talk("a", Received(-72)) with { Country = "CN" },
        Talk("b", Received(-72), new InquiryLost(Noon.AddHours(-50), Stage.New, LostReason.NotABuyer, null))));

    [Fact]
    public void Spam_marked_after_a_day_counts() =>
        Assert.Equal((1, 0), Rate(Talk("b", Received(-72), new InquiryLost(Noon.AddHours(-40), Stage.New, LostReason.NotABuyer, null))));

    [Fact]
    public void What_is_older_than_30_days_does_not_count() => Assert.Equal((0, 0), Rate(Talk("a", Received(-24 * 31))));

    [Fact]
    public void Without_messages_there_is_no_median() => Assert.Null(MarketplaceResponse.Of([], Shanghai, Noon).Median);

    static (int Counted, int OnTime) Rate(params Conversation[] talks)
    {
        var response = MarketplaceResponse.Of(talks, Shanghai, Noon);
        return (response.Counted, response.OnTime);
    }

    static Conversation Talk(string buyer, params InquiryEvent[] happened) => new(buyer, "DE", happened);

    static InquiryReceived Received(int hours) => new(
        Noon.AddHours(hours), "alibaba", null, new("Uta", null, null, null, "DE"), "lamp", null, null, null, "", new Dictionary<string, string>(), Noon, Noon, null, false);

    static InquiryContacted Wrote(int hours) => new(Noon.AddHours(hours), "mail", FromBuyer: true, Automatic: false, "");

    static InquiryContacted Replied(int hours, bool automatic = false) => new(Noon.AddHours(hours), "mail", FromBuyer: false, automatic, "");
}
