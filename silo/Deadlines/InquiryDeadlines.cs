using TradeLive.ReadModel;

namespace TradeLive.Deadlines;

/// <summary>What will have to happen to an inquiry by itself. Pure; when events make one moot it is no longer in the answer.</summary>
static class InquiryDeadlines
{
    public static IEnumerable<Deadline> Of(InquiryRecord record)
    {
        var card = record.Card;
        if (card.IsClosed) yield break;

        var stream = $"inquiry/{card.Id}";
        if (card is { Owner: null, OfferedTo: { } rep, OfferedUntil: { } until })
            yield return new() { Kind = DeadlineKind.OfferEnds, Stream = stream, Due = until, About = rep };
        if (card is { Owner: null, Escalated: false } && record.EscalateAt is { } escalate)
            yield return new() { Kind = DeadlineKind.Escalation, Stream = stream, Due = escalate };
        if (card.FirstReplyAt is not null || record.IsHistory || record.SaidOverdue) yield break;
        if (!record.WarnedOfReply) yield return new() { Kind = DeadlineKind.ReplyWarning, Stream = stream, Due = card.WarnAt };
        yield return new() { Kind = DeadlineKind.ReplyDue, Stream = stream, Due = card.ReplyDue };
    }
}
