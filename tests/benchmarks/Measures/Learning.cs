using System.Diagnostics;
using TradeLive.Benchmarks.Peer;
using TradeLive.Learning;
using TradeLive.Models;

namespace TradeLive.Benchmarks.Measures;

/// <summary>Training and scoring of inquiries, beside ML.NET's own pipeline, engine and contributions with the same trainer on the same rows.</summary>
static class Learning
{
    const int Rows = 100_000, Singles = 20_000, Explained = 2000, Rounds = 5, Spaced = 5000, Warm = 500;

    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    static readonly string[] Words = ["source", "country", "product", "sector"];
    static readonly string[] Numbers = ["visits", "minutes", "quantity", "length"];

    public static void Tell(Report report)
    {
        var set = Inquiries();
        var (ours, seconds) = Timed(() => Learnt(set, "fastTree"));
        var (peer, peerSeconds) = Timed(() => new MlNetPeer(set));
        report.Add(new("training of trees on 100,000 rows", "s", seconds, peerSeconds, Bar: 10));
        Tell(report, "trees", set, ours, peer);
        var blend = Learnt(set, "blend");
        Tell(report, "blend", set, blend, peer);
        TellUnderTraining(report, set, blend);
    }

    // Scores come one by one with a pause between, as in serving: a loop without one would only tell how two threads share the cores.
    static void TellUnderTraining(Report report, CaseSet set, TrainedModel model)
    {
        var quiet = Apart(set, model);
        using var stop = new CancellationTokenSource();
        var training = LowPriorityThread.Run("training", () => Trained(set, stop.Token));
        var busy = Apart(set, model);
        if (training.IsCompleted) throw new InvalidOperationException("The training ended before the scoring did.");
        stop.Cancel();
        training.Wait();
        report.Add(new("single score during a training beside none, p50", "ms", At(busy, 0.5), At(quiet, 0.5)));
        report.Add(new("single score during a training beside none, p99", "ms", At(busy, 0.99), At(quiet, 0.99), Bar: 1));
    }

    /// <summary>As the server trains, over and over until it is told to stop.</summary>
    /// <returns>How many it finished.</returns>
    static int Trained(CaseSet set, CancellationToken stop)
    {
        for (var finished = 0; ; finished++)
        {
            try { new Training("win", TimeProvider.System, threads: 1).Choose(set with { Cases = [.. set.Cases.TakeLast(20_000)] }, null, stop); }
            catch (OperationCanceledException) { return finished; }
        }
    }

    static double[] Apart(CaseSet set, TrainedModel model)
    {
        var taken = new double[Spaced];
        for (var i = -Warm; i < Spaced; i++)
        {
            Thread.Sleep(Pause);
            var cells = set.Cases[i + Warm].Cells;
            var seconds = Timed(() => model.Chance(cells)).Seconds;
            if (i >= 0) taken[i] = seconds * 1000;
        }
        Array.Sort(taken);
        return taken;
    }

    static double At(double[] sorted, double share) => sorted[(int)(sorted.Length * share)];

    static void Tell(Report report, string what, CaseSet set, TrainedModel model, MlNetPeer peer)
    {
        Cell[][] cells = [.. set.Cases.Select(one => one.Cells)];
        report.Add(new($"{what}: batch scoring", "rows/s", Best(() => model.Scores(cells).Length), Best(() => peer.Scores(set)), Bar: 150_000, HigherIsBetter: true));
        report.Add(new($"{what}: single score, p99", "ms", P99(Singles, i => model.Chance(cells[i])), P99(Singles, i => peer.Chance(set.Cases[i])), Bar: 1));
        report.Add(new($"{what}: score with reasons, p99", "ms", P99(Explained, i => model.Explain(cells[i]).Base), P99(Explained, i => peer.Explain(set.Cases[i])), Bar: 3));
    }

    static TrainedModel Learnt(CaseSet set, string candidate) =>
        new Training("win", TimeProvider.System).Learn(set, new Choice(candidate, [new(candidate, [], Calibration.None, double.NaN, double.NaN, double.NaN)], default, 0), candidate);

    static (T Made, double Seconds) Timed<T>(Func<T> make)
    {
        var started = Stopwatch.GetTimestamp();
        var made = make();
        return (made, Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    static double Best(Func<int> score) => Enumerable.Range(0, Rounds).Max(_ =>
    {
        var (rows, seconds) = Timed(score);
        return rows / seconds;
    });

    static double P99(int count, Func<int, double> score)
    {
        for (var i = 0; i < count; i++) score(i);
        double[] taken = [.. Enumerable.Range(0, count).Select(i => Timed(() => score(i)).Seconds * 1000).Order()];
        return taken[(int)(count * 0.99)];
    }

    static CaseSet Inquiries()
    {
        var random = new Random(20);
        int[] sizes = [5, 60, 40, 12];
        Column[] columns = [.. Words.Select(name => new Column(name, ColumnKind.Word)), .. Numbers.Select(name => new Column(name, ColumnKind.Number))];
        return new(columns, [.. Enumerable.Range(0, Rows).Select(at =>
        {
            int[] words = [.. sizes.Select(size => (int)(size * Math.Pow(random.NextDouble(), 2)))];
            double[] numbers = [.. Numbers.Select(_ => Math.Exp(4 * random.NextDouble()))];
            var chance = 1 / (1 + Math.Exp(2 - words[0] * 0.4 + words[1] % 5 * 0.3 - words[2] % 3 * 0.3 - Math.Log(numbers[0]) * 0.3));
            return new Case([.. words.Select((word, i) => Cell.Of($"{Words[i]}{word}")), .. numbers.Select(number => Cell.Of(number))], at, random.NextDouble() < chance ? 1 : 0, Math.BitIncrement(at));
        })]);
    }
}
