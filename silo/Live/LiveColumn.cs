using TradeLive.Views;

namespace TradeLive.Live;

/// <summary>The cards of one stage of a board in order, with totals kept up as cards come and go.</summary>
sealed class LiveColumn(Stage stage)
{
    readonly SortedSet<Card> cards = new(CardOrder.Instance);
    readonly SortedSet<(DateTimeOffset Due, string Id)> awaitingReply = [];
    decimal value, weighted;
    int unconverted;

    public IEnumerable<Card> Cards => cards;

    public void Add(Card card)
    {
        if (!cards.Add(card)) return;
        Count(card, 1);
        if (AwaitsReply(card)) awaitingReply.Add((card.ReplyDue, card.Id));
    }

    public void Remove(Card card)
    {
        if (!cards.Remove(card)) return;
        Count(card, -1);
        if (AwaitsReply(card)) awaitingReply.Remove((card.ReplyDue, card.Id));
    }

    public ColumnTotals Totals(DateTimeOffset now) =>
        new(stage, cards.Count, value, weighted, awaitingReply.TakeWhile(waiting => waiting.Due < now).Count(), unconverted);

    /// <summary>Totals of those cards alone that the filter lets through, and the first of them.</summary>
    public BoardColumn Matching(BoardFilter filter, int take, DateTimeOffset now)
    {
        var first = new List<Card>(take);
        var sum = new ColumnTotals(stage, 0, 0, 0, 0);
        foreach (var card in cards)
        {
            if (!filter.Matches(card, now)) continue;
            if (first.Count < take) first.Add(card);
            sum = sum with
            {
                Count = sum.Count + 1,
                Value = sum.Value + card.Value,
                Weighted = sum.Weighted + card.Weighted,
                Overdue = sum.Overdue + (card.IsOverdue(now) ? 1 : 0),
                Unconverted = sum.Unconverted + (card.IsUnconverted ? 1 : 0),
            };
        }
        return new(sum, first);
    }

    void Count(Card card, int sign)
    {
        value += sign * card.Value;
        weighted += sign * card.Weighted;
        if (card.IsUnconverted) unconverted += sign;
    }

    static bool AwaitsReply(Card card) => !card.IsClosed && card.FirstReplyAt is null;
}
