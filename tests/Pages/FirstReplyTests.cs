using TradeLive.Client;
using TradeLive.Views;

namespace TradeLive.Tests.Pages;

public sealed class FirstReplyTests
{
    static readonly DateTimeOffset Received = new(2026, 11, 6, 9, 0, 0, TimeSpan.Zero);

    static readonly Card Owed = new()
    {
        Id = "I-1",
        ReceivedAt = Received,
        WarnAt = Received.AddHours(20),
        ReplyDue = Received.AddHours(24),
        ReplyDueWorking = Received.AddHours(72),
    };

    [Theory]
    [InlineData(1, "card.due", "", 23)]
    [InlineData(21, "card.due", "warn", 3)]
    [InlineData(26, "card.overdue", "late", 2)]
    public void An_owed_reply_counts_down_warns_and_says_how_late_it_is(int hours, string word, string loud, int by)
    {
        var standing = new ReplyStanding(word, loud, TimeSpan.FromHours(by));
        Assert.Equal(standing, FirstReply.ByClock(Owed, Received.AddHours(hours)));
        Assert.Equal(standing, FirstReply.InShort(Owed, Received.AddHours(hours)));
    }

    [Fact]
    public void Working_hours_warn_as_long_before_as_the_clock_does()
    {
        Assert.Equal("", FirstReply.ByWorkingHours(Owed, Received.AddHours(67))!.Class);
        Assert.Equal("warn", FirstReply.ByWorkingHours(Owed, Received.AddHours(69))!.Class);
        Assert.Equal("late", FirstReply.ByWorkingHours(Owed, Received.AddHours(73))!.Class);
    }

    [Theory]
    [InlineData(false, null, null)]
    [InlineData(true, false, "reply.late-clock")]
    [InlineData(true, true, "reply.late")]
    [InlineData(false, true, "reply.late-working")]
    public void A_late_answer_says_for_ever_by_which_measure_it_was_late(bool clock, bool? working, string? word)
    {
        var answered = Owed with { Stage = Stage.Won, FirstReplyAt = Received.AddHours(23), RepliedLate = clock, RepliedLateWorking = working };
        Assert.Equal(word, FirstReply.InShort(answered, Received.AddDays(90))?.Word);
    }

    [Fact]
    public void A_lost_inquiry_that_nobody_answered_owes_nothing_any_more() =>
        Assert.Null(FirstReply.InShort(Owed with { Stage = Stage.Lost }, Received.AddDays(3)));
}
