using TradeLive.Customers;
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

    Task Scored(int days) => Server.Until(async () =>
    {
        await trade.SweepChurn();
        return trade.Log.Any(entry => entry.Event is CustomerChurnScored e && e.Score.HorizonDays == days);
    }, seconds: 60);
}
