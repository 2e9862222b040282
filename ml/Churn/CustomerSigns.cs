using TradeLive.Learning;

namespace TradeLive.Churn;

/// <summary>A complaint of a customer, in days since the year 1.</summary>
/// <param name="Known">When it was recorded: what nobody wrote down was not known, however early it came.</param>
/// <param name="Came">When it came.</param>
/// <param name="Settled">When it was recorded as settled; null while it is open.</param>
public readonly record struct PastComplaint(double Known, double Came, double? Settled);

/// <summary>What befell a customer beside the orders. Each thing counts from the day on which it was known.</summary>
/// <param name="Late">Days on which deliveries were known to be late.</param>
public sealed record CustomerSigns(IReadOnlyList<double> Late, IReadOnlyList<PastComplaint> Complaints)
{
    const double Year = 365;

    public static CustomerSigns None { get; } = new([], []);

    public static IReadOnlyList<Column> Columns { get; } =
        [new("lateBefore", ColumnKind.Number), new("complaintsOpen", ColumnKind.Number), new("complaintsYear", ColumnKind.Number)];

    /// <summary>As known before a day, in the order of <see cref="Columns"/>.</summary>
    public IEnumerable<Cell> At(double day)
    {
        var (open, within) = ComplaintsAt(day);
        yield return Cell.Of(Math.Log(1 + Late.Count(known => known < day)));
        yield return Cell.Of(Math.Log(1 + open));
        yield return Cell.Of(Math.Log(1 + within));
    }

    /// <returns>Complaints open just before a day, and those of the year before it, open or settled.</returns>
    public (int Open, int WithinYear) ComplaintsAt(double day)
    {
        var known = Complaints.Where(complaint => complaint.Known < day).ToList();
        return (known.Count(complaint => complaint.Settled is not { } settled || settled >= day), known.Count(complaint => complaint.Came >= day - Year));
    }
}
