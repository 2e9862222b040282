using TradeLive.Churn;
using TradeLive.Learning;
using TradeLive.Models;
using TradeLive.Orders;
using TradeLive.ReadModel;
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

    static ComplaintRow Complained(string customer, int number, int recorded, int came, int? settled = null) => new()
    {
        Customer = customer,
        Number = number,
        On = Day(came),
        At = Start.AddDays(recorded),
        SettledAt = settled is { } on ? Start.AddDays(on) : null,
    };

    // What was recorded or settled after day 60 may be anything, also about days before it.
    static IEnumerable<ComplaintRow> Complaints(Random? later)
    {
        yield return Complained("C-2", 1, 50, 48, later is null ? null : 60 + later.Next(1, 300));
        yield return Complained("C-3", 1, 20, 20, 40);
        for (var number = 2; later is not null && number < 40; number++)
        {
            var recorded = 60 + later.Next(1, 300);
            yield return Complained($"C-{later.Next(12)}", number, recorded, later.Next(recorded), later.Next(2) == 0 ? recorded + later.Next(100) : null);
        }
    }

    static OrderHistory History(bool later, IReadOnlyDictionary<string, string?> countries, Random? complaints = null) => ChurnOrders.Of(Orders(later), countries, ChurnOrders.Complaints(Complaints(complaints)));

    static readonly Dictionary<string, string?> Nowhere = [];

    /// <summary>A sign as a case of a day has it.</summary>
    static double Sign(OrderHistory history, string customer, string column, double day)
    {
        var place = ChurnCases.Columns(history).Select((one, i) => (one.Name, i)).Single(one => one.Name == column).i;
        return Math.Round(Math.Exp(ChurnCases.At(history, Days.Of(Start.AddDays(day)), 90).Single(one => one.Group == customer).Cells[place].Number) - 1, 6);
    }

    [Fact]
    public void What_comes_after_a_day_changes_nothing_that_was_known_on_it()
    {
        var countries = new Dictionary<string, string?> { ["C-0"] = "DE" };
        string Cells(bool later, Random? complaints)
        {
            var history = History(later, countries, complaints);
            var cases = ChurnCases.At(history, Days.Of(Start.AddDays(60)), 90).ToList();
            var risks = ChurnPrior.Of(new(ChurnCases.Columns(history), cases), history, 90);
            return string.Join('\n', cases.Zip(risks, (one, risk) => $"{one.Group} {string.Join(' ', one.Cells)} {risk}"));
        }
        var known = Cells(later: false, null);
        for (var seed = 0; seed < 5; seed++) Assert.Equal(known, Cells(later: true, new(seed)));
    }

    [Fact]
    public void A_complaint_is_open_from_its_record_to_its_settlement_and_counts_for_a_year_after_it_came()
    {
        var history = History(later: true, Nowhere, new(1));
        foreach (var (day, open, year) in new[] { (19.9, 0, 0), (20.1, 1, 1), (39.9, 1, 1), (40.1, 0, 1), (60, 0, 1) })
            Assert.Equal((day, open, year), (day, (int)Sign(history, "C-3", "complaintsOpen", day), (int)Sign(history, "C-3", "complaintsYear", day)));
        var settled = History(later: false, Nowhere);
        Assert.Equal((0, 1), (Sign(settled, "C-3", "complaintsOpen", 384), Sign(settled, "C-3", "complaintsYear", 384)));
        Assert.Equal((0, 0), (Sign(settled, "C-3", "complaintsOpen", 386), Sign(settled, "C-3", "complaintsYear", 386)));
    }

    [Fact]
    public void A_table_of_orders_has_no_column_of_what_it_cannot_tell() =>
        Assert.Empty(ChurnCases.Columns(History(later: true, Nowhere) with { Signs = null }).Intersect(CustomerSigns.Columns));

    [Fact]
    public void The_prior_is_told_of_as_many_complaints_as_the_case_has()
    {
        var history = History(later: false, Nowhere);
        var cases = ChurnCases.At(history, Days.Of(Start.AddDays(60)), 90).ToList();
        var without = history with { Signs = history.Signs!.ToDictionary(pair => pair.Key, _ => CustomerSigns.None) };
        double[] Risks(OrderHistory of) => [.. ChurnPrior.Of(new(ChurnCases.Columns(history), cases), of, 90)];
        var raised = cases.Zip(Risks(history), Risks(without)).Where(one => one.Second > one.Third).Select(one => one.First.Group);
        Assert.Equal(["C-2", "C-3"], raised.Order());
    }

    [Fact]
    public void A_late_delivery_and_a_cancellation_count_once_they_are_known()
    {
        var history = History(later: true, Nowhere);
        Assert.Equal([0, 0, 1, 1, 2], new[] { 5.0, 10.5, 10.7, 60, 70 }.Select(day => (int)Sign(history, "C-late", "lateBefore", day)));
        Assert.Equal([false, false, false, true], history.Customers["C-1"].Select(order => order.Cancelled));
        Assert.Equal(Days.Of(Start.AddDays(75)), history.Customers["C-1"][^1].Day);
    }

    [Fact]
    public void The_prior_is_judged_by_what_it_would_have_said_on_the_day()
    {
        var history = History(later: true, Nowhere);
        var cases = ChurnCases.At(history, Days.Of(Start.AddDays(60)), 90).ToList();
        var risks = ChurnPrior.Of(new(ChurnCases.Columns(history), cases), history, 90).ToList();
        Assert.Equal(cases.Count, risks.Count);
        Assert.All(risks, risk => Assert.InRange(risk, 0.02, 0.98));
        Column[] wanted = [new(ChurnCases.Recency, ColumnKind.Number), new("shoe size", ColumnKind.Number)];
        var matched = ChurnOrders.Matched(cases[0].Cells, ChurnCases.Columns(history), wanted);
        Assert.True(matched[0].Number > 0 && double.IsNaN(matched[1].Number));
    }
}
