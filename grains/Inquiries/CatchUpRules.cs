namespace TradeLive.Inquiries;

/// <summary>
/// What a later export says of an inquiry that is here already. It only goes on: what says less than is known, or the same, changes nothing, so that an older
/// file taken in after a newer one does no harm.
/// </summary>
public static class CatchUpRules
{
    internal static Decision<InquiryEvent> CatchUp(this Inquiry inquiry, Past past, InquiryId id, DateTimeOffset now)
    {
        if (inquiry.IsClosed) return CatchUpClosed(inquiry, past, id, now);
        if (past.Stage <= inquiry.Stage) return Decision.Nothing;
        List<InquiryEvent> happens = [];
        if (past.Owner is { } owner && inquiry.Owner is null) happens.Add(new InquiryClaimed(now, owner));
        if (past.EngagedAt is { } engaged && inquiry.FirstReplyAt is null)
            happens.Add(inquiry.FirstReply(ReceiveRules.Between(inquiry.ReceivedAt!.Value, engaged, now), past.Owner?.Value ?? Caller.System) with { On = past.EngagedOn });
        happens.Add(past.Stage.IsClosed() ? Closing(inquiry, past, id, now) : new InquiryMoved(now, inquiry.Stage, past.Stage));
        return happens;
    }

    static Decision<InquiryEvent> CatchUpClosed(Inquiry inquiry, Past past, InquiryId id, DateTimeOffset now)
    {
        if (past.Stage == inquiry.Stage)
            return inquiry is { WonAmount: { } known, Order: { } order, Quotations.Count: 0 } && past.WonAmount is { } said && said != known
                ? new InquiryWonAmountCorrected(now, order, known, said)
                : Decision.Nothing;
        if (!past.Stage.IsClosed() || past.ClosedAt < inquiry.ClosedAt) return Decision.Nothing;
        var reopened = new InquiryReopened(now, inquiry.StageBefore, inquiry.Order);
        return (InquiryEvent[])[reopened, Closing(inquiry.Apply(reopened), past, id, now)];
    }

    internal static InquiryEvent Closing(Inquiry inquiry, Past past, InquiryId id, DateTimeOffset now, DateTimeOffset? earliest = null)
    {
        var least = earliest ?? inquiry.ReceivedAt!.Value;
        var closed = past.ClosedAt is { } at ? ReceiveRules.Between(least, at, now) : earliest ?? now;
        return past.Stage == Stage.Won
            ? new InquiryWon(closed, inquiry.Stage, ReceiveRules.OrderOf(id, inquiry.Wins + 1), past.WonAmount ?? Money.Zero(Currency.Usd), [], null) { On = past.ClosedOn }
            : new InquiryLost(closed, inquiry.Stage, past.Reason ?? LostReason.Other, null) { On = past.ClosedOn };
    }
}
