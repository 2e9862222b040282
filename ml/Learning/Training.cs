namespace TradeLive.Learning;

/// <summary>How far training has come.</summary>
/// <param name="Done">Steps done of <paramref name="Total"/>; equal at the end.</param>
/// <param name="Candidate">The one that is tried next, or was chosen at the end.</param>
public readonly record struct TrainingStep(int Done, int Total, string Candidate);

/// <summary>From cases to a model: tries the candidates, chooses, learns from everything, calibrates by what was held out.</summary>
public sealed class Training
{
    readonly string task;
    readonly bool isChance;
    readonly int? threads;
    readonly Selection selection;
    readonly Func<int, IReadOnlyList<Candidate>> candidates;
    readonly TimeProvider clock;

    /// <param name="task"><c>win</c>, <c>amount</c> or <c>churn</c>.</param>
    /// <param name="threads">Cores used for trees; null for all.</param>
    public Training(string task, TimeProvider clock, int? threads = null)
    {
        (this.task, this.clock, this.threads, isChance) = (task, clock, threads, task != "amount");
        selection = new(isChance);
        candidates = task switch { "win" => Candidates.ForChance, "churn" => Candidates.ForChurn, _ => Candidates.ForAmount };
    }

    /// <summary>Tries all and chooses; see <see cref="Selection"/>.</summary>
    public Choice Choose(CaseSet set) => Choose(set, null, CancellationToken.None);

    /// <summary>Tries all and chooses; the same for the same cases whenever it is asked.</summary>
    /// <param name="progress">Told before each candidate is tried, and at the end, on the thread that trains.</param>
    /// <exception cref="OperationCanceledException">It was cancelled; nothing is kept.</exception>
    public Choice Choose(CaseSet set, IProgress<TrainingStep>? progress, CancellationToken cancellation) =>
        selection.Choose(set, candidates, new(threads, cancellation), progress);

    /// <summary>Learns from all cases as one candidate of a choice does.</summary>
    public TrainedModel Learn(CaseSet set, Choice choice, string name) => Learn(set, choice, name, CancellationToken.None);

    /// <inheritdoc cref="Learn(CaseSet, Choice, string)"/>
    /// <exception cref="OperationCanceledException">It was cancelled; nothing is kept.</exception>
    public TrainedModel Learn(CaseSet set, Choice choice, string name, CancellationToken cancellation)
    {
        var trial = choice.Trials.FirstOrDefault(one => one.Name == name) ?? new(name, [], Calibration.None, double.NaN, double.NaN, double.NaN);
        return Learn(set, new(set, candidates(set.Cases.Count), new(threads, cancellation), isChance), trial, choice.HeldOut, choice.Trials[0].Loss);
    }

    /// <summary>Learns from all cases as each of some candidates does, calibrated as a choice would have it, without choosing.</summary>
    /// <returns>By name; without those that this number of cases has no candidate of. None where there are too few cases to hold any out.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled; nothing is kept.</exception>
    public IReadOnlyDictionary<string, TrainedModel> LearnAs(CaseSet set, IReadOnlyList<string> names, CancellationToken cancellation)
    {
        var trainers = new Trainers(threads, cancellation);
        List<string> known = [.. candidates(set.Cases.Count).Select(candidate => candidate.Name).Where(name => name == Candidates.Prior || names.Contains(name))];
        var trials = selection.Try(set, known, candidates, trainers);
        if (trials.Count == 0) return new Dictionary<string, TrainedModel>();
        var learner = new Learner(set, candidates(set.Cases.Count), trainers, isChance);
        return trials.Where(trial => names.Contains(trial.Name)).ToDictionary(trial => trial.Name, trial => Learn(set, learner, trial, trial.Scores.Count, trials[0].Loss));
    }

    TrainedModel Learn(CaseSet set, Learner learner, Trial trial, int heldOut, double priorLoss)
    {
        var model = learner.Learn(trial.Name);
        var scaled = isChance ? model.Scaled(trial.Lasting.Slope, trial.Lasting.Offset) : model;
        var card = new ModelCard(task, trial.Name, set.Cases.Count, set.Cases[0].At, set.Cases[^1].At, heldOut, trial.Loss, priorLoss, trial.Auc, trial.Ece, clock.GetUtcNow());
        return TrainedModel.Of(learner.Encoder, learner.Vectors, scaled, isChance ? 1 : Smearing(set, learner.Vectors, scaled), card);
    }

    // By how much totals come out short: the ratio of the sum of the amounts to the sum of the exponentials.
    static double Smearing(CaseSet set, float[][] vectors, AdditiveModel model)
    {
        double truth = 0, said = 0;
        for (var i = 0; i < vectors.Length; i++)
        {
            truth += Math.Exp(set.Cases[i].Outcome);
            said += Math.Exp(model.Score(vectors[i]));
        }
        return said > 0 ? truth / said : 1;
    }
}
