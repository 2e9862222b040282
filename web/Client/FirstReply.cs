using TradeLive.Views;

namespace TradeLive.Client;

/// <summary>How an inquiry stands against one promise of a first reply.</summary>
/// <param name="Word">Key of the text, with a place for <paramref name="By"/>.</param>
/// <param name="Class">How loud it is shown: <c>late</c>, <c>warn</c> or nothing.</param>
/// <param name="By">How long it is still to go, or late.</param>
public sealed record ReplyStanding(string Word, string Class, TimeSpan By = default);

/// <summary>The first reply to a buyer, as it is shown: owed and when, or that it came late, for ever.</summary>
public static class FirstReply
{
    public static ReplyStanding? ByClock(Card card, DateTimeOffset now) => Of(card, card.ReplyDue, card.RepliedLate, now);

    /// <returns>Null where the team has no working hours, and once it was answered in time.</returns>
    public static ReplyStanding? ByWorkingHours(Card card, DateTimeOffset now) =>
        card.ReplyDueWorking is { } due ? Of(card, due, card.RepliedLateWorking ?? card.FirstReplyAt > due, now) : null;

    /// <summary>Both promises in one: the clock counts down, and a late answer says by which of the two it was late.</summary>
    public static ReplyStanding? InShort(Card card, DateTimeOffset now)
    {
        var (clock, working) = (ByClock(card, now), ByWorkingHours(card, now));
        if (card.FirstReplyAt is null) return clock;
        return (clock, working, card.ReplyDueWorking) switch
        {
            (null, null, _) => null,
            (not null, null, not null) => clock with { Word = "reply.late-clock" },
            (null, not null, _) => working with { Word = "reply.late-working" },
            _ => clock,
        };
    }

    static ReplyStanding? Of(Card card, DateTimeOffset due, bool cameLate, DateTimeOffset now)
    {
        if (card.FirstReplyAt is { } at) return cameLate ? new("reply.late", "late", at - due) : null;
        if (card.IsClosed) return null;
        if (now > due) return new("card.overdue", "late", now - due);
        return new("card.due", due - now <= card.ReplyDue - card.WarnAt ? "warn" : "", due - now);
    }
}
