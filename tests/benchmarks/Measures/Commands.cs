using TradeLive.Benchmarks.Load;

namespace TradeLive.Benchmarks.Measures;

/// <summary>Creating and moving inquiries, by one client and by 32.</summary>
static class Commands
{
    public const int Many = 32;

    static readonly string[] Stages = ["New", "Contacted", "Qualified", "Quoted", "Negotiating"];

    public sealed record Result(Throughput CreateOne, Throughput CreateMany, Throughput MoveOne, Throughput MoveMany);

    public static async Task<Result> Run(Target target)
    {
        var createOne = await Clients.Run(1, (client, n) => target.Create($"c1-{client}-{n}"));
        await target.Settled();
        var createMany = await Clients.Run(Many, (client, n) => target.Create($"c32-{client}-{n}"));
        await target.Settled();
        var own = await Task.WhenAll(Enumerable.Range(0, Many).Select(i => target.Create($"own-{i}")));
        await target.Settled();
        var moveOne = await Clients.Run(1, (_, n) => target.Move(own[0], Stages[n % Stages.Length], Stages[(n + 1) % Stages.Length]));
        var rest = own[1..];
        var others = await Task.WhenAll(Enumerable.Range(0, Many).Select(i => target.Create($"other-{i}")));
        await target.Settled();
        var moveMany = await Clients.Run(Many, (client, n) => target.Move(others[client], Stages[n % Stages.Length], Stages[(n + 1) % Stages.Length]));
        return new(createOne, createMany, moveOne, moveMany);
    }

    public static void Tell(Report report, Result ours, Result? peer)
    {
        report.Add(new("create, 1 client", "/s", ours.CreateOne.PerSecond, peer?.CreateOne.PerSecond, HigherIsBetter: true));
        report.Add(new("create, 1 client, p50", "ms", ours.CreateOne.P50, peer?.CreateOne.P50));
        report.Add(new("create, 32 clients", "/s", ours.CreateMany.PerSecond, peer?.CreateMany.PerSecond, HigherIsBetter: true));
        report.Add(new("create, 32 clients, p99", "ms", ours.CreateMany.P99, peer?.CreateMany.P99));
        report.Add(new("stage move, 1 client", "/s", ours.MoveOne.PerSecond, peer?.MoveOne.PerSecond, HigherIsBetter: true));
        report.Add(new("stage move, 1 client, p50", "ms", ours.MoveOne.P50, peer?.MoveOne.P50, Bar: 5));
        report.Add(new("stage move, 1 client, p99", "ms", ours.MoveOne.P99, peer?.MoveOne.P99));
        report.Add(new("stage move, 32 clients", "/s", ours.MoveMany.PerSecond, peer?.MoveMany.PerSecond, Bar: Math.Max(1500, 0.6 * (peer?.MoveMany.PerSecond ?? 0)), HigherIsBetter: true));
        report.Add(new("stage move, 32 clients, p99", "ms", ours.MoveMany.P99, peer?.MoveMany.P99));
    }
}
