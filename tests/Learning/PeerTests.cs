using TradeLive.Churn;
using TradeLive.Learning;

namespace TradeLive.Tests.Learning;

/// <summary>Whatever the table: what is chosen is not surely worse, on later cases, than the simple rules that compete with it.</summary>
public sealed class PeerTests
{
    const int Draws = 400;

    /// <summary>Log-loss that nobody would notice.</summary>
    const double Slight = 0.002;

    public static TheoryData<string> Kinds => [.. MadeTables.Names];

    [Theory, MemberData(nameof(Kinds))]
    public void What_is_chosen_is_not_surely_worse_than_naive_Bayes_and_shrunk_rates(string kind)
    {
        var (set, later) = MadeTables.Of(kind, 1);

        NoneIsSurelyBetter("win", set, later, Candidates.NaiveBayes, Candidates.ShrunkRates);
    }

    [Theory]
    [InlineData(1), InlineData(2)]
    public void Who_leaves_is_told_no_worse_than_by_RFM_and_BG_NBD(int seed)
    {
        const double Horizon = 45, Cutoff = 300;
        var history = Orders(400, seed);
        var set = new CaseSet(ChurnCases.Columns(history), [.. ChurnCases.Cutoffs(history, Cutoff, Horizon).TakeLast(4).SelectMany(day => ChurnCases.At(history, day, Horizon))]);

        NoneIsSurelyBetter("churn", set, [.. ChurnCases.At(history, Cutoff, Horizon)], Candidates.Rfm, Candidates.BgNbd, Candidates.NaiveBayes);
    }

    /// <summary>Customers who come over the first two hundred days, order each at a pace of their own, and stay away for good after any order.</summary>
    static OrderHistory Orders(int customers, int seed)
    {
        var random = new Random(seed);
        double Wait(double mean) => -mean * Math.Log(1 - random.NextDouble());
        return new(Enumerable.Range(0, customers).ToDictionary(i => $"c{i}", _ =>
        {
            var (pace, leaves, orders) = (8 + Wait(35), 0.05 + 0.2 * random.NextDouble(), new List<PastOrder>());
            for (var day = 200 * random.NextDouble(); day < 360; day += 1 + Wait(pace))
            {
                orders.Add(new(day, 20 + Wait(80), false, []));
                if (random.NextDouble() < leaves) break;
            }
            return orders.ToArray();
        }), [], []);
    }

    static void NoneIsSurelyBetter(string task, CaseSet set, IReadOnlyList<Case> later, params string[] peers)
    {
        var training = new Training(task, TimeProvider.System, 1);
        var choice = training.Choose(set);
        double[] ours = Chances(training.Learn(set, choice, choice.Chosen), later), outcomes = [.. later.Select(one => one.Outcome)];
        foreach (var name in peers)
        {
            var theirs = Chances(training.Learn(set, choice, name), later);
            var loss = Interval.Of([.. outcomes.Select((outcome, i) => Metrics.LogLoss(ours[i], outcome) - Metrics.LogLoss(theirs[i], outcome))]);
            var (low, high) = AucGain(ours, theirs, outcomes);

            Assert.True(loss.Low <= Slight, $"{choice.Chosen} loses {loss.Low:0.0000} to {loss.High:0.0000} more than {name}");
            Assert.True(high >= 0, $"{choice.Chosen} ranks by {low:0.0000} to {high:0.0000} better than {name}");
        }
    }

    static double[] Chances(TrainedModel model, IReadOnlyList<Case> cases) => [.. cases.Select(one => model.Chance(one.Cells))];

    static (double Low, double High) AucGain(double[] ours, double[] theirs, double[] outcomes)
    {
        var random = new Random(5);
        var gains = Enumerable.Range(0, Draws).Select(_ =>
        {
            int[] drawn = [.. outcomes.Select(_ => random.Next(outcomes.Length))];
            double[] came = [.. drawn.Select(i => outcomes[i])];
            return Metrics.Auc([.. drawn.Select(i => ours[i])], came) - Metrics.Auc([.. drawn.Select(i => theirs[i])], came);
        }).Order().ToList();
        return (gains[(int)(Draws * 0.025)], gains[(int)(Draws * 0.975)]);
    }
}
