namespace TradeLive.Learning;

/// <summary>From cases to a model: tries the candidates, chooses, learns from everything, calibrates by what was held out.</summary>
public sealed class Training
{
    readonly string task;
    readonly bool isChance;
    readonly Selection selection;
    readonly Func<int, IReadOnlyList<Candidate>> candidates;
    readonly TimeProvider clock;

    /// <param name="task"><c>win</c>, <c>amount</c> or <c>churn</c>.</param>
    /// <param name="threads">Cores used for trees; null for all.</param>
    public Training(string task, TimeProvider clock, int? threads = null)
    {
        (this.task, this.clock, isChance) = (task, clock, task != "amount");
        selection = new(new(threads), isChance);
        candidates = task switch { "win" => Candidates.ForChance, "churn" => Candidates.ForChurn, _ => Candidates.ForAmount };
    }

    /// <summary>Tries all and chooses; see <see cref="Selection"/>.</summary>
    public Choice Choose(CaseSet set) => selection.Choose(set, candidates);

    /// <summary>Learns from all cases as one candidate of a choice does.</summary>
    public TrainedModel Learn(CaseSet set, Choice choice, string name)
    {
        var trial = choice.Trials.First(one => one.Name == name);
        var (encoder, vectors, model) = selection.Train(set, candidates(set.Cases.Count), name);
        var scaled = isChance ? model.Scaled(trial.Calibration.Slope, trial.Calibration.Offset) : model;
        var card = new ModelCard(task, name, set.Cases.Count, set.Cases[0].At, set.Cases[^1].At, choice.HeldOut, trial.Loss, choice.Trials[0].Loss, trial.Auc, trial.Ece, clock.GetUtcNow());
        return TrainedModel.Of(encoder, vectors, scaled, isChance ? 1 : Smearing(set, vectors, scaled), card);
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
