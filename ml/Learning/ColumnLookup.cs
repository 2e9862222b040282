using System.Collections.Frozen;

namespace TradeLive.Learning;

/// <summary>What a value of a column puts into the vector, worked out once for all values when a book is complete: serving asks for nothing else.</summary>
sealed class ColumnLookup
{
    readonly ColumnCode code;
    readonly FrozenDictionary<string, Entry> words;
    readonly Entry[] bins;
    readonly Entry missing, rare;

    /// <param name="Place">In the whole vector, of the one-hot.</param>
    /// <param name="Rate">Shrunk rate, against the whole.</param>
    /// <param name="Usual">Logarithm of how often it was seen among all.</param>
    public readonly record struct Entry(int Place, float Rate, float Usual);

    /// <param name="seen">Values that the book knows.</param>
    /// <param name="of">What the book says of a group.</param>
    public ColumnLookup(ColumnCode code, IEnumerable<string> seen, Func<string, (float Rate, float Usual)> of)
    {
        this.code = code;
        missing = EntryOf(code.Missed, ColumnCode.Missing, of);
        bins = [.. code.BinNames.Select((name, bin) => EntryOf(bin, name, of))];
        words = code.Column.Kind == ColumnKind.Number
            ? FrozenDictionary<string, Entry>.Empty
            : seen.Concat(code.Values).Distinct().Where(word => word != ColumnCode.Missing).ToFrozenDictionary(word => word, word => EntryOf(code.PlaceOf(word), word, of), StringComparer.Ordinal);
        // A word never seen: the tally of nothing.
        rare = EntryOf(code.Values.Count, "", of);
    }

    Entry EntryOf(int place, string group, Func<string, (float Rate, float Usual)> of)
    {
        var (rate, usual) = of(group);
        return new(code.Start + ColumnCode.Head + place, rate, usual);
    }

    public Entry Of(Cell cell) => code.Column.Kind == ColumnKind.Number
        ? double.IsFinite(cell.Number) ? bins[code.Bin(cell.Number)] : missing
        : cell.Word is not { } word ? missing : words.TryGetValue(word, out var entry) ? entry : rare;
}
