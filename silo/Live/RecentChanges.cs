using TradeLive.Log;
using TradeLive.Views;

namespace TradeLive.Live;

/// <summary>The last changes of cards in log order, as many as are kept to catch a watcher up.</summary>
sealed class RecentChanges(int most)
{
    readonly (LogPosition At, Card? Before, Card Now)[] ring = new (LogPosition, Card?, Card)[most];
    long added;

    /// <summary>Every change after this position is still here.</summary>
    public LogPosition Since { get; private set; }

    long Oldest => Math.Max(0, added - most);

    public void StartAt(LogPosition position)
    {
        added = 0;
        Since = position;
    }

    public void Add(LogPosition at, Card? before, Card now)
    {
        if (added >= most) Since = ring[added % most].At;
        ring[added++ % most] = (at, before, now);
    }

    /// <summary>What changed on a board after a position and up to another, each card once: as it was before and as it is in the end.</summary>
    /// <param name="shows">Whether a card is on the board.</param>
    public IReadOnlyList<CardChange> Between(LogPosition from, LogPosition to, Func<Card, bool> shows)
    {
        var merged = new Dictionary<string, CardChange>();
        for (var i = FirstAfter(from); i < added && ring[i % most].At <= to; i++)
        {
            var (_, before, now) = ring[i % most];
            var left = before is not null && shows(before) ? before : null;
            var came = shows(now) ? now : null;
            if (merged.TryGetValue(now.Id, out var earlier)) merged[now.Id] = earlier with { Now = came };
            else if (left is not null || came is not null) merged.Add(now.Id, new(came, left));
        }
        return [.. merged.Values.Where(change => change.Now is not null || change.Before is not null)];
    }

    long FirstAfter(LogPosition position)
    {
        var (low, high) = (Oldest, added);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (ring[middle % most].At > position) high = middle;
            else low = middle + 1;
        }
        return low;
    }
}
