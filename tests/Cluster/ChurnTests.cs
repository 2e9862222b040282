using TradeLive.Customers;
using TradeLive.Orders;
using TradeLive.Tests.Web;

namespace TradeLive.Tests.Cluster;

/// <summary>Who is about to leave.</summary>
public sealed class ChurnTests : IAsyncLifetime
{
    Trade trade = null!;

    public async ValueTask InitializeAsync() => trade = await Trade.Begin();

    public ValueTask DisposeAsync() => trade.DisposeAsync();

    [Fact]
    public async Task The_risk_looks_as_far_ahead_as_the_company_says_and_is_scored_anew_when_that_changes()
    {
        await trade.Receive("I-1");
        await trade.Quote("I-1", new(0.5m, BalanceBeforeShipment: true));
        await trade.Win("I-1");
        await Scored(90);
        await trade.ChurnAfter(30);
        await Scored(30);
        var risks = trade.Log.Select(entry => entry.Event).OfType<CustomerChurnScored>().ToList();
        Assert.Equal([90, 30], risks.Select(scored => scored.Score.HorizonDays).Distinct());
        Assert.True(risks[^1].Score.Risk > risks[0].Score.Risk, "Within fewer days an order is less likely.");
    }

    List<CustomerChurnScored> Scores(string customer) => [.. trade.Log.Where(entry => entry.Key == customer).Select(entry => entry.Event).OfType<CustomerChurnScored>()];

    static Caller By() => new(CommandId.New(), "ann", "test");

    ICustomerGrain Grain(string customer) => trade.Grains.GetGrain<ICustomerGrain>(customer);

    async Task<CustomerChurnScored> ScoredAnew(string customer)
    {
        var before = Scores(customer).Count;
        await trade.CatchUp();
        trade.Forward(TimeSpan.FromMinutes(2));
        await Server.Until(async () =>
        {
            await trade.SweepChurn();
            return Scores(customer).Count > before;
        }, seconds: 60);
        return Scores(customer)[^1];
    }

    async Task<string> Won(string id)
    {
        await trade.Receive(id);
        await trade.Quote(id, new(0.5m, BalanceBeforeShipment: true));
        await trade.Win(id);
        await Server.Until(() => Task.FromResult(trade.Log.Any(entry => entry.Key == $"O-{id}" && entry.Event is OrderPlaced)), seconds: 60);
        return await trade.CustomerOf(id);
    }

    [Fact]
    public async Task An_order_a_complaint_its_settlement_and_a_cancellation_each_lead_to_one_new_score_that_knows_it()
    {
        var customer = await Won("I-1");
        await Scored(90);
        var first = Scores(customer)[^1];
        Assert.True((await Grain(customer).Complain(new(By(), ComplaintKind.Quality, null, DateOnly.FromDateTime(trade.Now.UtcDateTime), "Scratched."))).IsDone);
        var complained = await ScoredAnew(customer);
        Assert.Contains(complained.Score.Reasons, reason => reason.Code == "complaints-open");
        Assert.True(complained.Score.Risk > first.Score.Risk);
        Assert.True((await Grain(customer).Settle(new(By(), 1, ComplaintSettlement.Replaced, "Sent anew."))).IsDone);
        Assert.DoesNotContain((await ScoredAnew(customer)).Score.Reasons, reason => reason.Code == "complaints-open");
        await Won("I-2");
        var ordered = await ScoredAnew(customer);
        Assert.Equal(4, ordered.Facts);
        Assert.True((await trade.Grains.GetGrain<IOrderGrain>("O-I-2").Cancel(new(By(), "Wrong colour"))).IsDone);
        Assert.Contains((await ScoredAnew(customer)).Score.Reasons, reason => reason.Code == "cancelled");
        await trade.CatchUp();
        trade.Forward(TimeSpan.FromMinutes(2));
        for (var i = 0; i < 5; i++) await trade.SweepChurn();
        Assert.Equal(5, Scores(customer).Count);
    }

    [Fact]
    public async Task Many_changes_within_a_minute_lead_to_one_score()
    {
        var customer = await Won("I-1");
        await Scored(90);
        for (var i = 0; i < 10; i++)
        {
            Assert.True((await Grain(customer).Complain(new(By(), ComplaintKind.Other, null, DateOnly.FromDateTime(trade.Now.UtcDateTime), $"Again {i}."))).IsDone);
            await trade.CatchUp();
            await trade.SweepChurn();
        }
        Assert.Single(Scores(customer));
        Assert.Equal(11, (await ScoredAnew(customer)).Facts);
        Assert.Equal(2, Scores(customer).Count);
    }

    [Fact]
    public async Task A_score_that_was_made_before_the_last_order_and_kept_after_it_does_not_pass_for_new()
    {
        var customer = await Won("I-1");
        await Scored(90);
        var before = Scores(customer)[^1];
        await Won("I-2");
        Assert.True((await Grain(customer).ScoreChurn(new(By(), before.Score with { At = trade.Now }, before.Facts))).IsDone);
        Assert.Equal(before.Facts + 1, (await ScoredAnew(customer)).Facts);
    }

    [Fact]
    public async Task A_delivery_that_is_late_leads_to_a_new_score()
    {
        var customer = await Won("I-1");
        await Scored(90);
        var placed = trade.Now.AddDays(-200);
        var terms = new OrderTerms("7", new(customer), null, null, null, new(500, Currency.Usd), [], null, PaymentTerms.Default, placed, WorkCalendar.MondayToFriday);
        Assert.True((await trade.Grains.GetGrain<IOrderGrain>("O-late").Place(new(By(), terms, null))).IsDone);
        await Server.Until(() => Task.FromResult(trade.Log.Any(entry => entry.Key == "O-late" && entry.Event is OrderMilestoneLate { Milestone: Views.Milestone.Delivered })), seconds: 60);
        CustomerChurnScored last;
        do last = await ScoredAnew(customer);
        while (last.Facts < 3);
        Assert.Equal(3, last.Facts);
    }

    Task Scored(int days) => Server.Until(async () =>
    {
        await trade.SweepChurn();
        return trade.Log.Any(entry => entry.Event is CustomerChurnScored e && e.Score.HorizonDays == days);
    }, seconds: 60);
}
