namespace TradeLive.Inquiries;

/// <summary>How an inquiry comes in, and what it was before.</summary>
public static class ReceiveRules
{
    public static Decision<InquiryEvent> Receive(this Inquiry inquiry, ReceiveInquiry command, InquiryId id, DateTimeOffset now)
    {
        var known = command.Past is { } said ? said with { EngagedOn = NotAhead(said.EngagedOn, now), ClosedOn = NotAhead(said.ClosedOn, now) } : null;
        if (inquiry.Exists) return known is not null ? inquiry.CatchUp(known, id, now) : Decision.Nothing;
        var at = command.ReceivedAt > now ? now : command.ReceivedAt;
        var received = new InquiryReceived(
            at, command.Source, command.Number, command.Buyer, command.Product, command.Quantity, command.Unit, command.TargetPrice,
            command.Message, command.Attributes, command.Promise.Due(at), command.Promise.WarnAt(at),
            command.Past?.Team ?? command.Team, IsHistory: command.Past is { Stage: not Stage.New })
        { On = NotAhead(command.ReceivedOn, now) };
        if (known is not { } past) return received;
        return (InquiryEvent[])[received, .. Since(inquiry.Apply(received), past, id, at, now)];
    }

    static IEnumerable<InquiryEvent> Since(Inquiry received, Past past, InquiryId id, DateTimeOffset at, DateTimeOffset now)
    {
        var engaged = Between(at, past.EngagedAt ?? at, now);
        if (past.Owner is { } owner) yield return new InquiryClaimed(engaged, owner) { On = past.EngagedOn };
        if (past.Stage != Stage.New && past.EngagedAt is not null) yield return received.FirstReply(engaged, past.Owner?.Value ?? Caller.System) with { On = past.EngagedOn };
        if (past.Stage.IsClosed()) yield return CatchUpRules.Closing(received, past, id, now, engaged);
        else if (past.Stage != Stage.New) yield return new InquiryMoved(engaged, Stage.New, past.Stage) { On = past.EngagedOn };
    }

    internal static DateTimeOffset Between(DateTimeOffset least, DateTimeOffset value, DateTimeOffset most) =>
        value < least ? least : value > most ? most : value;

    // Somewhere on earth it is already tomorrow; what is later still has not happened.
    static DateOnly? NotAhead(DateOnly? on, DateTimeOffset now) => on <= DateOnly.FromDateTime(now.UtcDateTime.AddHours(14)) ? on : null;

    internal static OrderId OrderOf(InquiryId inquiry, int win) => new(win == 1 ? $"O-{inquiry}" : $"O-{inquiry}-{win}");
}
