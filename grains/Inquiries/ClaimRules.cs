namespace TradeLive.Inquiries;

/// <summary>Who may take an inquiry, and how it comes to be offered.</summary>
public static class ClaimRules
{
    public static Decision<InquiryEvent> Triage(this Inquiry inquiry, TriageInquiry command, DateTimeOffset now)
    {
        if (!inquiry.Exists) return InquiryRefusal.Unknown;
        if (inquiry.Triaged) return Decision.Nothing;
        List<InquiryEvent> happens = [new InquiryIdentified(now, command.Customer), new InquiryScored(now, command.Score, command.AsOf)];
        if (command.Choice is { } choice && inquiry is { Owner: null, IsClosed: false }) happens.Add(inquiry.Routed(choice, now));
        return happens;
    }

    public static Decision<InquiryEvent> Route(this Inquiry inquiry, RouteInquiry command, DateTimeOffset now) => inquiry switch
    {
        { Exists: false } => InquiryRefusal.Unknown,
        { Owner: not null } or { IsClosed: true } => Decision.Nothing,
        _ => inquiry.Routed(command.Choice, now),
    };

    static InquiryRouted Routed(this Inquiry inquiry, Choice choice, DateTimeOffset now)
    {
        var promised = inquiry.FirstReplyAt is null && choice.ReplyDue != inquiry.ReplyDue;
        return new(
            now, choice.Team, choice.To, choice.Until, choice.Why, choice.ReplyDueWorking, inquiry.EscalateAt ?? choice.EscalateAt,
            promised ? choice.ReplyDue : null, promised ? choice.WarnAt : null);
    }

    public static Decision<InquiryEvent> TakeBack(this Inquiry inquiry, TakeBackOffer command, DateTimeOffset now) =>
        inquiry is { Owner: null, IsClosed: false } && inquiry.OfferedTo == command.From && now >= inquiry.OfferedUntil
            ? new InquiryOfferTakenBack(now, command.From)
            : Decision.Nothing;

    public static Decision<InquiryEvent> Escalate(this Inquiry inquiry, EscalateInquiry command, DateTimeOffset now) =>
        inquiry is { Exists: true, Owner: null, IsClosed: false, Escalated: false }
            ? new InquiryEscalated(now, command.Lead)
            : Decision.Nothing;

    public static Decision<InquiryEvent> Claim(this Inquiry inquiry, ClaimInquiry command, DateTimeOffset now) => inquiry switch
    {
        { Exists: false } => InquiryRefusal.Unknown,
        { Owner: { } owner } when owner == command.By => Decision.Nothing,
        { IsClosed: true } => InquiryRefusal.Closed(inquiry.Stage),
        { Owner: { } owner } => InquiryRefusal.AlreadyClaimed(owner),
        { OfferedTo: { } to, OfferedUntil: { } until } when to != command.By && now < until => InquiryRefusal.OfferedToAnother(to, until),
        _ => new InquiryClaimed(now, command.By),
    };

    public static Decision<InquiryEvent> Release(this Inquiry inquiry, DateTimeOffset now) => inquiry switch
    {
        { Exists: false } => InquiryRefusal.Unknown,
        { IsClosed: true } => InquiryRefusal.Closed(inquiry.Stage),
        { Owner: { } owner } => new InquiryReleased(now, owner),
        _ => InquiryRefusal.NotOwned,
    };

    public static Decision<InquiryEvent> Reassign(this Inquiry inquiry, ReassignInquiry command, DateTimeOffset now) => inquiry switch
    {
        { Exists: false } => InquiryRefusal.Unknown,
        { IsClosed: true } => InquiryRefusal.Closed(inquiry.Stage),
        { Owner: { } owner } when owner == command.To => Decision.Nothing,
        _ => new InquiryReassigned(now, inquiry.Owner, command.To, command.Team),
    };
}
