using TradeLive.Churn;
using TradeLive.Learning;
using TradeLive.Orders;
using TradeLive.ReadModel;
using TradeLive.Views;
using PastOrder = TradeLive.Churn.PastOrder;

namespace TradeLive.Models;

/// <summary>All orders and complaints by customer, as what the risk of leaving is learnt from and told by. Each thing has the day on which it was known.</summary>
static class ChurnOrders
{
    static readonly Column Country = new("country", ColumnKind.Word);

    /// <summary>Whether a model's column is the country, however it writes the name.</summary>
    public static bool TellsCountry(Column column) => column.Name.Equals(Country.Name, StringComparison.OrdinalIgnoreCase);

    /// <param name="byCountry">Whether the customer's country may count.</param>
    public static OrderHistory Read(ReadTables tables, bool byCountry)
    {
        var (orders, countries, complaints) = tables.Read(context => (
            context.Orders.Select(row => new { row.State, row.Value }).AsEnumerable().Select(row => (Order: StateJson.Read<Order>(row.State), Value: row.Value ?? 0)).ToList(),
            byCountry ? context.Customers.Where(row => row.Country != null).Select(row => new { row.Id, row.Country }).ToDictionary(row => row.Id, row => row.Country, StringComparer.Ordinal) : [],
            Complaints(context.Complaints)));
        return Of(orders, countries, complaints);
    }

    /// <summary>Complaints by customer: what the prior is told is counted from the same.</summary>
    public static ILookup<string, PastComplaint> Complaints(IEnumerable<ComplaintRow> rows) =>
        rows.ToLookup(row => row.Customer, row => new PastComplaint(Days.Of(row.At), DayOf(row.On), row.SettledAt is { } settled ? Days.Of(settled) : null), StringComparer.Ordinal);

    /// <param name="countries">By customer; empty where they may not count.</param>
    public static OrderHistory Of(IEnumerable<(Order Order, decimal Value)> orders, IReadOnlyDictionary<string, string?> countries, ILookup<string, PastComplaint> complaints)
    {
        var byCustomer = orders.Where(one => one.Order.Terms is not null).GroupBy(one => one.Order.Terms!.Customer.Value).ToList();
        var customers = byCustomer.ToDictionary(group => group.Key, group => Lines(group, countries.Count > 0 ? [Cell.Of(countries.GetValueOrDefault(group.Key))] : []), StringComparer.Ordinal);
        return new(customers, countries.Count > 0 ? [Country] : [], [])
        {
            Signs = byCustomer.ToDictionary(
                group => group.Key, group => new CustomerSigns([.. group.Select(one => LateOn(one.Order)).OfType<DateOnly>().Select(DayOf)], [.. complaints[group.Key]]), StringComparer.Ordinal),
        };
    }

    static PastOrder[] Lines(IEnumerable<(Order Order, decimal Value)> orders, Cell[] extra)
    {
        PastOrder Line(DateTimeOffset at, decimal value, bool cancelled) => new(Days.Of(at), (double)value, cancelled, extra);
        // A cancellation is a line of its own, on its own day: until then it was an order like others.
        return [.. orders.SelectMany(one => one.Order.CancelledAt is { } cancelled
            ? [Line(one.Order.Terms!.OrderedAt, one.Value, false), Line(cancelled, one.Value, true)]
            : new[] { Line(one.Order.Terms!.OrderedAt, one.Value, false) }).OrderBy(line => line.Day)];
    }

    static double DayOf(DateOnly day) => Days.Of(new(day.ToDateTime(default), TimeSpan.Zero));

    /// <summary>The cells in the order of other columns, known by name; missing where there is none of that name.</summary>
    public static Cell[] Matched(Cell[] cells, IReadOnlyList<Column> columns, IReadOnlyList<Column> wanted)
    {
        var places = columns.Select((column, i) => (column, i)).ToDictionary(one => one.column, one => one.i);
        return [.. wanted.Select(column => places.TryGetValue(column, out var place) ? cells[place] : Cell.Of((string?)null))];
    }

    /// <summary>The day after the one first promised, where the goods had not arrived by then; null where they had, or nobody knows yet.</summary>
    public static DateOnly? LateOn(Order order) => order.Steps.FirstOrDefault(step => step.Milestone == Milestone.Delivered) is { } step && (step.Done is { } done ? done > step.Original : step.SaidLate)
        ? step.Original.AddDays(1)
        : null;
}
