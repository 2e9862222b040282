namespace TradeLive.Learning;

/// <summary>What a column holds: numbers, or words from a set.</summary>
public enum ColumnKind { Number, Word }

/// <summary>One property of a case.</summary>
/// <param name="Name">Such as <c>country</c>.</param>
public readonly record struct Column(string Name, ColumnKind Kind);

/// <summary>A value of a case: a number or a word, whichever its column holds.</summary>
/// <param name="Number">NaN where missing.</param>
/// <param name="Word">Null where missing.</param>
public readonly record struct Cell(double Number, string? Word)
{
    public static Cell Of(double? number) => new(number ?? double.NaN, null);
    public static Cell Of(string? word) => new(double.NaN, string.IsNullOrWhiteSpace(word) ? null : word);
    public static Cell Of(bool yes) => new(yes ? 1 : 0, null);
}

/// <summary>Something that happened once: what was known of it at a time, and what came of it.</summary>
/// <param name="Cells">In the order of the columns.</param>
/// <param name="At">When this was known; any unit, later is more.</param>
/// <param name="Outcome">1 or 0 for a chance, the log of an amount for an amount.</param>
/// <param name="KnownAt">When the outcome was known, in the unit of <paramref name="At"/>: nothing before may learn from it.</param>
/// <param name="Worth">Amount behind it, for measures by value; 0 where unknown.</param>
/// <param name="Weight">How much it counts in training: the moments of one inquiry share 1.</param>
/// <param name="Group">Whose case it is, where one has several: they are kept together when some are held out.</param>
public sealed record Case(Cell[] Cells, double At, double Outcome, double KnownAt, double Worth = 0, double Weight = 1, string? Group = null);

/// <summary>Cases in the order in which they came, with the columns that tell of them.</summary>
public sealed record CaseSet(IReadOnlyList<Column> Columns, IReadOnlyList<Case> Cases)
{
    /// <summary>Those alone whose outcome was known at a time.</summary>
    public CaseSet KnownBy(double time) => this with { Cases = [.. Cases.Where(one => one.KnownAt <= time)] };

    public CaseSet Slice(Range range) => this with { Cases = [.. Cases.Take(range)] };

    public int Wins => Cases.Count(one => one.Outcome > 0.5);
}
