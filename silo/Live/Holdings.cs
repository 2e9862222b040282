using TradeLive.Views;

namespace TradeLive.Live;

/// <summary>Which open inquiries each rep owns or is offered, and which lie in a team's pool.</summary>
sealed class Holdings
{
    const string NoTeam = "";

    readonly Dictionary<string, HashSet<string>> held = [], pools = [];

    public IReadOnlyCollection<string> Of(string rep) => held.GetValueOrDefault(rep) ?? [];

    /// <param name="team">Null for those that came before there was a team.</param>
    public IReadOnlyCollection<string> PoolOf(string? team) => pools.GetValueOrDefault(team ?? NoTeam) ?? [];

    /// <summary>Teams in whose pool something lies; null for none.</summary>
    public IEnumerable<string?> Pools => pools.Where(pool => pool.Value.Count > 0).Select(pool => pool.Key == NoTeam ? null : pool.Key);

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
        _ => (pools, card.Team ?? NoTeam),
    };
}
