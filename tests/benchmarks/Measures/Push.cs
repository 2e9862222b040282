using TradeLive.Benchmarks.Load;

namespace TradeLive.Benchmarks.Measures;

/// <summary>From the start of a move's request to its receipt by each watcher of the one board.</summary>
static class Push
{
    static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3), Duration = TimeSpan.FromSeconds(10);
    static readonly string[] Stages = ["New", "Contacted"];

    public sealed record Result(double P50, double P99, double Received);

    /// <param name="cards">Inquiries at stage New to move to and fro; left at stage New.</param>
    public static async Task<Result> Run(Target target, IReadOnlyList<string> cards, int watching, int perSecond)
    {
        await using var watchers = await Watchers.Connect(target, watching, cards);
        var passes = new int[cards.Count];
        Task Move(int n)
        {
            var card = n % cards.Count;
            var (from, to) = (Stages[passes[card] % 2], Stages[(passes[card] + 1) % 2]);
            passes[card]++;
            watchers.Expect(cards[card], to);
            return target.Move(cards[card], from, to);
        }
        await Clients.AtRate(perSecond, WarmUp, Move);
        await Task.Delay(500);
        watchers.Receipts.Clear();
        var sent = (int)(perSecond * Duration.TotalSeconds);
        var offset = (int)(perSecond * WarmUp.TotalSeconds);
        await Clients.AtRate(perSecond, Duration, n => Move(n + offset));
        await Task.Delay(2000);
        var receipts = watchers.Receipts;
        var result = new Result(receipts.At(0.5), receipts.At(0.99), (double)receipts.Count / ((double)sent * watching));
        for (var i = 0; i < cards.Count; i++)
            if (passes[i] % 2 == 1) await target.Move(cards[i], Stages[1], Stages[0]);
        return result;
    }

    public static void Tell(Report report, int watching, int perSecond, Result ours, Result peer)
    {
        var (p50, p99) = (watching, perSecond) switch { (1000, 50) => (40.0, 150.0), (100, 50) => (double.NaN, 60.0), _ => (double.NaN, double.NaN) };
        var what = $"push to {watching} watchers at {perSecond}/s";
        report.Add(new($"{what}, p50", "ms", ours.P50, peer.P50, Bar(p50)));
        report.Add(new($"{what}, p99", "ms", ours.P99, peer.P99, Bar(p99)));
        report.Add(new($"{what}, received", "of 1", ours.Received, peer.Received, 1, HigherIsBetter: true));
    }

    static double? Bar(double value) => double.IsNaN(value) ? null : value;
}
