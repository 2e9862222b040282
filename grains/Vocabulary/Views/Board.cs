using System.Text.Json.Serialization;

namespace TradeLive.Views;

/// <summary>What a watcher wants to see of a board. Empty fields do not narrow.</summary>
public sealed record BoardFilter
{
    public string? Owner { get; init; }
    public string? Country { get; init; }
    public string? Source { get; init; }
    public decimal? MinValue { get; init; }
    public bool OverdueOnly { get; init; }
    public string? Text { get; init; }

    public static BoardFilter All { get; } = new();
    public bool IsAll => this == All;

    public bool Matches(Card card, DateTimeOffset now) =>
        (Owner is null || (Owner == "-" ? card.Owner is null : card.Owner == Owner))
        && (Country is null || card.Country == Country)
        && (Source is null || card.Source == Source)
        && (MinValue is not { } least || card.ExpectedValue >= least)
        && (!OverdueOnly || card.IsOverdue(now))
        && (string.IsNullOrWhiteSpace(Text) || Says(card, Text.Trim()));

    static bool Says(Card card, string text) =>
        card.Id.Contains(text, StringComparison.OrdinalIgnoreCase)
        || card.Buyer.Contains(text, StringComparison.OrdinalIgnoreCase)
        || (card.Company?.Contains(text, StringComparison.OrdinalIgnoreCase) ?? false)
        || card.Product.Contains(text, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Totals of one column over all of its cards, seen or not, in the reporting currency.</summary>
/// <param name="Stage">The column.</param>
/// <param name="Count">Cards.</param>
/// <param name="Value">Sum of the amounts if won.</param>
/// <param name="Weighted">Sum of amount × chance: the forecast.</param>
/// <param name="Overdue">Cards whose first reply is owed and late.</param>
/// <param name="Unconverted">Cards whose amount is in no sum because no exchange rate of the day is known.</param>
public sealed record ColumnTotals(Stage Stage, int Count, decimal Value, decimal Weighted, int Overdue, int Unconverted = 0);

/// <summary>One column: its totals and the first of its cards in <see cref="CardOrder"/>.</summary>
public sealed record BoardColumn(ColumnTotals Totals, IReadOnlyList<Card> Cards);

/// <summary>A board at a position of the change log. Everything after <paramref name="Position"/> comes by the hub.</summary>
/// <param name="Board">A team's id, or <c>all</c>.</param>
/// <param name="Position">Position in the change log, opaque to the reader.</param>
/// <param name="Now">Server's time of the snapshot.</param>
/// <param name="Columns">In stage order.</param>
/// <param name="Currency">The reporting currency of all totals.</param>
/// <param name="People">Reps by id, for names and faces on cards.</param>
/// <param name="Teams">Teams that the viewer may watch.</param>
/// <param name="Stages">Settings of the stages.</param>
/// <param name="Countries">Countries that occur, for the filter.</param>
/// <param name="Sources">Sources that occur, for the filter.</param>
public sealed record BoardSnapshot(
    string Board, string Position, DateTimeOffset Now, IReadOnlyList<BoardColumn> Columns, string Currency,
    IReadOnlyList<Person> People, IReadOnlyList<TeamName> Teams, IReadOnlyList<StageSetting> Stages,
    IReadOnlyList<string> Countries, IReadOnlyList<string> Sources)
{
    /// <summary>True while the last training found nothing that tells what is won from what is not, so that the prior serves.</summary>
    public bool HasNoSignal { get; init; }
}

/// <summary>More cards of one column, read at a position.</summary>
public sealed record ColumnPage(string Position, IReadOnlyList<Card> Cards, bool More);

/// <summary>One card that changed: what it is now and, where it was on this board before, what it was.</summary>
/// <param name="Now">The card after; null if it left the board.</param>
/// <param name="Before">The card as the last batch left it; null if it is new to the board. In JSON only what differs from <paramref name="Now"/>.</param>
[JsonConverter(typeof(CardChangeJson))]
public sealed record CardChange(Card? Now, Card? Before)
{
    public string Id => (Now ?? Before)!.Id;
}

/// <summary>Changes of one board after <paramref name="From"/> up to <paramref name="To"/>; each card once, as it is at the end.</summary>
/// <param name="Totals">Totals of the columns that changed, over the unfiltered board.</param>
public sealed record BoardBatch(
    string Board, string From, string To, IReadOnlyList<CardChange> Changes, IReadOnlyList<ColumnTotals> Totals);

/// <summary>How the hub answers a <c>Watch</c>.</summary>
public enum WatchAnswer
{
    /// <summary>All later changes will come, none is missing.</summary>
    Watching,
    /// <summary>The position is older than the server keeps: load a snapshot again.</summary>
    Reset,
    /// <summary>The watcher may not see this board.</summary>
    Forbidden,
}

/// <summary>Name of a rep, for cards and lists.</summary>
public sealed record Person(string Id, string Name, string? Team);

/// <summary>Name of a team.</summary>
public sealed record TeamName(string Id, string Name);
