namespace TradeLive.Learning;

/// <summary>Figures by which predictions are judged. Chances and outcomes are given case by case, in the same order.</summary>
public static class Metrics
{
    const int Bins = 10;

    /// <summary>Chance that a won case was given more than a lost one, ties half; NaN where all came out alike.</summary>
    public static double Auc(IReadOnlyList<double> scores, IReadOnlyList<double> outcomes)
    {
        var order = Enumerable.Range(0, scores.Count).OrderBy(i => scores[i]).ToArray();
        double ranks = 0, won = 0;
        for (var i = 0; i < order.Length;)
        {
            var end = i;
            while (end < order.Length && scores[order[end]] == scores[order[i]]) end++;
            var rank = (i + end + 1) / 2.0;
            for (; i < end; i++)
                if (outcomes[order[i]] > 0.5) (ranks, won) = (ranks + rank, won + 1);
        }
        var lost = order.Length - won;
        return won == 0 || lost == 0 ? double.NaN : (ranks - won * (won + 1) / 2) / (won * lost);
    }

    /// <summary>Average precision: the mean, over won cases, of the share won among all ranked at least as high.</summary>
    public static double PrAuc(IReadOnlyList<double> scores, IReadOnlyList<double> outcomes)
    {
        var order = Enumerable.Range(0, scores.Count).OrderByDescending(i => scores[i]).ToArray();
        double sum = 0, won = 0;
        for (var i = 0; i < order.Length;)
        {
            var (end, before) = (i, won);
            while (end < order.Length && scores[order[end]] == scores[order[i]]) won += outcomes[order[end++]] > 0.5 ? 1 : 0;
            sum += (won - before) * won / end;
            i = end;
        }
        return won == 0 ? double.NaN : sum / won;
    }

    public static double LogLoss(IReadOnlyList<double> chances, IReadOnlyList<double> outcomes) => Mean(chances, outcomes, LogLoss);

    public static double LogLoss(double chance, double outcome)
    {
        var kept = Math.Clamp(chance, 1e-9, 1 - 1e-9);
        return -(outcome * Math.Log(kept) + (1 - outcome) * Math.Log(1 - kept));
    }

    public static double Brier(IReadOnlyList<double> chances, IReadOnlyList<double> outcomes) => Mean(chances, outcomes, (chance, outcome) => (chance - outcome) * (chance - outcome));

    static double Mean(IReadOnlyList<double> chances, IReadOnlyList<double> outcomes, Func<double, double, double> loss) =>
        Enumerable.Range(0, chances.Count).Average(i => loss(chances[i], outcomes[i]));

    /// <summary>Expected calibration error: over ten bins of equal count, the mean distance between the chance said and the share that came true.</summary>
    public static double Ece(IReadOnlyList<double> chances, IReadOnlyList<double> outcomes) =>
        Reliability(chances, outcomes).Sum(bin => bin.Count * Math.Abs(bin.Said - bin.True)) / chances.Count;

    /// <summary>What was said and what came true, in bins of equal count from low to high.</summary>
    public static IReadOnlyList<ReliabilityBin> Reliability(IReadOnlyList<double> chances, IReadOnlyList<double> outcomes)
    {
        var order = Enumerable.Range(0, chances.Count).OrderBy(i => chances[i]).ToArray();
        return [.. Enumerable.Range(0, Bins).Select(bin => order[(bin * order.Length / Bins)..((bin + 1) * order.Length / Bins)]).Where(bin => bin.Length > 0)
            .Select(bin => new ReliabilityBin(bin.Length, bin.Average(i => chances[i]), bin.Average(i => outcomes[i])))];
    }

    /// <summary>How many times as often cases in the top share were won as all were. Ties at the edge count in part.</summary>
    public static double Lift(IReadOnlyList<double> scores, IReadOnlyList<double> outcomes, double top) => Captured(scores, outcomes, top) / top;

    /// <summary>Share of all value that lies in the top share by score. Ties at the edge count in part.</summary>
    public static double Captured(IReadOnlyList<double> scores, IReadOnlyList<double> values, double top)
    {
        var all = values.Sum();
        if (all <= 0) return double.NaN;
        var wanted = top * scores.Count;
        double taken = 0, sum = 0;
        foreach (var tie in Enumerable.Range(0, scores.Count).GroupBy(i => scores[i]).OrderByDescending(group => group.Key))
        {
            var part = Math.Min(1, (wanted - taken) / tie.Count());
            sum += part * tie.Sum(i => values[i]);
            taken += tie.Count();
            if (taken >= wanted) break;
        }
        return sum / all;
    }

    /// <summary>Root mean square of the difference of log(1 + amount).</summary>
    public static double Rmsle(IReadOnlyList<double> amounts, IReadOnlyList<double> truth) =>
        Math.Sqrt(Enumerable.Range(0, amounts.Count).Average(i => Math.Pow(Math.Log(1 + amounts[i]) - Math.Log(1 + truth[i]), 2)));

    /// <summary>Correlation of the ranks, ties sharing the mean rank.</summary>
    public static double Spearman(IReadOnlyList<double> one, IReadOnlyList<double> other)
    {
        var (a, b) = (Ranks(one), Ranks(other));
        double ma = a.Average(), mb = b.Average(), ab = 0, aa = 0, bb = 0;
        for (var i = 0; i < a.Length; i++)
        {
            ab += (a[i] - ma) * (b[i] - mb);
            aa += (a[i] - ma) * (a[i] - ma);
            bb += (b[i] - mb) * (b[i] - mb);
        }
        return aa == 0 || bb == 0 ? double.NaN : ab / Math.Sqrt(aa * bb);
    }

    /// <summary>Places from the least, counted from 0; ties share the mean place.</summary>
    public static double[] Ranks(IReadOnlyList<double> values)
    {
        var ranks = new double[values.Count];
        var order = Enumerable.Range(0, values.Count).OrderBy(i => values[i]).ToArray();
        for (var i = 0; i < order.Length;)
        {
            var end = i;
            while (end < order.Length && values[order[end]] == values[order[i]]) end++;
            for (var rank = (i + end - 1) / 2.0; i < end; i++) ranks[order[i]] = rank;
        }
        return ranks;
    }

    /// <summary>How far a distribution has moved: the sum over bins of (now − then) × log(now / then). Above 0.25 it has moved a lot.</summary>
    public static double Psi(IReadOnlyList<double> then, IReadOnlyList<double> now)
    {
        double total = 0, before = then.Sum(), after = now.Sum();
        for (var i = 0; i < then.Count; i++)
        {
            var (a, b) = (Math.Max(then[i] / before, 1e-4), Math.Max(now[i] / after, 1e-4));
            total += (b - a) * Math.Log(b / a);
        }
        return total;
    }
}

/// <param name="Said">Mean chance said.</param>
/// <param name="True">Share that came true.</param>
public readonly record struct ReliabilityBin(int Count, double Said, double True);
