using TradeLive.ReadModel;

namespace TradeLive.Deadlines;

/// <summary>What will have to happen to an inquiry by itself. Pure; when events make one moot it is no longer in the answer.</summary>
static class InquiryDeadlines
{
    public static IEnumerable<Deadline> Of(InquiryRecord record)
    {
        var card = record.Card;
        if (card.IsClosed) yield break;
        if (card is { Owner: null, OfferedTo: { } rep, OfferedUntil: { } until })
            yield return new(DeadlineKind.OfferEnds, card.Id, until, rep);
        if (card is { Owner: null, Escalated: false } && record.EscalateAt is { } escalate)
            yield return new(DeadlineKind.Escalation, card.Id, escalate);
        if (card.FirstReplyAt is not null || record.IsHistory || record.SaidOverdue) yield break;
        if (!record.WarnedOfReply) yield return new(DeadlineKind.ReplyWarning, card.Id, card.WarnAt);
        yield return new(DeadlineKind.ReplyDue, card.Id, card.ReplyDue);
    }
}
