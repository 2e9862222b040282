using TradeLive.Views;

namespace TradeLive.Live;

/// <summary>The cards that one board shows, by stage.</summary>
sealed class LiveBoard
{
    readonly LiveColumn[] columns = [.. Stages.All.Select(stage => new LiveColumn(stage))];
    readonly Dictionary<string, int> countries = [], sources = [];

    public void Add(Card card)
    {
        columns[(int)card.Stage].Add(card);
        Count(countries, card.Country, 1);
        Count(sources, card.Source, 1);
    }

    public void Remove(Card card)
    {
        columns[(int)card.Stage].Remove(card);
        Count(countries, card.Country, -1);
        Count(sources, card.Source, -1);
    }

    public IReadOnlyList<string> Countries => [.. countries.Keys.Order(StringComparer.Ordinal)];

    public IReadOnlyList<string> Sources => [.. sources.Keys.Order(StringComparer.OrdinalIgnoreCase)];

    public ColumnTotals Totals(Stage stage, DateTimeOffset now) => columns[(int)stage].Totals(now);

    public IReadOnlyList<BoardColumn> Columns(BoardFilter filter, int take, DateTimeOffset now) =>
    [
        .. columns.Select(column => filter.IsAll
            ? new BoardColumn(column.Totals(now), [.. column.Cards.Take(take)])
            : column.Matching(filter, take, now)),
    ];

    /// <summary>One card more than asked for, where there are more.</summary>
    public IReadOnlyList<Card> Cards(Stage stage, BoardFilter filter, int skip, int take, DateTimeOffset now) =>
        [.. columns[(int)stage].Cards.Where(card => filter.IsAll || filter.Matches(card, now)).Skip(skip).Take(take + 1)];

    static void Count(Dictionary<string, int> counts, string? key, int sign)
    {
        if (string.IsNullOrEmpty(key)) return;
        var count = counts.GetValueOrDefault(key) + sign;
        if (count == 0) counts.Remove(key);
        else counts[key] = count;
    }
}
