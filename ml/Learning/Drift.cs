namespace TradeLive.Learning;

/// <summary>One way in which what is asked now differs from what was learnt from.</summary>
/// <param name="Code"><c>feature</c> (column, psi) or <c>rate</c> (then, now).</param>
public sealed record Drifted(string Code, string? Column, double Then, double Now);

/// <summary>A month of predictions and what came of them.</summary>
public readonly record struct MonthOfCalibration(string Month, int Count, double Said, double True);

/// <summary>Tells whether the world has moved on since a model learnt. Pure.</summary>
public static class Drift
{
    const int Least = 100, Bins = 10;
    const double MostPsi = 0.25, MostSigmas = 4;

    /// <summary>Columns whose distribution has moved a lot (PSI above 0.25), the most moved first, and whether the share of won cases has.</summary>
    /// <param name="then">Cases learnt from.</param>
    /// <param name="now">Recent cases, closed or not.</param>
    /// <param name="closed">Outcomes of those of them that have ended.</param>
    public static IReadOnlyList<Drifted> Between(CaseSet then, IReadOnlyList<Cell[]> now, IReadOnlyList<double> closed)
    {
        var found = new List<Drifted>();
        if (closed.Count >= Least && then.Cases.Count >= Least)
        {
            var (before, after) = (then.Cases.Average(one => one.Outcome), closed.Average());
            var spread = Math.Sqrt(Math.Max(before * (1 - before), 1e-6) * (1.0 / closed.Count + 1.0 / then.Cases.Count));
            if (Math.Abs(after - before) > MostSigmas * spread) found.Add(new("rate", null, before, after));
        }
        if (now.Count >= Least && then.Cases.Count >= Least)
            found.AddRange(then.Columns.Select((column, i) => new Drifted("feature", column.Name, 0, Psi(column, [.. then.Cases.Select(one => one.Cells[i])], [.. now.Select(cells => cells[i])])))
                .Where(one => one.Now > MostPsi).OrderByDescending(one => one.Now));
        return found;
    }

    static double Psi(Column column, IReadOnlyList<Cell> then, IReadOnlyList<Cell> now)
    {
        Func<Cell, int> bin = column.Kind == ColumnKind.Word ? ByWord(then) : ByNumber(then);
        double[] before = new double[Bins + 2], after = new double[Bins + 2];
        foreach (var cell in then) before[bin(cell)]++;
        foreach (var cell in now) after[bin(cell)]++;
        return Metrics.Psi(before, after);
    }

    static Func<Cell, int> ByWord(IReadOnlyList<Cell> then)
    {
        var usual = then.Where(cell => cell.Word is not null).CountBy(cell => cell.Word!).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Take(Bins).Select((pair, i) => (pair.Key, i)).ToDictionary(pair => pair.Key, pair => pair.i, StringComparer.Ordinal);
        return cell => cell.Word is not { } word ? Bins + 1 : usual.GetValueOrDefault(word, Bins);
    }

    static Func<Cell, int> ByNumber(IReadOnlyList<Cell> then)
    {
        var sorted = then.Select(cell => cell.Number).Where(double.IsFinite).Order().ToArray();
        double[] edges = [.. Enumerable.Range(1, Bins - 1).Where(_ => sorted.Length > 0).Select(i => sorted[i * sorted.Length / Bins]).Distinct()];
        return cell => double.IsFinite(cell.Number) ? edges.Count(edge => cell.Number >= edge) : Bins + 1;
    }

    /// <summary>What was said and what came true, by the month in which it was said, the earliest first.</summary>
    public static IReadOnlyList<MonthOfCalibration> ByMonth(IEnumerable<(DateTimeOffset At, double Said, double Outcome)> scored) =>
        [.. scored.GroupBy(one => one.At.UtcDateTime.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture)).OrderBy(month => month.Key, StringComparer.Ordinal)
            .Select(month => new MonthOfCalibration(month.Key, month.Count(), month.Average(one => one.Said), month.Average(one => one.Outcome)))];
}
