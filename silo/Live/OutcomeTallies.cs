using TradeLive.Scoring;
using TradeLive.Views;

namespace TradeLive.Live;

/// <summary>Outcomes of closed inquiries by what they share; see <see cref="IOutcomeHistory"/>.</summary>
sealed class OutcomeTallies : IOutcomeHistory
{
    readonly Dictionary<string, OutcomeTally> tallies = new(StringComparer.Ordinal);
    OutcomeTallies? copy;

    public OutcomeTally this[string key] => tallies.GetValueOrDefault(key);

    public void Replace(Card? before, Card? now)
    {
        if (before?.Stage == now?.Stage && before?.WonValue == now?.WonValue) return;
        if (before is { IsClosed: true }) Count(before, -1);
        if (now is { IsClosed: true }) Count(now, 1);
    }

    /// <summary>The tallies as they are now, which later outcomes do not change. The same until there is one.</summary>
    public OutcomeTallies Copy()
    {
        if (copy is not null) return copy;
        copy = new();
        foreach (var (key, tally) in tallies) copy.tallies.Add(key, tally);
        return copy;
    }

    void Count(Card card, int sign)
    {
        copy = null;
        var won = card.Stage == Stage.Won;
        foreach (var key in OutcomeKeys.Of(card.Source, card.Country, card.Product, card.Sector))
        {
            var tally = tallies.GetValueOrDefault(key);
            tallies[key] = won
                ? new(tally.Won + sign, tally.Lost, tally.WonAmount + sign * (card.WonValue ?? 0))
                : tally with { Lost = tally.Lost + sign };
        }
    }
}
