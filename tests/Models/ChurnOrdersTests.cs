using TradeLive.Churn;
using TradeLive.Learning;
using TradeLive.Models;
using TradeLive.Orders;
using TradeLive.Views;

namespace TradeLive.Tests.Models;

/// <summary>Orders as the risk of leaving is told by: each thing from the day on which it was known.</summary>
public sealed class ChurnOrdersTests
{
    static readonly DateTimeOffset Start = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    static Order Ordered(string customer, int day, int? cancelledOn = null, int? promised = null, int? delivered = null) => new()
    {
        Terms = new("1", new(customer), null, null, null, new(100 + day, Currency.Usd), [], null, PaymentTerms.Default, Start.AddDays(day), WorkCalendar.MondayToFriday),
        CancelledAt = cancelledOn is { } on ? Start.AddDays(on) : null,
        Steps = promised is { } due ? [new(Milestone.Delivered, Day(due), Day(due), delivered is { } done ? Day(done) : null)] : [],
    };

    static DateOnly Day(int day) => DateOnly.FromDateTime(Start.AddDays(day).UtcDateTime);

    static List<(Order, decimal)> Orders(bool withWhatCameLater)
    {
        var orders = Enumerable.Range(0, 12).SelectMany(i => new[] { Ordered($"C-{i}", i), Ordered($"C-{i}", 30 + i) }).ToList();
        orders.Add(Ordered("C-late", 0, promised: 10, delivered: 20));
        orders.Add(Ordered("C-late", 40));
        if (withWhatCameLater) orders.AddRange([Ordered("C-0", 70), Ordered("C-late", 45, promised: 65, delivered: 80), Ordered("C-1", 31, cancelledOn: 75)]);
        else orders.AddRange([Ordered("C-late", 45), Ordered("C-1", 31)]);
        return [.. orders.Select(order => (order, order.Terms!.Total.Amount))];
    }

    [Fact]
    public void What_comes_after_a_day_changes_nothing_that_was_known_on_it()
    {
        var countries = new Dictionary<string, string?> { ["C-0"] = "DE" };
        string Cells(bool later) => string.Join('\n', ChurnCases.At(ChurnOrders.Of(Orders(later), countries), Days.Of(Start.AddDays(60)), 90).Select(one => $"{one.Group} {string.Join(' ', one.Cells)}"));
        Assert.Equal(Cells(later: false), Cells(later: true));
    }

    [Fact]
    public void A_late_delivery_and_a_cancellation_count_once_they_are_known()
    {
        var history = ChurnOrders.Of(Orders(withWhatCameLater: true), new Dictionary<string, string?>());
        Assert.Equal([0, Math.Log(2), Math.Log(2)], history.Customers["C-late"].Select(order => order.Extra[0].Number));
        Assert.Equal([false, false, false, true], history.Customers["C-1"].Select(order => order.Cancelled));
        Assert.Equal(Days.Of(Start.AddDays(75)), history.Customers["C-1"][^1].Day);
    }

    [Fact]
    public void The_prior_is_judged_by_what_it_would_have_said_on_the_day()
    {
        var history = ChurnOrders.Of(Orders(withWhatCameLater: true), new Dictionary<string, string?>());
        var cases = ChurnCases.At(history, Days.Of(Start.AddDays(60)), 90).ToList();
        var risks = ChurnPrior.Of(new(ChurnCases.Columns(history), cases), history, 90).ToList();
        Assert.Equal(cases.Count, risks.Count);
        Assert.All(risks, risk => Assert.InRange(risk, 0.02, 0.98));
        Column[] wanted = [new(ChurnCases.Recency, ColumnKind.Number), new("shoe size", ColumnKind.Number)];
        var matched = ChurnOrders.Matched(cases[0].Cells, ChurnCases.Columns(history), wanted);
        Assert.True(matched[0].Number > 0 && double.IsNaN(matched[1].Number));
    }
}
