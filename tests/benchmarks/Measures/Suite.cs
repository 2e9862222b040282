using System.Diagnostics;
using TradeLive.Benchmarks.Load;

namespace TradeLive.Benchmarks.Measures;

/// <summary>All measures, one after the other, each server alone on the machine while it is measured.</summary>
static class Suite
{
    static readonly (int Watching, int PerSecond)[] Pushes = [(100, 50), (100, 200), (1000, 50), (1000, 200)];

    public static async Task<Report> Run(string[]? only, bool alone)
    {
        var report = new Report();
        bool Wanted(string name) => only is null || only.Contains(name);
        Console.WriteLine($"{Environment.ProcessorCount} cores; the disk makes {Disk.SyncsPerSecond():N0} synced commits a second; the load is made on the same machine");
        var peer = await BetterPeer(Wanted("commands") && !alone);
        Report.Head();
        if (Wanted("commands")) await Measure(report, peer);
        if (Wanted("push")) await MeasurePush(report, peer.Kind);
        if (Wanted("boards")) await MeasureBoards(report, peer.Kind);
        if (Wanted("import")) await MeasureImport(report, peer.Kind);
        if (Wanted("learning")) Learning.Tell(report);
        return report;
    }

    /// <summary>The peer on each database; the one that moves more at 32 clients is compared with.</summary>
    static async Task<(string Kind, Commands.Result? Result)> BetterPeer(bool measure)
    {
        if (!measure) return ("sqlite", null);
        var results = new List<(string Kind, Commands.Result? Result)>();
        foreach (var kind in (string[])["sqlite", "postgres"])
        {
            await using var target = await PeerTarget.Start(kind);
            results.Add((kind, await Commands.Run(target)));
            Console.WriteLine($"peer on {kind}: {results[^1].Result!.MoveMany.PerSecond:N0} moves/s at {Commands.Many} clients");
        }
        return results.MaxBy(result => result.Result!.MoveMany.PerSecond);
    }

    static async Task Measure(Report report, (string Kind, Commands.Result? Result) peer)
    {
        await using var target = await TradeLiveTarget.Start();
        Commands.Tell(report, await Commands.Run(target), peer.Result);
    }

    static async Task MeasurePush(Report report, string kind)
    {
        var peers = new List<Push.Result>();
        await using (var target = await PeerTarget.Start(kind))
            foreach (var (watching, perSecond) in Pushes) peers.Add(await PushTo(target, watching, perSecond));
        await using var ours = await TradeLiveTarget.Start();
        foreach (var (push, peer) in Pushes.Zip(peers)) Push.Tell(report, push.Watching, push.PerSecond, await PushTo(ours, push.Watching, push.PerSecond), peer);
        report.Add(new("memory after that, 1,000 watchers served", "MB", ours.Memory));
    }

    static async Task<Push.Result> PushTo(Target target, int watching, int perSecond)
    {
        var cards = await Task.WhenAll(Enumerable.Range(0, 600).Select(i => target.Create($"push-{watching}-{perSecond}-{i}")));
        await target.Settled();
        return await Push.Run(target, cards, watching, perSecond);
    }

    static async Task MeasureBoards(Report report, string kind)
    {
        await using var peer = await PeerTarget.Start(kind);
        await using var ours = await TradeLiveTarget.Start();
        report.Add(new("memory, empty", "MB", ours.Memory, peer.Memory));
        var before = 0;
        foreach (var cards in (int[])[1000, 20_000])
        {
            await peer.Fill(before, cards);
            await ours.Fill(before, cards);
            before = cards;
            report.Add(new($"board of {cards:N0} cards, answer p50", "ms", await Boards.Answer(ours), await Boards.Answer(peer)));
            var (shown, live) = await Boards.InBrowser(ours);
            report.Add(new($"board of {cards:N0} cards, sign-in to cards", "s", shown));
            report.Add(new($"board of {cards:N0} cards, sign-in to live", "s", live, Bar: cards == 20_000 ? 2 : null));
        }
        report.Add(new("memory, 20,000 cards", "MB", ours.Memory, peer.Memory));
        await ours.Running.Kill();
        var started = Stopwatch.GetTimestamp();
        await ours.Running.Start();
        report.Add(new("start with 20,000 inquiries to ready", "s", Stopwatch.GetElapsedTime(started).TotalSeconds, Bar: 10));
    }

    static async Task MeasureImport(Report report, string kind)
    {
        const int Rows = 10_000;
        await using var peer = await PeerTarget.Start(kind);
        var bare = await Imports.RunPeer(peer, Rows);
        await using var ours = await TradeLiveTarget.Start();
        var (takenIn, routed) = await Imports.Run(ours, Rows);
        report.Add(new("import of 10,000 rows, taken in", "s", takenIn));
        report.Add(new("import of 10,000 rows, scored and routed", "s", routed, bare, Bar: 15));
        report.Add(new("memory after that", "MB", ours.Memory));
    }
}
