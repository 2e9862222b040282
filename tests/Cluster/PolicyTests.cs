using TradeLive.Inquiries;
using TradeLive.Orders;
using TradeLive.Tests.Web;

namespace TradeLive.Tests.Cluster;

/// <summary>What follows from what, with real teams and reps.</summary>
public sealed class PolicyTests : IAsyncLifetime
{
    Trade trade = null!;

    public async ValueTask InitializeAsync() => trade = await Trade.Begin();

    public ValueTask DisposeAsync() => trade.DisposeAsync();

    [Fact]
    public async Task The_lead_is_told_an_hour_after_the_first_offer_however_often_it_is_offered_again()
    {
        await trade.Form("east");
        await trade.Hire("ann", "east");
        await trade.Hire("bo", "east");
        await trade.Receive("I-1");
        await trade.Until("I-1", card => card.OfferedTo == "ann");
        trade.Forward(TimeSpan.FromMinutes(31));
        await trade.Until("I-1", card => card.OfferedTo == "bo");
        Assert.False(trade.Card("I-1").Escalated);
        trade.Forward(TimeSpan.FromMinutes(30));
        await trade.Until("I-1", card => card.Escalated);
        Assert.Equal("lead", trade.Log.Select(entry => entry.Event).OfType<InquiryEscalated>().Single().Lead?.Value);
    }

    [Fact]
    public async Task What_nobody_could_take_is_offered_as_soon_as_somebody_can()
    {
        await trade.Form("east");
        await trade.Hire("ann", "east", onDuty: false);
        await trade.Receive("I-1");
        await trade.Until("I-1", card => card is { Team: "east", OfferedTo: null });
        await trade.Returns("ann");
        await Swept("I-1", "ann");
    }

    [Fact]
    public async Task What_came_before_there_was_a_team_is_offered_once_there_is_one()
    {
        await trade.Receive("I-1");
        Assert.Null(trade.Card("I-1").Team);
        await trade.Form("east");
        await trade.Hire("ann", "east");
        await Swept("I-1", "ann");
        Assert.Equal("east", trade.Card("I-1").Team);
    }

    [Fact]
    public async Task Who_let_an_inquiry_go_is_not_asked_again_before_another_offers_time_has_passed()
    {
        await trade.Form("east");
        await trade.Hire("ann", "east");
        var inquiry = await trade.Receive("I-1");
        await trade.Until("I-1", card => card.OfferedTo == "ann");
        trade.Forward(TimeSpan.FromMinutes(31));
        await trade.Until("I-1", card => card.LastChange == "inquiry.routed.v1" && card.OfferedTo is null);
        await trade.Sweep();
        await Task.Delay(300);
        await trade.Sweep();
        Assert.Null((await inquiry.Get()).OfferedTo);
        trade.Forward(TimeSpan.FromMinutes(31));
        await Swept("I-1", "ann");
    }

    [Fact]
    public async Task Offered_again_it_goes_to_who_looks_after_the_customer()
    {
        await trade.Form("east");
        await trade.Hire("zoe", "east");
        await trade.Receive("I-1");
        await trade.Until("I-1", card => card.OfferedTo == "zoe");
        await trade.Claim("I-1", "zoe");
        await Server.Until(() => Task.FromResult(trade.Log.Any(entry => entry.Type == "customer.assigned.v1")));
        await trade.Leaves("zoe");
        await trade.Hire("ann", "east", markets: ["DE"]);
        await trade.Hire("bo", "east", markets: ["DE"]);
        await Server.Until(() => Task.FromResult(!trade.Model.Organisation.Reps["zoe"].Active));
        await trade.Receive("I-2");
        await trade.Until("I-2", card => card.OfferedTo == "ann");
        await trade.Returns("zoe");
        trade.Forward(TimeSpan.FromMinutes(31));
        await trade.Until("I-2", card => card.OfferedTo is not null and not "ann");
        Assert.Equal("zoe", trade.Card("I-2").OfferedTo);
    }

    [Fact]
    public async Task From_the_pool_it_goes_to_who_speaks_the_buyers_language()
    {
        await trade.Form("east");
        await trade.Hire("ann", "east", ["de"], ["DE"], onDuty: false);
        await trade.Hire("eva", "east", ["ru"], onDuty: false);
        await trade.Receive("I-1", message: "Здравствуйте, сколько стоит лампа?");
        await trade.Until("I-1", card => card.Team == "east");
        await trade.Returns("ann");
        await trade.Returns("eva");
        await Swept("I-1", "eva");
    }

    [Fact]
    public async Task Once_routed_the_teams_promise_counts()
    {
        await trade.Form("east", replyHours: 2, warnHours: 1);
        await trade.Hire("ann", "east");
        await trade.Receive("I-1");
        await trade.Until("I-1", card => card.ReplyDue == card.ReceivedAt.AddHours(2) && card.WarnAt == card.ReceivedAt.AddHours(1));
        trade.Forward(TimeSpan.FromMinutes(61));
        await trade.Until("I-1", _ => Happened<InquiryReplyWarned>() == 1);
        trade.Forward(TimeSpan.FromHours(1));
        await trade.Until("I-1", _ => Happened<InquiryReplyOverdue>() == 1);
    }

    [Fact]
    public async Task A_buyers_reply_raises_the_score_and_keeps_the_amount_that_the_buyer_has_in_mind()
    {
        await trade.Receive("I-1", target: new Money(77, Currency.Usd));
        var first = trade.Card("I-1");
        Assert.Equal(7700, first.ExpectedAmount);
        await trade.BuyerWrites("I-1");
        await trade.Until("I-1", card => card.Probability != first.Probability);
        Assert.True(trade.Card("I-1").Probability > first.Probability);
        Assert.Equal(7700, trade.Card("I-1").ExpectedAmount);
    }

    [Fact]
    public async Task The_order_is_paid_as_quoted_and_reopening_cancels_it_so_that_winning_again_leaves_one()
    {
        await trade.Receive("I-1");
        await trade.Quote("I-1", new(0.5m, BalanceBeforeShipment: true));
        await trade.Win("I-1");
        await Server.Until(async () => (await trade.Order("O-I-1")).Exists);
        Assert.Equal(new PaymentTerms(0.5m, true), (await trade.Order("O-I-1")).Terms!.Payment);

        await trade.Reopen("I-1");
        await Server.Until(async () => (await trade.Order("O-I-1")).IsCancelled);
        Assert.Equal(CancelOrder.InquiryReopened, (await trade.Order("O-I-1")).CancelReason);
        await trade.Win("I-1");
        await Server.Until(async () => (await trade.Order("O-I-1-2")).Exists);
        Assert.False((await trade.Order("O-I-1-2")).IsCancelled);
    }

    int Happened<TEvent>() => trade.Log.Count(entry => entry.Event is TEvent);

    async Task Swept(string id, string to)
    {
        await Server.Until(async () =>
        {
            await trade.Sweep();
            return trade.Card(id).OfferedTo is not null;
        });
        Assert.Equal(to, trade.Card(id).OfferedTo);
    }
}
