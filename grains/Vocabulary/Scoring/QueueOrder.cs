using TradeLive.Views;

namespace TradeLive.Scoring;

/// <summary>
/// The order of a rep's queue: expected value × urgency, ties by arrival. More value never ranks lower; less time left to
/// the promise never ranks lower; urgency runs from 1 (the whole promise left, or answered) to 3 (the promise is due or broken).
/// </summary>
public static class QueueOrder
{
    /// <param name="receivedAt">When the inquiry came in.</param>
    /// <param name="replyDue">When the first reply is due; null once answered.</param>
    /// <param name="now">The moment of ranking.</param>
    public static double Urgency(DateTimeOffset receivedAt, DateTimeOffset? replyDue, DateTimeOffset now)
    {
        if (replyDue is not { } due) return 1;
        var promise = (due - receivedAt).TotalHours;
        if (promise <= 0 || now >= due) return 3;
        var left = Math.Clamp((due - now).TotalHours / promise, 0, 1);
        return 1 + 2 * (1 - left);
    }

    /// <summary>Best first; of equal rank the earlier received, then by id.</summary>
    /// <param name="cardOf">The card of an item.</param>
    public static IOrderedEnumerable<T> Sorted<T>(IEnumerable<T> items, Func<T, Card> cardOf, DateTimeOffset now) => items
        .OrderByDescending(item => Rank(cardOf(item), now)).ThenBy(item => cardOf(item).ReceivedAt).ThenBy(item => cardOf(item).Id, StringComparer.Ordinal);

    /// <summary>An inquiry's rank as its card tells it.</summary>
    public static double Rank(Card card, DateTimeOffset now) => Rank(card.ExpectedValue, card.ReceivedAt, card.FirstReplyAt is null ? card.ReplyDue : null, now);

    /// <summary>Rank in units of the reporting currency: higher comes first. Differences below a cent do not count.</summary>
    public static double Rank(decimal expectedValue, DateTimeOffset receivedAt, DateTimeOffset? replyDue, DateTimeOffset now) =>
        ((double)decimal.Round(Math.Max(expectedValue, 0), 2) + 1) * Urgency(receivedAt, replyDue, now);
}
