namespace TradeLive.Learning;

/// <summary>How far the values of a column have moved.</summary>
/// <param name="Psi">Population stability index: 0 is the same.</param>
/// <param name="IsFar">Above 0.25, and what chance alone brings about with so few cases.</param>
public sealed record ColumnShift(Column Column, double Psi, bool IsFar);

/// <summary>A mean before and after.</summary>
/// <param name="Sigmas">Standard errors between the two; 0 where there are too few cases to tell.</param>
/// <param name="Distance">Between the two in log-odds, or of the logs of amounts.</param>
public readonly record struct MeanShift(double Then, double Now, double Sigmas, double Distance)
{
    // In log-odds 0.25 is from 50 to 56 of a hundred, or from 10 to 12.5.
    const double MostSigmas = 4, MostDistance = 0.25;

    /// <summary>More than chance brings about, and enough to matter.</summary>
    public bool IsFar => Math.Abs(Sigmas) > MostSigmas && Math.Abs(Distance) > MostDistance;

    internal static MeanShift Between(double then, double now, double sigmas, bool isChance) =>
        new(then, now, sigmas, isChance ? LogOdds(now) - LogOdds(then) : now - then);

    static double LogOdds(double share)
    {
        var kept = Math.Clamp(share, 0.001, 0.999);
        return Math.Log(kept / (1 - kept));
    }
}

/// <summary>A month of predictions and what came of them.</summary>
public readonly record struct MonthOfCalibration(string Month, int Count, double Said, double True);

/// <summary>Tells whether the world has moved on since a model learnt. Pure.</summary>
public static class Drift
{
    const int Least = 100, Bins = 10;
    const double MostPsi = 0.25;

    /// <summary>All columns, the most moved first; none where there are too few cases to tell.</summary>
    /// <param name="then">Cells of what was asked when it learnt.</param>
    /// <param name="now">Cells of what is asked now.</param>
    public static IReadOnlyList<ColumnShift> Columns(IReadOnlyList<Column> columns, IReadOnlyList<Cell[]> then, IReadOnlyList<Cell[]> now)
    {
        if (now.Count < Least || then.Count < Least) return [];
        var byChance = (Bins + 1) * (1.0 / then.Count + 1.0 / now.Count);
        return [.. columns.Select((column, i) => (Column: column, Psi: Psi(column, [.. then.Select(cells => cells[i])], [.. now.Select(cells => cells[i])])))
            .Select(one => new ColumnShift(one.Column, one.Psi, one.Psi > MostPsi + byChance)).OrderByDescending(one => one.Psi)];
    }

    /// <summary>Whether the mean of the outcomes has moved, for chances as for the logs of amounts.</summary>
    public static MeanShift Outcomes(IReadOnlyList<Case> then, IReadOnlyList<Case> now, bool isChance)
    {
        var (before, after) = (Mean(then, one => one.Outcome), Mean(now, one => one.Outcome));
        if (Independent(then) < Least || Independent(now) < Least) return new(before, after, 0, 0);
        var all = (IReadOnlyList<Case>)[.. then, .. now];
        var middle = Mean(all, one => one.Outcome);
        var variance = Math.Max(Mean(all, one => (one.Outcome - middle) * (one.Outcome - middle)), 1e-6);
        return MeanShift.Between(before, after, (after - before) / Math.Sqrt(variance * (1 / Independent(then) + 1 / Independent(now))), isChance);
    }

    /// <summary>Whether what a model said (<see cref="MeanShift.Then"/>) is off what came true (<see cref="MeanShift.Now"/>).</summary>
    /// <param name="said">Cases with its answers: chances or logs of amounts.</param>
    public static MeanShift Calibration(IReadOnlyList<(Case Case, double Said)> said, bool isChance)
    {
        List<Case> cases = [.. said.Select(one => one.Case)];
        var weight = Weight(cases);
        double Mean(Func<(Case Case, double Said), double> of) => said.Sum(one => one.Case.Weight * of(one)) / weight;
        var (answered, came) = (Mean(one => one.Said), Mean(one => one.Case.Outcome));
        if (Independent(cases) < Least) return new(answered, came, 0, 0);
        var variance = Math.Max(Mean(one => Math.Pow(one.Case.Outcome - one.Said - (came - answered), 2)), 1e-6);
        return MeanShift.Between(answered, came, (came - answered) / Math.Sqrt(variance / Independent(cases)), isChance);
    }

    // The moments of one inquiry share a weight of 1; those of one customer say about as much as one.
    static double Independent(IReadOnlyList<Case> cases) =>
        cases.Any(one => one.Group is not null) ? cases.Select(one => one.Group).Distinct(StringComparer.Ordinal).Count() : Weight(cases);

    static double Weight(IEnumerable<Case> cases) => cases.Sum(one => one.Weight);

    static double Mean(IReadOnlyList<Case> cases, Func<Case, double> of) => cases.Sum(one => one.Weight * of(one)) / Weight(cases);

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

    /// <summary>What was said and what came true, by the month, the earliest first.</summary>
    public static IReadOnlyList<MonthOfCalibration> ByMonth(IEnumerable<(DateTimeOffset At, double Said, double Outcome)> scored) =>
        [.. scored.GroupBy(one => one.At.UtcDateTime.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture)).OrderBy(month => month.Key, StringComparer.Ordinal)
            .Select(month => new MonthOfCalibration(month.Key, month.Count(), month.Average(one => one.Said), month.Average(one => one.Outcome)))];
}
