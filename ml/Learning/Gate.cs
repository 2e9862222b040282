namespace TradeLive.Learning;

/// <summary>What a challenger and the champion said of the same cases, which neither had learnt from.</summary>
/// <param name="Challenger">Chances, or logs of amounts, case by case.</param>
/// <param name="Outcomes">1 or 0, or logs of amounts.</param>
/// <param name="Groups">Whose case it is: those of one inquiry or customer count together.</param>
public sealed record GateWindow(IReadOnlyList<double> Challenger, IReadOnlyList<double> Champion, IReadOnlyList<double> Outcomes, IReadOnlyList<string> Groups);

/// <summary>Whether the challenger is to be the champion, and by which figures.</summary>
/// <param name="Code">One of the constants of <see cref="Gate"/>.</param>
/// <param name="Difference">Loss of the challenger less the champion's, with its 95 % interval.</param>
/// <param name="Slope">Of the outcome's log-odds on those said; NaN for amounts.</param>
public sealed record GateVerdict(bool Promotes, string Code, Interval Difference, double Auc, double ChampionAuc, double Slope, double Ece, int Judged);

/// <summary>
/// Lets a challenger through only if it is surely better on the newest outcomes, replayed from several cut-offs: the upper end of the 95 % interval of the
/// difference in log-loss (squared error of the log for amounts) below zero, hardly any loss in ranking, not turned round, and calibrated. Pure.
/// </summary>
public static class Gate
{
    public const int LeastWindows = 3;
    public const double MostAucLost = 0.005, MostEce = 0.08;

    public const string Better = "better", NotBetter = "not-better", RanksWorse = "ranks-worse", TurnedRound = "turned-round", OffCalibration = "off-calibration", TooFewCutoffs = "too-few-cutoffs";

    public static GateVerdict Judge(IReadOnlyList<GateWindow> windows, bool isChance)
    {
        var judged = windows.Sum(window => window.Outcomes.Count);
        if (windows.Count(window => window.Outcomes.Count > 0) < LeastWindows) return new(false, TooFewCutoffs, default, double.NaN, double.NaN, double.NaN, double.NaN, judged);
        List<double> said = [.. windows.SelectMany(window => window.Challenger)], outcomes = [.. windows.SelectMany(window => window.Outcomes)];
        var before = windows.SelectMany(window => window.Champion).ToList();
        var difference = Interval.Of([.. outcomes.Select((outcome, i) => Loss(said[i], outcome, isChance) - Loss(before[i], outcome, isChance))], [.. windows.SelectMany(window => window.Groups)]);
        if (!isChance) return new(difference.High < 0, difference.High < 0 ? Better : NotBetter, difference, double.NaN, double.NaN, double.NaN, double.NaN, judged);
        var (auc, championAuc) = (Auc(windows, window => window.Challenger), Auc(windows, window => window.Champion));
        var (slope, ece) = (Slope(said, outcomes), Metrics.Ece(said, outcomes));
        var code = difference.High >= 0 ? NotBetter
            : !(slope > 0) ? TurnedRound
            : auc < championAuc - MostAucLost ? RanksWorse
            : ece > MostEce ? OffCalibration
            : Better;
        return new(code == Better, code, difference, auc, championAuc, slope, ece, judged);
    }

    /// <summary>Log-loss of a chance, squared error of the log of an amount.</summary>
    public static double Loss(double said, double outcome, bool isChance) => isChance ? Metrics.LogLoss(said, outcome) : (said - outcome) * (said - outcome);

    // Within each window, since a changing share of won cases flatters whatever changes with it.
    static double Auc(IReadOnlyList<GateWindow> windows, Func<GateWindow, IReadOnlyList<double>> said)
    {
        var parts = windows.Select(window => (Auc: Metrics.Auc(said(window), window.Outcomes), window.Outcomes.Count)).Where(part => !double.IsNaN(part.Auc)).ToList();
        return parts.Count == 0 ? double.NaN : parts.Sum(part => part.Auc * part.Count) / parts.Sum(part => part.Count);
    }

    /// <summary>Of the outcome's log-odds on the log-odds said, by logistic regression: 1 where chances are right, 0 where they say nothing, below where they are turned round.</summary>
    public static double Slope(IReadOnlyList<double> chances, IReadOnlyList<double> outcomes)
    {
        const int Steps = 50;
        const double Least = 1e-9;
        double[] scores = [.. chances.Select(chance => Math.Log(Math.Clamp(chance, Least, 1 - Least) / Math.Clamp(1 - chance, Least, 1 - Least)))];
        var mean = scores.Average();
        double slope = 0, offset = 0;
        for (var step = 0; step < Steps; step++)
        {
            double gs = Least * slope, go = Least * offset, ss = Least, so = 0, oo = Least;
            for (var i = 0; i < scores.Length; i++)
            {
                var (score, chance) = (scores[i] - mean, Calibration.Sigmoid(slope * (scores[i] - mean) + offset));
                var (error, weight) = (chance - outcomes[i], chance * (1 - chance));
                (gs, go, ss, so, oo) = (gs + error * score, go + error, ss + weight * score * score, so + weight * score, oo + weight);
            }
            var determinant = ss * oo - so * so;
            if (determinant <= 1e-15) break;
            var (ds, d) = ((oo * gs - so * go) / determinant, (ss * go - so * gs) / determinant);
            slope -= Math.Clamp(ds, -1, 1);
            offset -= Math.Clamp(d, -2, 2);
            if (Math.Abs(ds) + Math.Abs(d) < 1e-9) break;
        }
        return slope;
    }
}
