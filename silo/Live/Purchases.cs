using TradeLive.Company;
using TradeLive.Orders;

namespace TradeLive.Live;

/// <summary>What each customer has ordered, in the reporting currency: the fold of the orders' events.</summary>
sealed class Purchases
{
    /// <param name="Value">Zero where no rate of the day is known.</param>
    sealed record Purchase(string Customer, DateTimeOffset OrderedAt, DateOnly On, decimal Value, bool IsCancelled);

    readonly Dictionary<string, Purchase> orders = new(StringComparer.Ordinal);
    readonly Dictionary<string, List<string>> byCustomer = new(StringComparer.Ordinal);

    public void Load(IEnumerable<(string Id, Order Order, decimal Value)> all)
    {
        orders.Clear();
        byCustomer.Clear();
        foreach (var (id, order, value) in all)
            if (order.Terms is { } terms) Add(id, new(terms.Customer.Value, terms.OrderedAt, DayOf(terms), value, order.IsCancelled));
    }

    public void Apply(string id, OrderEvent happened, CompanyState company)
    {
        switch (happened)
        {
            case OrderPlaced { Terms: var terms }:
                Add(id, new(terms.Customer.Value, terms.OrderedAt, DayOf(terms), In(company, terms.Total, DayOf(terms)), false));
                break;
            case OrderAmountCorrected e when orders.TryGetValue(id, out var order):
                orders[id] = order with { Value = In(company, e.To, order.On) };
                break;
            case OrderCancelled when orders.TryGetValue(id, out var order):
                orders[id] = order with { IsCancelled = true };
                break;
        }
    }

    public (int Orders, decimal Revenue) Before(string customer, DateTimeOffset moment)
    {
        var (count, revenue) = (0, 0m);
        foreach (var id in byCustomer.GetValueOrDefault(customer) ?? [])
            if (orders[id] is { IsCancelled: false } order && order.OrderedAt < moment) (count, revenue) = (count + 1, revenue + order.Value);
        return (count, revenue);
    }

    void Add(string id, Purchase purchase)
    {
        if (!orders.TryAdd(id, purchase)) return;
        if (!byCustomer.TryGetValue(purchase.Customer, out var ids)) byCustomer.Add(purchase.Customer, ids = []);
        ids.Add(id);
    }

    internal static DateOnly DayOf(OrderTerms terms) => terms.OrderedOn ?? DateOnly.FromDateTime(terms.OrderedAt.UtcDateTime);

    internal static decimal In(CompanyState company, Money money, DateOnly on) => company.Convert(money, on)?.Amount.Amount ?? 0;
}
