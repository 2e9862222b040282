using System.Diagnostics;
using TradeLive.Benchmarks.Peer;
using TradeLive.Learning;

namespace TradeLive.Benchmarks.Measures;

/// <summary>Training and scoring of inquiries, beside ML.NET's own pipeline, engine and contributions with the same trainer on the same rows.</summary>
static class Learning
{
    const int Rows = 100_000, Singles = 20_000, Explained = 2000, Rounds = 5;

    static readonly string[] Words = ["source", "country", "product", "sector"];
    static readonly string[] Numbers = ["visits", "minutes", "quantity", "length"];

    public static void Tell(Report report)
    {
        var set = Inquiries();
        var (ours, seconds) = Timed(() => Learnt(set, "fastTree"));
        var (peer, peerSeconds) = Timed(() => new MlNetPeer(set));
        report.Add(new("training of trees on 100,000 rows", "s", seconds, peerSeconds, Bar: 10));
        Tell(report, "trees", set, ours, peer);
        Tell(report, "blend", set, Learnt(set, "blend"), peer);
    }

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
