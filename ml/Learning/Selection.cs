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
sealed class Selection(Trainers trainers, bool isChance)
{
    const int Groups = 5, MostLearnt = 30_000;
    const double MostWorse = 0.005, MostEce = 0.08;

    static readonly double[] Moments = [0.55, 0.7, 0.85, 1];

    public Choice Choose(CaseSet set, Func<int, IReadOnlyList<Candidate>> candidates)
    {
        var folds = set.Cases.Any(one => one.Group is not null) ? ByGroup(set) : ByTime(set);
        var all = candidates(set.Cases.Count);
        var scores = all.ToDictionary(candidate => candidate.Name, _ => new List<double>());
        var windows = new List<int>();
        var heldOut = new List<Case>();
        foreach (var (learnt, judged) in folds)
        {
            if (learnt.Cases.Count < 2 || judged.Count == 0) continue;
            var (encoder, models) = TrainAll(learnt, candidates(learnt.Cases.Count));
            var vectors = judged.Select(one => encoder.Encode(one.Cells)).ToList();
            foreach (var (name, model) in models) scores[name].AddRange(vectors.Select(vector => model.Score(vector)));
            windows.AddRange(Enumerable.Repeat(windows.Count == 0 ? 0 : windows[^1] + 1, judged.Count));
            heldOut.AddRange(judged);
        }
        if (heldOut.Count == 0) return new(Candidates.Prior, [new(Candidates.Prior, [], Calibration.None, double.NaN, double.NaN, double.NaN)], default, 0);
        return Decide([.. all.Select(candidate => Judge(candidate.Name, scores[candidate.Name], heldOut, windows))], heldOut);
    }

    /// <summary>Trains one candidate on everything.</summary>
    public (Encoder Encoder, float[][] Vectors, AdditiveModel Model) Train(CaseSet set, IReadOnlyList<Candidate> candidates, string name)
    {
        var wanted = candidates.Single(candidate => candidate.Name == name);
        var needed = wanted.Of is { } parts ? candidates.Where(candidate => parts.Contains(candidate.Name)) : [wanted];
        var (encoder, data) = Encode(set);
        var models = needed.Select(candidate => candidate.Train!(trainers, data, encoder)).ToList();
        return (encoder, data.Vectors, AdditiveModel.Average(models));
    }

    (Encoder Encoder, Dictionary<string, AdditiveModel> Models) TrainAll(CaseSet set, IReadOnlyList<Candidate> candidates)
    {
        var (encoder, data) = Encode(set);
        var models = new Dictionary<string, AdditiveModel>();
        foreach (var candidate in candidates)
            models.Add(candidate.Name, candidate.Train is { } train ? train(trainers, data, encoder) : AdditiveModel.Average([.. candidate.Of!.Select(part => models[part])]));
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

    Choice Decide(List<Trial> trials, List<Case> heldOut)
    {
        var prior = trials[0];
        foreach (var trial in trials.OrderBy(trial => trial.Loss))
        {
            if (trial == prior) break;
            var gain = Interval.Of([.. heldOut.Select((one, i) => Loss(trial, i, one) - Loss(prior, i, one))], heldOut[0].Group is null ? null : [.. heldOut.Select(one => one.Group)]);
            if (gain.High < 0 && !(trial.Ece > MostEce) && !(trial.Auc < prior.Auc - MostWorse)) return new(trial.Name, trials, gain, heldOut.Count);
        }
        return new(prior.Name, trials, default, heldOut.Count);
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
