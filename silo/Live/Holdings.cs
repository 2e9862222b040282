using TradeLive.Views;

namespace TradeLive.Live;

/// <summary>Which open inquiries each rep owns or is offered, and which lie in a team's pool.</summary>
sealed class Holdings
{
    readonly Dictionary<string, HashSet<string>> held = [], pools = [];

    public IReadOnlyCollection<string> Of(string rep) => held.GetValueOrDefault(rep) ?? [];

    public IReadOnlyCollection<string> PoolOf(string team) => pools.GetValueOrDefault(team) ?? [];

    public void Replace(Card? before, Card? now)
    {
        if (before is not null && Place(before) is { } left) left.Set[left.Key].Remove(before.Id);
        if (now is null || Place(now) is not { } place) return;
        if (!place.Set.TryGetValue(place.Key, out var ids)) place.Set.Add(place.Key, ids = []);
        ids.Add(now.Id);
    }

    (Dictionary<string, HashSet<string>> Set, string Key)? Place(Card card) => card switch
    {
        { IsClosed: true } => null,
        { Owner: { } owner } => (held, owner),
        { OfferedTo: { } offered } => (held, offered),
        { Team: { } team } => (pools, team),
        _ => null,
    };
}
