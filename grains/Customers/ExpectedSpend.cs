namespace TradeLive.Customers;

/// <summary>
/// What a customer will spend within a number of days, if it stays: its own mean so far, drawn towards what is usual while little of it is known.
/// Pure. A customer's value at risk is this times the risk of leaving.
/// </summary>
public static class ExpectedSpend
{
    /// <summary>Imagined stretches of the usual spend that count beside the customer's own.</summary>
    const decimal Imagined = 1;

    /// <param name="revenue">All that it has ordered and not cancelled.</param>
    /// <param name="known">Time since its first order; the first stretch counts whole, lest one order of yesterday stands for one of every day.</param>
    /// <param name="days">Length of a stretch, in days.</param>
    /// <param name="usual">What is usual within a stretch, see <see cref="Usual"/>.</param>
    public static decimal Within(decimal revenue, TimeSpan known, int days, decimal usual)
    {
        var stretches = Stretches(known, days);
        return Math.Max(0, (revenue + Imagined * usual) / (stretches + Imagined));
    }

    /// <summary>Mean spend of all customers within a stretch; 0 where there are none.</summary>
    public static decimal Usual(IReadOnlyCollection<(decimal Revenue, TimeSpan Known)> customers, int days) =>
        customers.Count == 0 ? 0 : Math.Max(0, customers.Sum(customer => customer.Revenue) / customers.Sum(customer => Stretches(customer.Known, days)));

    static decimal Stretches(TimeSpan known, int days) => Math.Max(1, (decimal)(known.TotalDays / days));
}
