using TradeLive.Churn;
using TradeLive.Learning;
using TradeLive.Tables;

namespace TradeLive.Evaluation;

/// <summary>Learns from earlier days of a list of orders and reports on what followed a later one.</summary>
static class ChurnEvaluation
{
    const double Top = 0.2;

    /// <param name="cutoff">Day reported at, in days since the year 1.</param>
    /// <exception cref="BadTableException">There is too little before the day, or nothing after it.</exception>
    public static EvaluationResult Run(TextTable text, OrderWish wish, double cutoff, double horizon, TimeProvider clock)
    {
        var started = clock.GetTimestamp();
        var history = OrderHistory.Read(text, wish);
        var (set, later) = Cases(history, cutoff, horizon);
        var training = new Training("churn", clock);
        var choice = training.Choose(set);
        var model = training.Learn(set, choice, choice.Chosen);
        double[] risks = [.. later.Select(one => model.Chance(one.Cells))], outcomes = TableEvaluation.Outcomes(later), spend = [.. later.Select(one => one.Worth)];
        var rankings = Rankings(set, later, risks, clock);
        var ranking = Best(set, clock, training, choice);
        return TableEvaluation.Figures("churn", set.Cases.Count + later.Count, choice, risks, outcomes, rankings[ranking], spend) with
        {
            Peers = new(Peer(Candidates.NaiveBayes), Peer(Candidates.Rfm), Peer(Candidates.Prior)),
            ValueTop20By = TableEvaluation.Captured(spend, rankings.Select(one => (one.Key, one.Value))),
            Notes = history.Notes,
            Seconds = clock.GetElapsedTime(started).TotalSeconds,
        };

        PeerFigures Peer(string name)
        {
            var peer = training.Learn(set, choice, name);
            double[] said = [.. later.Select(one => peer.Chance(one.Cells))];
            return new(TableEvaluation.Finite(Metrics.Auc(said, outcomes)), Metrics.LogLoss(said, outcomes));
        }
    }

    static (CaseSet Set, List<Case> Later) Cases(OrderHistory history, double cutoff, double horizon)
    {
        if (cutoff + horizon > history.LastDay + 1)
            throw new BadTableException($"The orders end on {Day(history.LastDay)}, so that nobody knows yet who ordered in the {horizon:0} days after {Day(cutoff)}.");
        var set = new CaseSet(ChurnCases.Columns(history), [.. ChurnCases.Cutoffs(history, cutoff, horizon).SelectMany(day => ChurnCases.At(history, day, horizon))]);
        var later = ChurnCases.At(history, cutoff, horizon).ToList();
        return set.Cases.Count < 20 || later.Count < 20
            ? throw new BadTableException($"There are too few customers before {Day(cutoff)} and {horizon:0} days earlier, which is what can be learnt from.")
            : (set, later);
    }

    // Three ways to say what is worth keeping: what was spent, what is likely to be spent again, what such customers spent next.
    static Dictionary<string, double[]> Rankings(CaseSet set, IReadOnlyList<Case> judged, double[] risks, TimeProvider clock)
    {
        var columns = set.Columns.Select(column => column.Name).ToList();
        var (spent, mean) = (columns.IndexOf("spend"), columns.IndexOf(ChurnCases.Monetary));
        var training = new Training("amount", clock);
        var spending = set with { Cases = [.. set.Cases.Select(one => one with { Outcome = Math.Log(1 + one.Worth) })] };
        var choice = new Choice(Candidates.FastTreeSmall, [new(Candidates.FastTreeSmall, [], Calibration.None, double.NaN, double.NaN, double.NaN)], default, 0);
        var next = training.Learn(spending, choice, choice.Chosen);
        double[] expected = [.. judged.Select(one => next.Score(one.Cells))];
        return new()
        {
            ["pastSpend"] = [.. judged.Select(one => one.Cells[spent].Number)],
            ["likelySpend"] = [.. judged.Select((one, i) => (1 - risks[i]) * Math.Exp(one.Cells[mean].Number))],
            ["nextSpend"] = expected,
            ["spend"] = [.. Metrics.Ranks(expected).Zip(Metrics.Ranks([.. judged.Select(one => one.Cells[spent].Number)]), (one, other) => one + other)],
        };
    }

    // Which of them held most a horizon earlier, when half of the customers were left out.
    static string Best(CaseSet set, TimeProvider clock, Training training, Choice choice)
    {
        var latest = set.Cases.Max(one => one.At);
        var (learnt, judged) = (set with { Cases = [.. set.Cases.Where(one => !Odd(one))] }, set.Cases.Where(one => Odd(one) && one.At == latest).ToList());
        if (learnt.Cases.Count < 20 || judged.Count < 20) return "pastSpend";
        var model = training.Learn(learnt, choice, choice.Chosen);
        double[] spend = [.. judged.Select(one => one.Worth)];
        return Rankings(learnt, judged, [.. judged.Select(one => model.Chance(one.Cells))], clock).MaxBy(one => Metrics.Captured(one.Value, spend, Top)).Key;
    }

    static bool Odd(Case one) => (one.Group ?? "").Sum(letter => letter) % 2 == 1;

    static string Day(double day) => DateTime.MinValue.AddDays(day).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
