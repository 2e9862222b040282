using TradeLive.Learning;
using TradeLive.Scoring;

namespace TradeLive.Models;

/// <summary>The figures on a model's card, all on the rows by which the gate judged.</summary>
static class ModelFiguresOf
{
    const int Steps = 20;

    public static ModelFigures Replay(string task, Replayed replayed, GateVerdict verdict, TrainingGround ground)
    {
        var isChance = task != ModelTasks.Amount;
        List<double> said = [.. replayed.Windows.SelectMany(window => window.Challenger)], before = [.. replayed.Windows.SelectMany(window => window.Champion)];
        List<double> outcomes = [.. replayed.Windows.SelectMany(window => window.Outcomes)];
        if (outcomes.Count == 0) return new(0, 0, null, null, null, [], [], []);
        CandidateFigures Of(string name, IReadOnlyList<double> answers) => new(
            name, Round(answers.Select((answer, i) => Gate.Loss(answer, outcomes[i], isChance)).Average()) ?? 0, isChance ? Round(Metrics.Auc(answers, outcomes)) : Round(Metrics.Spearman(answers, outcomes)),
            isChance ? Round(Metrics.Ece(answers, outcomes)) : null);
        var own = Of("", said);
        // What a queue in this order gains: value for inquiries, those who left for customers.
        var worth = replayed.Judged.Select(place => task == ModelTasks.Churn ? ground.Set.Cases[place].Outcome : ground.Set.Cases[place].Worth).ToList();
        return new(
            outcomes.Count, own.Loss, own.Auc, own.Ece, Round(verdict.Slope), [Of("champion", before), .. replayed.Peers.Select(peer => Of(peer.Key, peer.Value))],
            isChance ? [.. Metrics.Reliability(said, outcomes).Select(bin => new ReliabilityPoint(bin.Count, bin.Said, bin.True))] : [],
            worth.Sum() > 0 ? [.. Enumerable.Range(0, Steps + 1).Select(step => step == 0 ? 0 : Metrics.Captured(said, worth, step / (double)Steps))] : [],
            Months(replayed.Judged.Select((place, i) => (ground.Set.Cases[place], said[i])), isChance));
    }

    /// <summary>What was said of cases and what came true, by the month in which the outcome was known, the earliest first.</summary>
    /// <param name="said">Chances, or logs of amounts.</param>
    public static IReadOnlyList<CalibrationMonth> Months(IEnumerable<(Case Case, double Said)> said, bool isChance)
    {
        return [.. Drift.ByMonth(said.Where(one => Days.At(one.Case.KnownAt) is not null).Select(one => (Days.At(one.Case.KnownAt)!.Value, one.Said, one.Case.Outcome)))
            .Select(month => new CalibrationMonth(month.Month, month.Count, Plain(month.Said, isChance), Plain(month.True, isChance)))];
    }

    /// <summary>A chance as it is; the amount whose log it is.</summary>
    public static double Plain(double mean, bool isChance) => Round(isChance ? mean : Math.Exp(mean)) ?? 0;

    /// <summary>Two accounts of different cases as one.</summary>
    public static IReadOnlyList<CalibrationMonth> Together(IEnumerable<CalibrationMonth> one, IEnumerable<CalibrationMonth> other, bool isChance) =>
        [.. one.Concat(other).GroupBy(month => month.Month).OrderBy(month => month.Key, StringComparer.Ordinal).Select(month => new CalibrationMonth(
            month.Key, month.Sum(part => part.Count), Mean(month, part => part.Said, isChance), Mean(month, part => part.True, isChance)))];

    static double Mean(IEnumerable<CalibrationMonth> parts, Func<CalibrationMonth, double> of, bool isChance)
    {
        var mean = parts.Sum(part => part.Count * (isChance ? of(part) : Math.Log(Math.Max(of(part), 1e-4)))) / Math.Max(1, parts.Sum(part => part.Count));
        return Plain(mean, isChance);
    }

    static double? Round(double number) => double.IsFinite(number) ? Math.Round(number, 4) : null;
}
