using TradeLive.Views;

namespace TradeLive.Client.Live;

/// <summary>A board as the browser holds it: the first cards of each column, totals, and the position up to which it is true.</summary>
public sealed class BoardModel
{
    /// <summary>How long a card shows that somebody else has changed it.</summary>
    public static readonly TimeSpan TouchedFor = TimeSpan.FromSeconds(8);

    /// <summary>Who signs what nobody did: policies and deadlines.</summary>
    const string System = "system";

    readonly string reader;
    readonly Dictionary<Stage, List<Card>> columns = [];
    readonly Dictionary<string, (Card Before, Stage To)> moving = [];
    readonly Dictionary<string, (string By, DateTimeOffset At)> touched = [];
    readonly Dictionary<string, Card> beyond = [];

    /// <param name="reader">How the one who looks signs: own changes are not shown as those of others.</param>
    /// <param name="window">How many cards of a column are held from the start; the others are asked for by scrolling.</param>
    public BoardModel(BoardSnapshot snapshot, BoardFilter filter, int window, string reader)
    {
        (Snapshot, Position, Filter, Window, this.reader) = (snapshot, snapshot.Position, filter, window, reader);
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
    /// <summary>Cards that the last batch changed.</summary>
    public IReadOnlySet<string> LastChanged { get; private set; } = new HashSet<string>();

    /// <summary>The first cards of a column; what follows them begins at this count.</summary>
    public IReadOnlyList<Card> Cards(Stage stage) => columns.GetValueOrDefault(stage) is not { } cards ? [] : cards.Count <= Window ? cards : cards[..Window];

    public Card? Find(string id) => columns.Values.SelectMany(cards => cards).FirstOrDefault(card => card.Id == id) ?? beyond.GetValueOrDefault(id);

    /// <returns>Who else changed the card a moment ago; null if nobody.</returns>
    public string? TouchedBy(string id, DateTimeOffset now) => touched.TryGetValue(id, out var last) && now - last.At < TouchedFor ? last.By : null;

    /// <summary>Keeps in mind cards that are shown beyond the window.</summary>
    public void Show(IEnumerable<Card> further)
    {
        foreach (var card in further) beyond[card.Id] = card;
    }

    /// <returns>False if the batch does not follow on what is here: load a snapshot again.</returns>
    public bool Apply(BoardBatch batch, DateTimeOffset now)
    {
        if (batch.From != Position) return false;
        var whole = columns.Keys.Where(IsWhole).ToHashSet();
        foreach (var change in batch.Changes)
        {
            moving.Remove(change.Id);
            Remove(change.Id);
            if (change.Now is { } card && Filter.Matches(card, now)) Insert(card, whole.Contains(card.Stage));
            Touch(change, now);
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
            if (!columns.Values.Any(cards => cards.Exists(shown => shown.Id == card.Id))) columns[stage].Add(card);
        columns[stage].Sort(CardOrder.Instance);
    }

    /// <summary>Shows a move at once, before the server has said yes.</summary>
    public void Move(Card card, Stage to)
    {
        moving[card.Id] = (card, to);
        Remove(card.Id);
        Insert(card with { Stage = to }, isWhole: true);
    }

    /// <summary>Takes a move back that the server refused, unless the truth has come meanwhile.</summary>
    public void TakeBack(string id)
    {
        if (!moving.TryGetValue(id, out var move)) return;
        var isWhole = IsWhole(move.Before.Stage);
        moving.Remove(id);
        Remove(id);
        Insert(move.Before, isWhole);
    }

    // Moves that the server has not confirmed yet count where its totals count them.
    bool IsWhole(Stage stage) =>
        columns[stage].Count + moving.Values.Count(move => move.Before.Stage == stage) - moving.Values.Count(move => move.To == stage) >= Totals[stage].Count;

    // Behind the last card of a column that is not all here there may be others first.
    void Insert(Card card, bool isWhole)
    {
        var cards = columns[card.Stage];
        var at = cards.BinarySearch(card, CardOrder.Instance);
        if (at < 0) at = ~at;
        if (at < cards.Count || isWhole) cards.Insert(at, card);
    }

    void Remove(string id)
    {
        foreach (var cards in columns.Values) cards.RemoveAll(card => card.Id == id);
    }

    void Touch(CardChange change, DateTimeOffset now)
    {
        if (change.Now is { } card && beyond.ContainsKey(card.Id)) beyond[card.Id] = card;
        else beyond.Remove(change.Id);
        if (change.Now?.LastBy is { } by && by != System && by != reader) touched[change.Id] = (by, now);
        else touched.Remove(change.Id);
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
