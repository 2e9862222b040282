namespace TradeLive.Learning;

/// <summary>How a column's values become numbers of the feature vector. What it knows comes from the cases it was fitted on, never from their outcomes.</summary>
/// <param name="Edges">Upper edges of the bins of a number column, ascending; empty for words.</param>
/// <param name="Quantiles">Numbers of a number column, evenly spaced by rank, by which a number's rank is told; empty for words.</param>
/// <param name="Middle">Number put where one is missing.</param>
/// <param name="Values">Words told apart; others are pooled as rare.</param>
/// <param name="Start">First place in the vector.</param>
public sealed record ColumnCode(Column Column, double[] Edges, double[] Quantiles, double Middle, IReadOnlyList<string> Values, int Start)
{
    public const string Missing = "∅", Rare = "…";
    // Beyond it numbers are alike: single precision ends at 3e38, and what is infinite there keeps trees from ending.
    const double Largest = 1e30;

    const int MostBins = 12, MostQuantiles = 64, MostValues = 40;

    readonly Dictionary<string, int> places = Places(Values);
    readonly string[] binNames = [.. Enumerable.Range(0, Edges.Length + 1).Select(bin => $"#{bin}")];

    /// <summary>Places before the one-hots: shrunk rate, how usual it is, number, rank.</summary>
    public const int Head = 4;

    /// <summary>One place for each bin or value, then rare, then missing.</summary>
    public int OneHots => (Column.Kind == ColumnKind.Number ? Edges.Length + 1 : Values.Count + 1) + 1;

    public int Length => Head + OneHots;

    public static ColumnCode Fit(Column column, IEnumerable<Cell> cells, int start)
    {
        if (column.Kind == ColumnKind.Word)
        {
            var counts = cells.Where(cell => cell.Word is not null).CountBy(cell => cell.Word!).ToList();
            var least = Math.Clamp(counts.Sum(pair => pair.Value) / 250, 3, 20);
            var told = counts.Where(pair => pair.Value >= least).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(MostValues).Select(pair => pair.Key);
            return new(column, [], [], 0, [.. told], start);
        }
        var sorted = cells.Select(cell => cell.Number).Where(double.IsFinite).Select(Kept).Order().ToList();
        return new(column, EdgesOf(sorted), QuantilesOf(sorted), sorted.Count == 0 ? 0 : sorted[sorted.Count / 2], [], start);
    }

    // Edges between quantiles, so that each bin holds about the same count; a value that fills more than a bin has one of its own.
    static double[] EdgesOf(List<double> sorted)
    {
        if (sorted.Count == 0) return [];
        var bins = Math.Clamp(sorted.Count / 25, 2, MostBins);
        var edges = new SortedSet<double>();
        for (var i = 1; i < bins; i++)
        {
            var edge = sorted[(int)((long)i * sorted.Count / bins)];
            if (edge > sorted[0]) edges.Add(Math.BitDecrement(edge));
            if (edge < sorted[^1] && sorted[(int)Math.Min((long)(i + 1) * sorted.Count / bins, sorted.Count - 1)] > edge) edges.Add(edge);
        }
        return [.. Thin(edges)];
    }

    static double[] QuantilesOf(List<double> sorted)
    {
        var count = Math.Min(sorted.Count, MostQuantiles);
        return [.. Enumerable.Range(0, count).Select(i => sorted[(int)((long)i * (sorted.Count - 1) / Math.Max(1, count - 1))])];
    }

    // From −0.5 to 0.5; of numbers that stand there more than once the middle, between two by distance.
    double Rank(double number)
    {
        if (Quantiles.Length < 2) return 0;
        int low = Below(number), high = low;
        while (high < Quantiles.Length && Quantiles[high] == number) high++;
        var at = high > low ? (low + high - 1) / 2.0
            : low == 0 ? 0
            : low == Quantiles.Length ? low - 1
            : low - 1 + (number - Quantiles[low - 1]) / (Quantiles[low] - Quantiles[low - 1]);
        return at / (Quantiles.Length - 1) - 0.5;
    }

    static double Kept(double number) => Math.Clamp(number, -Largest, Largest);

    int Below(double number)
    {
        int low = 0, high = Quantiles.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Quantiles[middle] < number) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    static IEnumerable<double> Thin(IEnumerable<double> edges)
    {
        double? last = null;
        foreach (var edge in edges)
        {
            if (last is { } before && edge - before <= Math.Abs(before) * 1e-12) continue;
            yield return edge;
            last = edge;
        }
    }

    /// <summary>The group that a value falls into: its bin or the word itself, told apart or not.</summary>
    public string Group(Cell cell) => Column.Kind == ColumnKind.Word
        ? cell.Word ?? Missing
        : double.IsFinite(cell.Number) ? binNames[Bin(cell.Number)] : Missing;

    internal IReadOnlyList<string> BinNames => Column.Kind == ColumnKind.Number ? binNames : [];

    internal int Bin(double number)
    {
        var at = Array.BinarySearch(Edges, Kept(number));
        return at >= 0 ? at : ~at;
    }

    /// <summary>Place, among the one-hots, of a word, and of what is missing.</summary>
    internal int PlaceOf(string word) => places.GetValueOrDefault(word, Values.Count);

    internal int Missed => OneHots - 1;

    int Place(Cell cell) => Column.Kind == ColumnKind.Number
        ? double.IsFinite(cell.Number) ? Bin(cell.Number) : Missed
        : cell.Word is not { } word ? Missed : PlaceOf(word);

    /// <summary>Writes the column's places into the whole vector, which is zero there.</summary>
    /// <param name="rate">Shrunk rate of the value, against the whole.</param>
    /// <param name="usual">Logarithm of how often it was seen among all.</param>
    public void Encode(Cell cell, float rate, float usual, Span<float> vector) => Write(cell, Start + Head + Place(cell), rate, usual, vector);

    internal void Encode(Cell cell, ColumnLookup.Entry entry, Span<float> vector) => Write(cell, entry.Place, entry.Rate, entry.Usual, vector);

    void Write(Cell cell, int place, float rate, float usual, Span<float> vector)
    {
        var own = vector[Start..];
        own[0] = rate;
        own[1] = usual;
        if (Column.Kind == ColumnKind.Number)
        {
            var number = double.IsFinite(cell.Number) ? Kept(cell.Number) : Middle;
            own[2] = (float)number;
            own[3] = (float)Rank(number);
        }
        vector[place] = 1;
    }

    static Dictionary<string, int> Places(IReadOnlyList<string> values)
    {
        var places = new Dictionary<string, int>(values.Count, StringComparer.Ordinal);
        for (var i = 0; i < values.Count; i++) places[values[i]] = i;
        return places;
    }
}
