using TradeLive.Views;

namespace TradeLive.Client.Live;

/// <summary>A board as the browser holds it: the first cards of each column, totals, and the position up to which it is true.</summary>
public sealed class BoardModel
{
    /// <summary>Who signs what nobody did: policies and deadlines.</summary>
    const string System = "system";

    readonly Dictionary<Stage, List<Card>> columns = [];
    readonly Dictionary<string, (Card Before, Stage To)> moving = [];

    public BoardModel(BoardSnapshot snapshot, BoardFilter filter, int window)
    {
        (Snapshot, Position, Filter, Window) = (snapshot, snapshot.Position, filter, window);
        foreach (var column in snapshot.Columns)
        {
            columns[column.Totals.Stage] = [.. column.Cards];
            Totals[column.Totals.Stage] = column.Totals;
        }
    }

    public BoardSnapshot Snapshot { get; }
    public BoardFilter Filter { get; }
    public int Window { get; }
    public string Position { get; private set; }
    public Dictionary<Stage, ColumnTotals> Totals { get; } = [];
    /// <summary>Cards that others changed lately, and who.</summary>
    public Dictionary<string, string> Touched { get; } = [];
    /// <summary>Cards that the last batch changed.</summary>
    public IReadOnlySet<string> LastChanged { get; private set; } = new HashSet<string>();

    public IReadOnlyList<Card> Cards(Stage stage) => columns.GetValueOrDefault(stage) ?? [];

    public Card? Find(string id) => columns.Values.SelectMany(cards => cards).FirstOrDefault(card => card.Id == id);

    /// <returns>False if the batch does not follow on what is here: load a snapshot again.</returns>
    public bool Apply(BoardBatch batch, DateTimeOffset now)
    {
        if (batch.From != Position) return false;
        foreach (var change in batch.Changes)
        {
            moving.Remove(change.Id);
            Remove(change.Id);
            if (change.Now is { } card && Filter.Matches(card, now)) Insert(card);
            if (change.Now is { LastBy: not System and var by }) Touched[change.Id] = by;
            else Touched.Remove(change.Id);
            if (!Filter.IsAll) Recount(change, now);
        }
        if (Filter.IsAll)
            foreach (var totals in batch.Totals) Totals[totals.Stage] = totals;
        LastChanged = batch.Changes.Select(change => change.Id).ToHashSet();
        Position = batch.To;
        return true;
    }

    /// <summary>The columns that show fewer cards than there are and than the window holds, since cards have left them.</summary>
    public IEnumerable<Stage> Thin => columns.Where(column => column.Value.Count < Math.Min(Window / 2, Totals[column.Key].Count)).Select(column => column.Key);

    /// <summary>Adds the next cards of a column.</summary>
    public void Append(Stage stage, IReadOnlyList<Card> more)
    {
        foreach (var card in more)
            if (Find(card.Id) is null) columns[stage].Add(card);
        columns[stage].Sort(CardOrder.Instance);
    }

    /// <summary>Shows a move at once, before the server has said yes.</summary>
    public void Move(Card card, Stage to)
    {
        moving[card.Id] = (card, to);
        Remove(card.Id);
        Insert(card with { Stage = to });
    }

    /// <summary>Takes a move back that the server refused, unless the truth has come meanwhile.</summary>
    public void TakeBack(string id)
    {
        if (!moving.Remove(id, out var move)) return;
        Remove(id);
        Insert(move.Before);
    }

    void Insert(Card card)
    {
        var cards = columns[card.Stage];
        var at = cards.BinarySearch(card, CardOrder.Instance);
        cards.Insert(at < 0 ? ~at : at, card);
    }

    void Remove(string id)
    {
        foreach (var cards in columns.Values) cards.RemoveAll(card => card.Id == id);
    }

    void Recount(CardChange change, DateTimeOffset now)
    {
        if (change.Before is { } before && Filter.Matches(before, now)) Count(before, -1, now);
        if (change.Now is { } card && Filter.Matches(card, now)) Count(card, 1, now);
    }

    void Count(Card card, int sign, DateTimeOffset now)
    {
        var sum = Totals[card.Stage];
        Totals[card.Stage] = sum with
        {
            Count = sum.Count + sign,
            Value = sum.Value + sign * card.Value,
            Weighted = sum.Weighted + sign * card.Weighted,
            Overdue = sum.Overdue + (card.IsOverdue(now) ? sign : 0),
            Unconverted = sum.Unconverted + (card.IsUnconverted ? sign : 0),
        };
    }
}
