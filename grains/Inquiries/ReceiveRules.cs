namespace TradeLive.Inquiries;

/// <summary>How an inquiry comes in, and what it was before.</summary>
public static class ReceiveRules
{
    public static Decision<InquiryEvent> Receive(this Inquiry inquiry, ReceiveInquiry command, InquiryId id, DateTimeOffset now)
    {
        if (inquiry.Exists) return Decision.Nothing;
        var at = command.ReceivedAt > now ? now : command.ReceivedAt;
        var received = new InquiryReceived(
            at, command.Source, command.Number, command.Buyer, command.Product, command.Quantity, command.Unit, command.TargetPrice,
            command.Message, command.Attributes, command.Promise.Due(at), command.Promise.WarnAt(at),
            command.Past?.Team ?? command.Team, IsHistory: command.Past is not null);
        if (command.Past is not { } past) return received;
        return (InquiryEvent[])[received, .. Since(inquiry.Apply(received), past, id, at, now)];
    }

    static IEnumerable<InquiryEvent> Since(Inquiry received, Past past, InquiryId id, DateTimeOffset at, DateTimeOffset now)
    {
        var engaged = Between(at, past.EngagedAt ?? at, now);
        if (past.Owner is { } owner) yield return new InquiryClaimed(engaged, owner);
        if (past.Stage != Stage.New && past.EngagedAt is not null) yield return received.FirstReply(engaged, past.Owner?.Value ?? Caller.System);
        var closed = Between(engaged, past.ClosedAt ?? engaged, now);
        switch (past.Stage)
        {
            case Stage.New: break;
            case Stage.Won:
                yield return new InquiryWon(closed, Stage.New, OrderOf(id, received.Wins + 1), past.WonAmount ?? Money.Zero(Currency.Usd), [], null);
                break;
            case Stage.Lost: yield return new InquiryLost(closed, Stage.New, past.Reason ?? LostReason.Other, null); break;
            default: yield return new InquiryMoved(engaged, Stage.New, past.Stage); break;
        }
    }

    static DateTimeOffset Between(DateTimeOffset least, DateTimeOffset value, DateTimeOffset most) =>
        value < least ? least : value > most ? most : value;

    internal static OrderId OrderOf(InquiryId inquiry, int win) => new(win == 1 ? $"O-{inquiry}" : $"O-{inquiry}-{win}");
}
