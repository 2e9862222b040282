using TradeLive.Views;

namespace TradeLive.Scoring;

/// <summary>An inquiry with the score that it had first, while nobody knew how it would end.</summary>
/// <param name="Chance">P(win) of that score, 0 to 1.</param>
/// <param name="Value">Expected value of that score, in the reporting currency.</param>
/// <param name="Won">How it ended; null while it is open.</param>
/// <param name="WonValue">What it was won for, in the reporting currency; 0 unless won.</param>
public sealed record FirstScored(string Id, DateTimeOffset ReceivedAt, double Chance, decimal Value, string Model, bool? Won, decimal WonValue);

/// <summary>What scores said at first against what came true. Pure.</summary>
public static class ScoreOutcomes
{
    const int Parts = 10;

    /// <summary>The share of the queue that a rep gets to.</summary>
    const double Top = 0.2;

    /// <summary>Normal quantile of the 90 % interval.</summary>
    const double Z = 1.645;

    /// <summary>Equal parts by chance, the highest first; fewer than ten where there are fewer inquiries.</summary>
    public static IReadOnlyList<DecileView> Deciles(IReadOnlyList<FirstScored> scored)
    {
        var closed = scored.Where(one => one.Won is not null).OrderByDescending(one => one.Chance).ThenBy(one => one.Id, StringComparer.Ordinal).ToList();
        return [.. closed.Index().GroupBy(item => (int)((long)item.Index * Parts / closed.Count)).Select(part => Decile(part.Key + 1, [.. part.Select(item => item.Item)]))];
    }

    /// <summary>The whole, and each model on its own, the one with most inquiries first.</summary>
    public static OutcomeView Whole(string name, IReadOnlyList<FirstScored> scored)
    {
        var closed = scored.Where(one => one.Won is not null).ToList();
        return new(
            name, closed.Count, scored.Count - closed.Count, Mean(closed, one => one.Chance), Mean(closed, one => one.Won == true ? 1 : 0), closed.Sum(one => one.WonValue),
            closed.Count == 0 ? null : closed.Average(one => Math.Pow(one.Chance - (one.Won == true ? 1 : 0), 2)),
            ShareOfTop(closed.OrderByDescending(one => one.Value).ThenBy(one => one.ReceivedAt).ThenBy(one => one.Id, StringComparer.Ordinal)),
            ShareOfTop(closed.OrderBy(one => one.ReceivedAt).ThenBy(one => one.Id, StringComparer.Ordinal)));
    }

    public static IReadOnlyList<OutcomeView> ByModel(IReadOnlyList<FirstScored> scored) =>
        [.. scored.GroupBy(one => one.Model).OrderByDescending(model => model.Count()).ThenBy(model => model.Key, StringComparer.Ordinal).Select(model => Whole(model.Key, [.. model]))];

    static DecileView Decile(int number, List<FirstScored> part)
    {
        var (count, won) = (part.Count, part.Count(one => one.Won == true));
        var (low, high) = Wilson(won, count);
        return new(number, count, part.Min(one => one.Chance), part.Max(one => one.Chance), part.Average(one => one.Chance), (double)won / count, low, high, part.Sum(one => one.WonValue));
    }

    /// <summary>Share of the won value that lies in the first fifth of an order; null where nothing was won.</summary>
    static double? ShareOfTop(IEnumerable<FirstScored> ordered)
    {
        var all = ordered.ToList();
        var total = all.Sum(one => one.WonValue);
        return total == 0 ? null : (double)(all.Take((int)Math.Ceiling(all.Count * Top)).Sum(one => one.WonValue) / total);
    }

    static double? Mean(List<FirstScored> closed, Func<FirstScored, double> of) => closed.Count == 0 ? null : closed.Average(of);

    static (double Low, double High) Wilson(int won, int count)
    {
        var (share, z2) = ((double)won / count, Z * Z);
        var (centre, half) = ((share + z2 / (2 * count)) / (1 + z2 / count), Z / (1 + z2 / count) * Math.Sqrt(share * (1 - share) / count + z2 / (4.0 * count * count)));
        return (Math.Max(0, centre - half), Math.Min(1, centre + half));
    }
}
