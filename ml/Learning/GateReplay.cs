namespace TradeLive.Learning;

/// <summary>What the champion would have said, had it been asked at a cut-off.</summary>
/// <param name="Retrained">At a cut-off: the candidate as which it is to learn from what was known by then, where it is younger itself; null where its own answers count.</param>
/// <param name="Say">At a cut-off, given what was learnt so (null where nothing was) and the places of cases in the set: chances or logs of amounts, in their order.</param>
public sealed record Champion(Func<double, string?> Retrained, Func<double, TrainedModel?, IReadOnlyList<int>, IReadOnlyList<double>> Say);

/// <summary>The windows of a replay, and what simple ways of learning said of the same cases.</summary>
public sealed record Replayed(IReadOnlyList<GateWindow> Windows, IReadOnlyList<int> Judged, IReadOnlyDictionary<string, IReadOnlyList<double>> Peers);

/// <summary>Trains at several moments of the past on what was known by then, and has what came next judged.</summary>
public sealed class GateReplay(string task, Training training)
{
    const int LeastLearnt = 20;

    /// <summary>Shares of the cases at which the windows begin.</summary>
    static readonly double[] Starts = [0.55, 0.7, 0.85, 1];

    readonly bool isChance = task != "amount";

    /// <param name="set">In the order in which the cases came.</param>
    /// <param name="candidate">The challenger's way of learning.</param>
    /// <param name="peers">Other ways of learning that are shown beside.</param>
    /// <param name="atWindow">Told before each window.</param>
    /// <exception cref="OperationCanceledException">It was called off.</exception>
    public Replayed Run(CaseSet set, string candidate, IReadOnlyList<string> peers, Champion champion, Action<int> atWindow, CancellationToken stop = default)
    {
        var (windows, all) = (new List<GateWindow>(), new List<int>());
        var said = peers.ToDictionary(name => name, _ => new List<double>());
        foreach (var (index, places) in Windows(set).Index())
        {
            atWindow(index);
            var cutoff = set.Cases[places[0]].At;
            var known = set.KnownBy(cutoff);
            if (known.Cases.Count < LeastLearnt || isChance && (known.Wins == 0 || known.Wins == known.Cases.Count)) continue;
            var again = champion.Retrained(cutoff);
            var learnt = training.LearnAs(known, [candidate, .. peers, .. again is null ? Array.Empty<string>() : [again]], stop);
            if (learnt.GetValueOrDefault(candidate) is not { } challenger) continue;
            windows.Add(new(
                [.. places.Select(place => Say(challenger, set.Cases[place].Cells))], champion.Say(cutoff, again is null ? null : learnt.GetValueOrDefault(again), places),
                [.. places.Select(place => set.Cases[place].Outcome)], [.. places.Select(place => set.Cases[place].Group ?? $"#{place}")]));
            all.AddRange(places);
            foreach (var name in peers)
                if (learnt.GetValueOrDefault(name) is { } peer) said[name].AddRange(places.Select(place => Say(peer, set.Cases[place].Cells)));
        }
        return new(windows, all, said.Where(one => one.Value.Count == all.Count).ToDictionary(one => one.Key, one => (IReadOnlyList<double>)one.Value));
    }

    /// <summary>A chance, or the log of an amount.</summary>
    public double Say(TrainedModel model, Cell[] cells) => isChance ? model.Chance(cells) : model.Score(cells);

    // Where all cases of a moment are of different customers, the latest moments; else equal parts of the newest.
    static IEnumerable<IReadOnlyList<int>> Windows(CaseSet set)
    {
        var moments = set.Cases.Select(one => one.At).Distinct().Order().ToList();
        if (moments.Count * 10 < set.Cases.Count && set.Cases.Any(one => one.Group is not null))
            return moments.TakeLast(Gate.LeastWindows).Select(moment => (IReadOnlyList<int>)[.. Enumerable.Range(0, set.Cases.Count).Where(place => set.Cases[place].At == moment)]);
        return Starts.Zip(Starts.Skip(1), (from, to) => (IReadOnlyList<int>)[.. Enumerable.Range(0, set.Cases.Count).Take((int)(from * set.Cases.Count)..(int)(to * set.Cases.Count))])
            .Where(places => places.Count > 0);
    }
}
