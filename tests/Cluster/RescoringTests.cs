using TradeLive.Inquiries;
using TradeLive.Tests.Web;

namespace TradeLive.Tests.Cluster;

/// <summary>An inquiry is scored anew when something happens that its score looks at.</summary>
public sealed class RescoringTests : IAsyncLifetime
{
    Trade trade = null!;

    public async ValueTask InitializeAsync() => trade = await Trade.Begin();

    public ValueTask DisposeAsync() => trade.DisposeAsync();

    int Scores(string id) => trade.Log.Count(entry => entry.Key == id && entry.Event is InquiryScored);

    [Fact]
    public async Task A_prompt_reply_a_sample_and_the_buyers_answer_each_raise_the_chance()
    {
        await trade.Receive("I-1");
        foreach (var act in new Func<Task>[] { () => trade.Reply("I-1"), () => trade.Reply("I-1", ContactChannel.Sample), () => trade.BuyerWrites("I-1") })
        {
            var before = trade.Card("I-1");
            await act();
            await trade.Until("I-1", card => card.Probability > before.Probability);
            Assert.True(trade.Card("I-1").ScoredAt > before.ScoredAt);
        }
    }

    [Fact]
    public async Task What_happens_in_one_moment_leads_to_one_score()
    {
        await trade.Receive("I-1");
        var before = trade.Card("I-1");
        await trade.Reply("I-1");
        for (var i = 0; i < 10; i++) await trade.BuyerWrites("I-1");
        await trade.Quote("I-1", new(0.5m, BalanceBeforeShipment: true));
        await trade.Until("I-1", card => card.ExpectedAmount == 1000 && card.Reasons.Any(reason => reason.Code == "quoted"));
        Assert.InRange(Scores("I-1"), 2, 3);
        Assert.True(trade.Card("I-1").Probability > before.Probability);
    }

    [Fact]
    public async Task A_note_and_a_correction_that_change_nothing_write_no_score_and_a_telling_one_does()
    {
        await trade.Receive("I-1");
        await trade.Amend("I-1", InquiryField.Unit, "pcs", "sets");
        await trade.Amend("I-1", InquiryField.Product, "lamp", "lantern");
        await trade.Receive("I-2", buyer: "bo");
        await trade.BuyerWrites("I-2");
        await trade.Until("I-2", card => card.Reasons.Any(reason => reason.Code == "buyer-answered"));
        Assert.Equal(1, Scores("I-1"));
        await trade.Amend("I-1", InquiryField.Phone, null, "+49 30 123456");
        await trade.Until("I-1", card => card.Reasons.Any(reason => reason.Code == "full-contact"));
        Assert.Equal(2, Scores("I-1"));
    }

    [Fact]
    public async Task A_contest_is_on_the_card_until_it_is_seen()
    {
        var inquiry = await trade.Receive("I-1");
        var chance = trade.Card("I-1").Probability;
        Assert.True((await inquiry.Contest(new(new(CommandId.New(), "ann", "test"), ScoreFlaw.TooLow, "A tender is running."))).IsDone);
        await trade.Until("I-1", card => card.Contested == ScoreFlaw.TooLow);
        Assert.Equal(chance, trade.Log.Select(entry => entry.Event).OfType<InquiryScoreContested>().Single().Score.Probability);
        Assert.True((await inquiry.MarkContestSeen(new(new(CommandId.New(), "lead", "test"), 1))).IsDone);
        await trade.Until("I-1", card => card.Contested is null);
    }
}
