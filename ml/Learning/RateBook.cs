namespace TradeLive.Learning;

/// <summary>How many cases shared a value, and the sum of what came of them.</summary>
public readonly record struct Tally(double Count, double Sum)
{
    public static Tally operator +(Tally left, Tally right) => new(left.Count + right.Count, left.Sum + right.Sum);
}

/// <summary>
/// Running means of the outcome by column and value, each drawn towards the mean of all by as much as the groups of that column are alike
/// (empirical Bayes: strength m from the variance between groups).
/// </summary>
sealed class RateBook
{
    /// <summary>Imagined cases behind the mean of all; where nothing is known the mean is <c>start</c>. None where that is NaN.</summary>
    public const double Behind = 20;

    const double LeastStrength = 5, MostStrength = 200;

    /// <summary>Outcomes at which strengths are taken for the first time, and again at each doubling.</summary>
    const double FirstTaken = 16;

    readonly Dictionary<string, Tally>[] tallies;
    readonly double[] strengths;
    readonly double start;
    Tally all;
    double squares, takeAt = FirstTaken;

    public RateBook(int columns, double start)
    {
        tallies = [.. Enumerable.Range(0, columns).Select(_ => new Dictionary<string, Tally>(StringComparer.Ordinal))];
        strengths = [.. Enumerable.Repeat(Behind, columns)];
        this.start = start;
    }

    RateBook(Dictionary<string, Tally>[] tallies, double[] strengths, double start, Tally all) =>
        (this.tallies, this.strengths, this.start, this.all) = (tallies, strengths, start, all);

    public Tally All => all;

    public double Mean => !double.IsNaN(start) ? (all.Sum + Behind * start) / (all.Count + Behind) : all.Count > 0 ? all.Sum / all.Count : 0;

    public Tally Of(int column, string value) => tallies[column].GetValueOrDefault(value);

    public IEnumerable<string> Seen(int column) => tallies[column].Keys;

    public double Shrunk(int column, Tally tally)
    {
        var m = strengths[column];
        return (tally.Sum + m * Mean) / (tally.Count + m);
    }

    public void Add(int column, string value, double outcome, double weight)
    {
        ref var tally = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(tallies[column], value, out _);
        tally += new Tally(weight, weight * outcome);
    }

    /// <summary>Counts a case whose values were added, and takes the strengths anew when so many have come: those of an earlier case know no later outcome.</summary>
    public void AddToAll(double outcome, double weight)
    {
        all += new Tally(weight, weight * outcome);
        squares += weight * outcome * outcome;
        if (all.Count < takeAt) return;
        takeAt = 2 * all.Count;
        TakeStrengths();
    }

    /// <summary>Takes the strengths from all that has come so far: how much groups differ, not which way.</summary>
    public void TakeStrengths()
    {
        if (all.Count < FirstTaken) return;
        var within = squares / all.Count - Square(all.Sum / all.Count);
        for (var column = 0; column < strengths.Length; column++) strengths[column] = Strength(column, within);
    }

    // Method of moments: what the group means vary by, beyond what chance makes of means of so few.
    double Strength(int column, double within)
    {
        var groups = tallies[column].Values.Where(tally => tally.Count >= 2).ToList();
        if (groups.Count < 2 || within <= 0) return MostStrength;
        var count = groups.Sum(group => group.Count);
        var mean = groups.Sum(group => group.Sum) / count;
        var observed = groups.Sum(group => group.Count * Square(group.Sum / group.Count - mean)) / count;
        var byChance = within * groups.Count / count;
        var between = observed - byChance;
        return between <= 0 ? MostStrength : Math.Clamp(within / between, LeastStrength, MostStrength);
    }

    public BookData Save() => new(
        start, all, strengths, [.. tallies.Select(column => column.ToDictionary(pair => pair.Key, pair => new[] { pair.Value.Count, pair.Value.Sum }))]);

    public static RateBook Load(BookData data) => new(
        [.. data.Tallies.Select(column => column.ToDictionary(pair => pair.Key, pair => new Tally(pair.Value[0], pair.Value[1]), StringComparer.Ordinal))],
        data.Strengths, data.Start, data.All);

    static double Square(double number) => number * number;
}

/// <summary>A <see cref="RateBook"/> as it is stored.</summary>
public sealed record BookData(double Start, Tally All, double[] Strengths, IReadOnlyList<Dictionary<string, double[]>> Tallies);
