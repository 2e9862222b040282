using TradeLive.Churn;
using TradeLive.Learning;
using TradeLive.Orders;
using TradeLive.ReadModel;
using TradeLive.Views;
using PastOrder = TradeLive.Churn.PastOrder;

namespace TradeLive.Models;

/// <summary>All orders by customer, as what the risk of leaving is learnt from and told by. Each thing has the day on which it was known.</summary>
static class ChurnOrders
{
    static readonly Column Late = new("lateBefore", ColumnKind.Number), Country = new("country", ColumnKind.Word);

    /// <summary>Whether a model's column is the country, however it writes the name.</summary>
    public static bool TellsCountry(Column column) => column.Name.Equals(Country.Name, StringComparison.OrdinalIgnoreCase);

    /// <param name="byCountry">Whether the customer's country may count.</param>
    public static OrderHistory Read(ReadTables tables, bool byCountry)
    {
        var (orders, countries) = tables.Read(context => (
            context.Orders.Select(row => new { row.State, row.Value }).AsEnumerable().Select(row => (Order: StateJson.Read<Order>(row.State), Value: row.Value ?? 0)).ToList(),
            byCountry ? context.Customers.Where(row => row.Country != null).Select(row => new { row.Id, row.Country }).ToDictionary(row => row.Id, row => row.Country, StringComparer.Ordinal) : []));
        return Of(orders, countries);
    }

    /// <param name="countries">By customer; empty where they may not count.</param>
    public static OrderHistory Of(IEnumerable<(Order Order, decimal Value)> orders, IReadOnlyDictionary<string, string?> countries)
    {
        Column[] extras = countries.Count > 0 ? [Late, Country] : [Late];
        var customers = orders.Where(one => one.Order.Terms is not null).GroupBy(one => one.Order.Terms!.Customer.Value)
            .ToDictionary(group => group.Key, group => Lines([.. group], countries.GetValueOrDefault(group.Key), extras.Length), StringComparer.Ordinal);
        return new(customers, extras, []);
    }

    static PastOrder[] Lines(IReadOnlyList<(Order Order, decimal Value)> orders, string? country, int extras)
    {
        double[] late = [.. orders.Select(one => LateOn(one.Order)).OfType<DateOnly>().Select(day => Days.Of(new(day.ToDateTime(default), TimeSpan.Zero)))];
        PastOrder Line(DateTimeOffset at, decimal value, bool cancelled)
        {
            var day = Days.Of(at);
            Cell[] extra = [Cell.Of(Math.Log(1 + late.Count(known => known <= day))), Cell.Of(country)];
            return new(day, (double)value, cancelled, extra[..extras]);
        }
        // A cancellation is a line of its own, on its own day: until then it was an order like others.
        return [.. orders.Select(one => Line(one.Order.Terms!.OrderedAt, one.Value, false))
            .Concat(orders.Where(one => one.Order.IsCancelled).Select(one => Line(one.Order.CancelledAt!.Value, one.Value, true))).OrderBy(line => line.Day)];
    }

    /// <summary>The cells in the order of other columns, known by name; missing where there is none of that name.</summary>
    public static Cell[] Matched(Cell[] cells, IReadOnlyList<Column> columns, IReadOnlyList<Column> wanted)
    {
        var places = columns.Select((column, i) => (column, i)).ToDictionary(one => one.column, one => one.i);
        return [.. wanted.Select(column => places.TryGetValue(column, out var place) ? cells[place] : Cell.Of((string?)null))];
    }

    /// <summary>The day after the one first promised, where the goods had not arrived by then; null where they had, or nobody knows yet.</summary>
    static DateOnly? LateOn(Order order) => order.Steps.FirstOrDefault(step => step.Milestone == Milestone.Delivered) is { } step && (step.Done is { } done ? done > step.Original : step.SaidLate)
        ? step.Original.AddDays(1)
        : null;
}
