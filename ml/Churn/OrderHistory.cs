using TradeLive.Learning;
using TradeLive.Tables;

namespace TradeLive.Churn;

/// <summary>One order of a customer.</summary>
/// <param name="Day">Days since the year 1.</param>
/// <param name="Cancelled">It was cancelled, or is the note of a cancellation.</param>
/// <param name="Extra">What else is known of it, by the columns of the history.</param>
public sealed record PastOrder(double Day, double Amount, bool Cancelled, Cell[] Extra);

/// <summary>All orders by customer, each in order of time.</summary>
/// <param name="Extras">What else is known of each order.</param>
public sealed record OrderHistory(IReadOnlyDictionary<string, PastOrder[]> Customers, IReadOnlyList<Column> Extras, IReadOnlyList<ColumnNote> Notes)
{
    /// <summary>What else befell the customers; null where nothing of the kind is kept, as in a table of orders.</summary>
    public IReadOnlyDictionary<string, CustomerSigns>? Signs { get; init; }

    public CustomerSigns SignsOf(string customer) => Signs?.GetValueOrDefault(customer) ?? CustomerSigns.None;

    public double FirstDay => Customers.Values.Min(orders => orders[0].Day);

    public double LastDay => Customers.Values.Max(orders => orders[^1].Day);

    /// <summary>At most so many customers, whoever they are and whatever they did: the same ones each time.</summary>
    public OrderHistory Sampled(int most) => Customers.Count <= most
        ? this
        : this with { Customers = Customers.OrderBy(pair => Lot(pair.Key)).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(most).ToDictionary() };

    // FNV-1a (Fowler, Noll and Vo).
    static uint Lot(string customer) => customer.Aggregate(2166136261u, (lot, letter) => (lot ^ letter) * 16777619u);

    /// <exception cref="BadTableException">A column is missing or does not hold what it must.</exception>
    public static OrderHistory Read(TextTable table, OrderWish wish)
    {
        var (customer, time, amount) = (table.Column(wish.Customer), table.Column(wish.Time), table.Column(wish.Amount));
        var cancelled = wish.Cancelled is { } name ? table.Column(name) : -1;
        var ordered = CaseTable.Ordered(table, wish.Time, i => !Values.IsMissing(table.Rows[i][customer]) && !double.IsNaN(Values.Number(table.Rows[i][amount])));
        if (ordered.Count == 0) throw new BadTableException("No row has a customer, a time and an amount.");
        var rows = table with { Rows = [.. ordered.Select(one => table.Rows[one.Row])] };
        HashSet<int> taken = [customer, time, amount, .. cancelled >= 0 ? [cancelled] : Array.Empty<int>(), .. wish.Drop.Select(table.Column)];
        var (extras, readers, notes) = Typing.Of(rows, taken, [.. ordered.Select(one => one.Time)]);
        var orders = rows.Rows.Select((row, i) => (Customer: row[customer], Order: new PastOrder(
            ordered[i].Time, Values.Number(row[amount]), cancelled >= 0 && IsYes(row[cancelled]) || Values.Number(row[amount]) < 0, [.. readers.Select(read => read(row))])));
        notes.Insert(0, new(table.Header[customer], $"customer: {rows.Rows.Count} orders, {table.Rows.Count - rows.Rows.Count} rows left out without customer, time or amount"));
        return new(orders.GroupBy(one => one.Customer).ToDictionary(group => group.Key, group => group.Select(one => one.Order).ToArray()), extras, notes);
    }

    static bool IsYes(string text) => Values.Number(text) is var number && !double.IsNaN(number) ? number != 0 : text.Trim().ToLowerInvariant() is "true" or "yes" or "y" or "cancelled" or "canceled" or "是" or "已取消";
}

/// <summary>What is wanted of a list of orders.</summary>
/// <param name="Cancelled">Column that marks cancelled orders; null where there is none.</param>
public sealed record OrderWish(string Customer, string Time, string Amount, string? Cancelled, IReadOnlyList<string> Drop);
