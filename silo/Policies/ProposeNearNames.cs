using System.Collections.Concurrent;
using TradeLive.Customers;
using TradeLive.Log;
using TradeLive.ReadModel;

namespace TradeLive.Policies;

/// <summary>Opened → it and the customers of nearly the same name are proposed to each other as the same, for a person to decide.</summary>
sealed class ProposeNearNames(IGrainFactory grains, ReadTables tables) : IPolicy
{
    /// <summary>A word that more customers than this begin with tells nothing.</summary>
    const int MostAlike = 100;

    // Names only come to a word, so that what told nothing once need not be looked up again.
    readonly ConcurrentDictionary<string, bool> common = new(StringComparer.Ordinal);

    public async Task React(LogEntry entry)
    {
        if (entry.Event is not CustomerOpened opened || NameLikeness.Words(opened.Name) is not [var first, ..] || common.ContainsKey(first)) return;
        var others = tables.Read(context => context.Customers
            .Where(row => row.NameKey == first && row.Id != entry.Key).Select(row => new { row.Id, row.Name }).Take(MostAlike + 1).ToList());
        if (others.Count > MostAlike)
        {
            common.TryAdd(first, true);
            return;
        }
        foreach (var other in others)
            if (NameLikeness.Of(opened.Name, other.Name) is >= NameLikeness.Near and var likeness)
            {
                await Propose(entry.Key, other.Id, other.Name, likeness, entry);
                await Propose(other.Id, entry.Key, opened.Name, likeness, entry);
            }
    }

    async Task Propose(string to, string other, string name, double likeness, LogEntry entry) =>
        await grains.GetGrain<ICustomerGrain>(to).ProposeMatch(new(Caller.Policy($"{entry.Position}:{other}"), new(new(other), name, Math.Round(likeness, 2))));
}
