namespace TradeLive.Learning;

/// <summary>How well a candidate did on cases held out in time, or by group.</summary>
/// <param name="Scores">Of each held-out case, uncalibrated.</param>
/// <param name="Calibration">Fitted to those.</param>
public sealed record Trial(string Name, IReadOnlyList<double> Scores, Calibration Calibration, double Loss, double Auc, double Ece)
{
    /// <summary>What of it holds for later cases too: all, unless those were of a single moment.</summary>
    public Calibration Lasting { get; init; } = Calibration;
}

/// <summary>Which candidate was chosen, and how all of them did.</summary>
/// <param name="Gain">Log-loss (or squared error) of the chosen one less the prior's, with its interval: above zero is worse.</param>
public sealed record Choice(string Chosen, IReadOnlyList<Trial> Trials, Interval Gain, int HeldOut)
{
    public Trial Trial => Trials.First(trial => trial.Name == Chosen);
}

/// <summary>Tries candidates on cases that they have not learnt from, and chooses.</summary>
sealed class Selection(bool isChance)
{
    const double MostWorse = 0.005, MostEce = 0.08;

    /// <summary>Held-out cases from which on a gain over the prior must be sure.</summary>
    const double Enough = 400;

    /// <summary>Held-out cases below which no candidate is told from another: what is best on so few is so by chance.</summary>
    const int Least = 200;

    /// <summary>Held-out cases below which nothing is said of calibration.</summary>
    const int LeastCalibrated = 100;

    public Choice Choose(CaseSet set, Func<int, IReadOnlyList<Candidate>> candidates, Trainers trainers, IProgress<TrainingStep>? progress)
    {
        var folds = new Folds(set, isChance);
        if (folds.Count == 0) return new(Candidates.Prior, [new(Candidates.Prior, [], Calibration.None, double.NaN, double.NaN, double.NaN)], default, 0);
        List<string> all = [.. candidates(set.Cases.Count).Select(candidate => candidate.Name)];
        var steps = (Done: 0, Total: folds.Count * all.Count);
        var choice = Decide(Try(folds, all, candidates, trainers, name => progress?.Report(new(steps.Done++, steps.Total, name))), folds.HeldOut);
        progress?.Report(new(steps.Total, steps.Total, choice.Chosen));
        return choice;
    }

    /// <summary>Tries some candidates without choosing among them.</summary>
    /// <returns>Nothing where there are too few cases to hold any out.</returns>
    public List<Trial> Try(CaseSet set, IReadOnlyList<string> names, Func<int, IReadOnlyList<Candidate>> candidates, Trainers trainers)
    {
        var folds = new Folds(set, isChance);
        return folds.Count == 0 ? [] : Try(folds, names, candidates, trainers, _ => { });
    }

    List<Trial> Try(Folds folds, IReadOnlyList<string> names, Func<int, IReadOnlyList<Candidate>> candidates, Trainers trainers, Action<string> begun)
    {
        var scores = folds.Scores(names, candidates, trainers, begun);
        return [.. names.Select(name => Judge(name, scores[name], folds))];
    }

    Trial Judge(string name, List<double> scores, Folds folds)
    {
        List<double> outcomes = [.. folds.HeldOut.Select(one => one.Outcome)];
        if (!isChance) return new(name, scores, Calibration.None, scores.Select((score, i) => (score - outcomes[i]) * (score - outcomes[i])).Average(), Metrics.Spearman(scores, outcomes), double.NaN);
        // The prior too, so that nobody wins by knowing the later share of won cases alone.
        var calibration = Calibration.Fit(scores, outcomes);
        var chances = scores.ConvertAll(calibration.Chance);
        // Within each window, since a changing share of won cases flatters whatever changes with it.
        var auc = folds.Windows.Select((window, i) => (window, i)).GroupBy(pair => pair.window)
            .Select(group => (Auc: Metrics.Auc([.. group.Select(pair => scores[pair.i])], [.. group.Select(pair => outcomes[pair.i])]), Count: group.Count()))
            .Where(window => !double.IsNaN(window.Auc)).ToList();
        return new(name, scores, calibration, Metrics.LogLoss(chances, outcomes), auc.Count == 0 ? double.NaN : auc.Sum(window => window.Auc * window.Count) / auc.Sum(window => window.Count), Metrics.Ece(chances, outcomes))
        {
            Lasting = folds.OfOneMoment ? Calibration.FitToMoment(scores, outcomes) : calibration,
        };
    }

    // The blend, unless another is better than it; the prior, unless that is better than the prior.
    Choice Decide(List<Trial> trials, IReadOnlyList<Case> heldOut)
    {
        var (prior, blend) = (trials[0], trials.First(trial => trial.Name == Candidates.Blend));
        List<Trial> ranked = [.. trials.OrderBy(trial => trial.Loss)];
        if (heldOut.Count < Least) ranked = [blend];
        else if (!IsBetter(Gain(ranked[0], blend, heldOut), heldOut)) ranked.Insert(0, blend);
        foreach (var trial in ranked.TakeWhile(trial => trial != prior))
        {
            var gain = Gain(trial, prior, heldOut);
            if (Proven(gain, heldOut.Count) && Ranks(trial, heldOut) && IsCalibrated(trial, heldOut)) return new(trial.Name, trials, gain, heldOut.Count);
        }
        return new(prior.Name, trials, default, heldOut.Count);
    }

    Interval Gain(Trial trial, Trial than, IReadOnlyList<Case> heldOut) => Interval.Of(
        [.. heldOut.Select((one, i) => Loss(trial, i, one) - Loss(than, i, one))], heldOut[0].Group is null ? null : [.. heldOut.Select(one => one.Group)]);

    // By twice the standard error at first, by once where there are enough cases. What is judged at a single moment must be as sure however many customers there are.
    bool IsBetter(Interval gain, IReadOnlyList<Case> heldOut)
    {
        var sureness = heldOut[0].Group is null ? 1 - 0.5 * Math.Clamp((Evidence(heldOut) - Least) / (Enough - Least), 0, 1) : 1;
        return gain.Mean + sureness * (gain.High - gain.Low) / 2 < 0;
    }

    // As many cases, half of them won, as would tell as much: of a thousand of which ten were won little is learnt.
    double Evidence(IReadOnlyList<Case> heldOut) =>
        isChance && heldOut.Count(one => one.Outcome > 0.5) is var won ? 4.0 * won * (heldOut.Count - won) / heldOut.Count : heldOut.Count;

    // Few cases prove nothing either way: of them it is enough that the gain is not surely a loss, the more there are the surer it must be.
    static bool Proven(Interval gain, int heldOut) => gain.Mean + (1 - 2.5 * Fewness(heldOut)) * (gain.High - gain.Low) / 2 < 0;

    // No worse than any order; of few cases, no worse than chance makes of any order.
    bool Ranks(Trial trial, IReadOnlyList<Case> heldOut)
    {
        var won = heldOut.Count(one => one.Outcome > 0.5);
        var byChance = isChance && won > 0 && won < heldOut.Count ? Math.Sqrt((heldOut.Count + 1) / (12.0 * won * (heldOut.Count - won))) : 0;
        return !(trial.Auc < (isChance ? 0.5 : 0) - MostWorse - 2 * Fewness(heldOut.Count) * byChance);
    }

    static double Fewness(int heldOut) => 1 - Math.Min(1, heldOut / Enough);

    // Without what chance alone makes of bins of so few.
    static bool IsCalibrated(Trial trial, IReadOnlyList<Case> heldOut)
    {
        if (double.IsNaN(trial.Ece) || heldOut.Count < LeastCalibrated) return true;
        var bins = Metrics.Reliability([.. trial.Scores.Select(trial.Calibration.Chance)], [.. heldOut.Select(one => one.Outcome)]);
        var byChance = bins.Sum(bin => Math.Sqrt(2 / Math.PI * bin.Count * bin.Said * (1 - bin.Said))) / heldOut.Count;
        return trial.Ece * trial.Ece - byChance * byChance <= MostEce * MostEce;
    }

    double Loss(Trial trial, int i, Case one) => isChance
        ? Metrics.LogLoss(trial.Calibration.Chance(trial.Scores[i]), one.Outcome)
        : (trial.Scores[i] - one.Outcome) * (trial.Scores[i] - one.Outcome);
}
