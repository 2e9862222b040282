using TradeLive.Learning;
using TradeLive.Tables;

namespace TradeLive.Evaluation;

/// <summary>Learns from the earlier rows of a table, chooses there, and reports on the later ones.</summary>
static class TableEvaluation
{
    const int LeastRows = 20;
    const double Top = 0.2;

    public static EvaluationResult Won(TextTable text, TableWish wish, double test, TimeProvider clock)
    {
        var started = clock.GetTimestamp();
        var table = CaseTable.Won(text, wish, test);
        var (earlier, later) = Split(table.Set, test);
        if (earlier.Wins is var wins && (wins == 0 || wins == earlier.Cases.Count)) throw new BadTableException("All earlier rows came out alike: there is nothing to learn from.");
        var training = new Training("win", clock);
        var choice = training.Choose(earlier);
        var model = training.Learn(earlier, choice, choice.Chosen);
        double[] chances = [.. later.Select(one => model.Chance(one.Cells))], outcomes = Outcomes(later);
        double[] worth = table.WorthKnown ? [.. later.Select(one => one.Worth)] : outcomes;
        double[] value = table.WorthKnown && AmountModel(earlier, clock) is { } amounts ? [.. later.Select((one, i) => chances[i] * amounts.Amount(one.Cells))] : chances;
        return Figures("win", table.Set.Cases.Count, choice, chances, outcomes, value, worth) with
        {
            Peers = new(Peer(Candidates.NaiveBayes), null, Peer(Candidates.Prior)),
            ValueTop20By = Captured(worth, ("arrival", [.. later.Select((_, i) => -(double)i)]), ("chance", chances)),
            Notes = table.Notes,
            Seconds = clock.GetElapsedTime(started).TotalSeconds,
        };

        PeerFigures Peer(string name)
        {
            var peer = training.Learn(earlier, choice, name);
            double[] said = [.. later.Select(one => peer.Chance(one.Cells))];
            return new(Finite(Metrics.Auc(said, outcomes)), Metrics.LogLoss(said, outcomes));
        }
    }

    // What won inquiries like it came to.
    static TrainedModel? AmountModel(CaseSet earlier, TimeProvider clock)
    {
        var won = earlier with { Cases = [.. earlier.Cases.Where(one => one.Worth > 0).Select(one => one with { Outcome = Math.Log(one.Worth) })] };
        if (won.Cases.Count < LeastRows) return null;
        var training = new Training("amount", clock);
        var choice = training.Choose(won);
        return training.Learn(won, choice, choice.Chosen);
    }

    public static EvaluationResult Amounts(TextTable text, TableWish wish, double test, TimeProvider clock)
    {
        var started = clock.GetTimestamp();
        var table = CaseTable.Amounts(text, wish);
        var (earlier, later) = Split(table.Set, test);
        var training = new Training("amount", clock);
        var choice = training.Choose(earlier);
        var model = training.Learn(earlier, choice, choice.Chosen);
        double[] scores = [.. later.Select(one => model.Score(one.Cells))], truth = [.. later.Select(one => one.Worth)];
        return new("amount", table.Set.Cases.Count, later.Count, choice.Chosen, null, null, null, null, null, null, null,
            Finite(Metrics.Captured(scores, truth, Top)), Metrics.Rmsle([.. scores.Select(Math.Exp)], truth), Finite(Metrics.Spearman(scores, truth)), new(null, null, null), 0)
        {
            ValueTop20By = Captured(truth, ("arrival", [.. later.Select((_, i) => -(double)i)])),
            Notes = table.Notes,
            Trials = choice.Trials,
            Gain = Gains(scores, truth),
            Seconds = clock.GetElapsedTime(started).TotalSeconds,
        };
    }

    public static EvaluationResult Figures(string task, int rows, Choice choice, double[] chances, double[] outcomes, double[] value, double[] worth) => new(
        task, rows, outcomes.Length, choice.Chosen, Finite(Metrics.Auc(chances, outcomes)), Finite(Metrics.PrAuc(chances, outcomes)), Metrics.LogLoss(chances, outcomes),
        Metrics.Brier(chances, outcomes), Metrics.Ece(chances, outcomes), Finite(Metrics.Lift(chances, outcomes, 0.1)), Finite(Metrics.Lift(chances, outcomes, 0.2)),
        Finite(Metrics.Captured(value, worth, Top)), null, null, new(null, null, null), 0)
    {
        Trials = choice.Trials,
        Reliability = Metrics.Reliability(chances, outcomes),
        Gain = Gains(value, worth),
    };

    /// <summary>Share of the value in the first fifth by each ranking; none where there is no value.</summary>
    public static Dictionary<string, double> Captured(double[] worth, params IEnumerable<(string By, double[] Scores)> rankings) =>
        rankings.Select(one => (one.By, Share: Metrics.Captured(one.Scores, worth, Top))).Where(one => double.IsFinite(one.Share)).ToDictionary(one => one.By, one => one.Share);

    static double[] Gains(double[] scores, double[] worth) => [.. Enumerable.Range(0, 21).Select(step => step == 0 ? 0 : Metrics.Captured(scores, worth, step / 20.0))];

    static (CaseSet Earlier, List<Case> Later) Split(CaseSet set, double test)
    {
        var cut = CaseTable.Earlier(set.Cases.Count, test);
        if (cut < LeastRows || set.Cases.Count - cut < LeastRows)
            throw new BadTableException($"{set.Cases.Count} usable rows are too few: {LeastRows} are needed to learn from and {LeastRows} to report on.");
        return (set.Slice(..cut), [.. set.Cases.Skip(cut)]);
    }

    public static double[] Outcomes(IReadOnlyList<Case> cases) => [.. cases.Select(one => one.Outcome)];

    public static double? Finite(double number) => double.IsFinite(number) ? number : null;
}
