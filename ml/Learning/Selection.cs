namespace TradeLive.Learning;

/// <summary>How well a candidate did on cases held out in time, or by group.</summary>
/// <param name="Scores">Of each held-out case, uncalibrated.</param>
/// <param name="Calibration">Fitted to those.</param>
public sealed record Trial(string Name, IReadOnlyList<double> Scores, Calibration Calibration, double Loss, double Auc, double Ece);

/// <summary>Which candidate was chosen, and how all of them did.</summary>
/// <param name="Gain">Log-loss (or squared error) of the chosen one less the prior's, with its interval: above zero is worse.</param>
public sealed record Choice(string Chosen, IReadOnlyList<Trial> Trials, Interval Gain, int HeldOut)
{
    public Trial Trial => Trials.First(trial => trial.Name == Chosen);
}

/// <summary>Tries candidates on cases that they have not learnt from, and chooses.</summary>
/// <remarks>By time: learns what was known at each of some moments and is judged by what came next. By group, where cases of
/// one moment tell of different customers: learns from some customers and is judged by the others.</remarks>
sealed class Selection(bool isChance)
{
    const int Groups = 5, MostLearnt = 30_000;
    const double MostWorse = 0.005, MostEce = 0.08;

    /// <summary>Held-out cases from which on a gain over the prior must be sure.</summary>
    const double Enough = 400;

    /// <summary>Held-out cases below which no candidate is told from another.</summary>
    const int Least = 100;

    static readonly double[] Moments = [0.4, 0.55, 0.7, 0.85, 1];

    public Choice Choose(CaseSet set, Func<int, IReadOnlyList<Candidate>> candidates, Trainers trainers, IProgress<TrainingStep>? progress)
    {
        var folds = (set.Cases.Any(one => one.Group is not null) ? ByGroup(set) : ByTime(set)).Where(fold => CanLearn(fold.Learnt.Cases) && fold.Judged.Count > 0).ToList();
        if (folds.Count == 0) return new(Candidates.Prior, [new(Candidates.Prior, [], Calibration.None, double.NaN, double.NaN, double.NaN)], default, 0);
        var all = candidates(set.Cases.Count);
        var scores = all.ToDictionary(candidate => candidate.Name, _ => new List<double>());
        var steps = (Done: 0, Total: folds.Count * all.Count);
        foreach (var (learnt, judged) in folds)
        {
            var (encoder, models) = TrainAll(learnt, candidates(learnt.Cases.Count), trainers, name => progress?.Report(new(steps.Done++, steps.Total, name)));
            var vectors = judged.Select(one => encoder.Encode(one.Cells)).ToList();
            foreach (var (name, model) in models) scores[name].AddRange(vectors.Select(vector => model.Score(vector)));
        }
        List<Case> heldOut = [.. folds.SelectMany(fold => fold.Judged)];
        List<int> windows = [.. folds.SelectMany((fold, window) => Enumerable.Repeat(window, fold.Judged.Count))];
        var choice = Decide([.. all.Select(candidate => Judge(candidate.Name, scores[candidate.Name], heldOut, windows))], heldOut);
        progress?.Report(new(steps.Total, steps.Total, choice.Chosen));
        return choice;
    }

    bool CanLearn(IReadOnlyList<Case> cases) => cases.Count >= 2 && (!isChance || cases.Any(one => one.Outcome > 0.5) && cases.Any(one => one.Outcome < 0.5));

    /// <summary>Trains one candidate on everything.</summary>
    public (Encoder Encoder, float[][] Vectors, AdditiveModel Model) Train(CaseSet set, IReadOnlyList<Candidate> candidates, string name, Trainers trainers)
    {
        var wanted = candidates.Single(candidate => candidate.Name == name);
        var needed = wanted.Of is { } parts ? candidates.Where(candidate => parts.Contains(candidate.Name)) : [wanted];
        var (encoder, data) = Encode(set);
        var models = needed.Select(candidate => candidate.Train!(trainers, data, encoder)).ToList();
        return (encoder, data.Vectors, AdditiveModel.Average(models));
    }

    (Encoder Encoder, Dictionary<string, AdditiveModel> Models) TrainAll(CaseSet set, IReadOnlyList<Candidate> candidates, Trainers trainers, Action<string> begun)
    {
        var (encoder, data) = Encode(set);
        var models = new Dictionary<string, AdditiveModel>();
        foreach (var candidate in candidates)
        {
            begun(candidate.Name);
            models.Add(candidate.Name, candidate.Train is { } train ? train(trainers, data, encoder) : AdditiveModel.Average([.. candidate.Of!.Select(part => models[part])]));
        }
        return (encoder, models);
    }

    (Encoder Encoder, Encoded Data) Encode(CaseSet set)
    {
        var (encoder, vectors) = Encoder.Fit(set, isChance ? 0.15 : double.NaN, isChance);
        return (encoder, new(set.Cases, vectors, encoder.Length));
    }

    Trial Judge(string name, List<double> scores, List<Case> heldOut, List<int> windows)
    {
        var outcomes = heldOut.ConvertAll(one => one.Outcome);
        if (!isChance) return new(name, scores, Calibration.None, scores.Select((score, i) => (score - outcomes[i]) * (score - outcomes[i])).Average(), Metrics.Spearman(scores, outcomes), double.NaN);
        // The prior too, so that nobody wins by knowing the later share of won cases alone.
        var calibration = Calibration.Fit(scores, outcomes);
        var chances = scores.ConvertAll(calibration.Chance);
        // Within each window, since a changing share of won cases flatters whatever changes with it.
        var auc = windows.Select((window, i) => (window, i)).GroupBy(pair => pair.window)
            .Select(group => (Auc: Metrics.Auc([.. group.Select(pair => scores[pair.i])], [.. group.Select(pair => outcomes[pair.i])]), Count: group.Count()))
            .Where(window => !double.IsNaN(window.Auc)).ToList();
        return new(name, scores, calibration, Metrics.LogLoss(chances, outcomes), auc.Count == 0 ? double.NaN : auc.Sum(window => window.Auc * window.Count) / auc.Sum(window => window.Count), Metrics.Ece(chances, outcomes));
    }

    // The blend, unless another is surely better than it; the prior, unless that is better than the prior.
    Choice Decide(List<Trial> trials, List<Case> heldOut)
    {
        var (prior, blend) = (trials[0], trials.First(trial => trial.Name == Candidates.Blend));
        List<Trial> ranked = [.. trials.OrderBy(trial => trial.Loss)];
        if (heldOut.Count < Least) ranked = [blend];
        else if (Gain(ranked[0], blend, heldOut).High >= 0) ranked.Insert(0, blend);
        foreach (var trial in ranked.TakeWhile(trial => trial != prior))
        {
            var gain = Gain(trial, prior, heldOut);
            if (Proven(gain, heldOut.Count) && Ranks(trial, heldOut) && IsCalibrated(trial, heldOut)) return new(trial.Name, trials, gain, heldOut.Count);
        }
        return new(prior.Name, trials, default, heldOut.Count);
    }

    Interval Gain(Trial trial, Trial than, List<Case> heldOut) => Interval.Of(
        [.. heldOut.Select((one, i) => Loss(trial, i, one) - Loss(than, i, one))], heldOut[0].Group is null ? null : [.. heldOut.Select(one => one.Group)]);

    // Few cases prove nothing either way: of them it is enough that the gain is not surely a loss, the more there are the surer it must be.
    static bool Proven(Interval gain, int heldOut) => gain.Mean + (1 - 2.5 * Fewness(heldOut)) * (gain.High - gain.Low) / 2 < 0;

    // No worse than any order; of few cases, no worse than chance makes of any order.
    bool Ranks(Trial trial, List<Case> heldOut)
    {
        var won = heldOut.Count(one => one.Outcome > 0.5);
        var byChance = isChance && won > 0 && won < heldOut.Count ? Math.Sqrt((heldOut.Count + 1) / (12.0 * won * (heldOut.Count - won))) : 0;
        return !(trial.Auc < (isChance ? 0.5 : 0) - MostWorse - 2 * Fewness(heldOut.Count) * byChance);
    }

    static double Fewness(int heldOut) => 1 - Math.Min(1, heldOut / Enough);

    // Without what chance alone makes of bins of so few.
    static bool IsCalibrated(Trial trial, List<Case> heldOut)
    {
        if (double.IsNaN(trial.Ece) || heldOut.Count < Least) return true;
        var bins = Metrics.Reliability([.. trial.Scores.Select(trial.Calibration.Chance)], [.. heldOut.Select(one => one.Outcome)]);
        var byChance = bins.Sum(bin => Math.Sqrt(2 / Math.PI * bin.Count * bin.Said * (1 - bin.Said))) / heldOut.Count;
        return trial.Ece * trial.Ece - byChance * byChance <= MostEce * MostEce;
    }

    double Loss(Trial trial, int i, Case one) => isChance
        ? Metrics.LogLoss(trial.Calibration.Chance(trial.Scores[i]), one.Outcome)
        : (trial.Scores[i] - one.Outcome) * (trial.Scores[i] - one.Outcome);

    static IEnumerable<(CaseSet Learnt, IReadOnlyList<Case> Judged)> ByTime(CaseSet set)
    {
        for (var i = 0; i + 1 < Moments.Length; i++)
        {
            var (from, to) = ((int)(Moments[i] * set.Cases.Count), (int)(Moments[i + 1] * set.Cases.Count));
            if (from >= to) continue;
            var known = set.KnownBy(set.Cases[from].At);
            yield return (known with { Cases = [.. known.Cases.TakeLast(MostLearnt)] }, [.. set.Cases.Take(from..to)]);
        }
    }

    // The latest moment of each customer is judged: what comes next is most like it.
    static IEnumerable<(CaseSet Learnt, IReadOnlyList<Case> Judged)> ByGroup(CaseSet set)
    {
        var latest = set.Cases.Max(one => one.At);
        for (var fold = 0; fold < Groups; fold++)
        {
            var mine = fold;
            yield return (
                set with { Cases = [.. set.Cases.Where(one => FoldOf(one) != mine)] },
                [.. set.Cases.Where(one => FoldOf(one) == mine && one.At == latest)]);
        }
    }

    static int FoldOf(Case one) => (int)((one.Group ?? "").Aggregate(17u, (hash, letter) => hash * 31 + letter) * 2654435761u >> 8) % Groups;
}
