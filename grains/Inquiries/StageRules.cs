using TradeLive.Orders;

namespace TradeLive.Inquiries;

/// <summary>How an inquiry moves from stage to stage, is quoted, won, lost and reopened.</summary>
public static class StageRules
{
    public static Decision<InquiryEvent> Move(this Inquiry inquiry, MoveInquiry command, DateTimeOffset now) => inquiry switch
    {
        { Exists: false } => InquiryRefusal.Unknown,
        { IsClosed: true } => InquiryRefusal.Closed(inquiry.Stage),
        _ when command.To.IsClosed() => InquiryRefusal.UseWinOrLose,
        _ when inquiry.Stage == command.To => Decision.Nothing,
        _ when inquiry.Stage != command.From => InquiryRefusal.MovedMeanwhile(inquiry.Stage),
        _ => new InquiryMoved(now, inquiry.Stage, command.To),
    };

    public static Decision<InquiryEvent> Quote(this Inquiry inquiry, QuoteInquiry command, DateTimeOffset now)
    {
        if (!inquiry.Exists) return InquiryRefusal.Unknown;
        if (inquiry.IsClosed) return InquiryRefusal.Closed(inquiry.Stage);
        if (WrongWith(command.Quotation, now) is { } refusal) return refusal;
        List<InquiryEvent> happens = [new InquiryQuoted(now, command.Quotation)];
        // A person's quotation answers the buyer.
        if (inquiry.FirstReplyAt is null && command.Caller.By != Caller.System) happens.Add(inquiry.FirstReply(now, command.Caller.By));
        if (inquiry.Stage < Stage.Quoted) happens.Add(new InquiryMoved(now, inquiry.Stage, Stage.Quoted));
        return happens;
    }

    static Refusal? WrongWith(Quotation quotation, DateTimeOffset now)
    {
        if (quotation.Lines.Count == 0) return QuoteRefusal.NoLines;
        for (var i = 0; i < quotation.Lines.Count; i++)
            if (quotation.Lines[i] is { Quantity: <= 0 } or { UnitPrice.Amount: < 0 })
                return QuoteRefusal.BadLine(i + 1);
        if (quotation.Lines.Any(line => line.UnitPrice.Currency != quotation.Lines[0].UnitPrice.Currency)) return QuoteRefusal.MixedCurrencies;
        if (string.IsNullOrWhiteSpace(quotation.Term.Place)) return QuoteRefusal.NoPlace;
        if (quotation.IsExpired(now)) return QuoteRefusal.Expired(quotation.ValidUntil);
        return OrderRefusal.Of(quotation.Payment);
    }

    public static Decision<InquiryEvent> Win(this Inquiry inquiry, WinInquiry command, InquiryId id, DateTimeOffset now)
    {
        if (!inquiry.Exists) return InquiryRefusal.Unknown;
        if (inquiry is { Stage: Stage.Won, Order: { } order }) return InquiryRefusal.AlreadyWon(order);
        if (inquiry.IsClosed) return InquiryRefusal.Closed(inquiry.Stage);

        var quotation = command.Quote is { } wanted
            ? inquiry.Quotations.FirstOrDefault(quoted => quoted.Id == wanted)
            : command.Amount is null && inquiry.Quotations is [.., var last] ? last : null;
        if (command.Quote is not null && quotation is null) return QuoteRefusal.Unknown(command.Quote);
        if (quotation is not null && quotation.IsExpired(now) && !command.AcceptedAfterExpiry) return QuoteRefusal.WonExpired(quotation);
        if (OrderRefusal.Of(command.Payment) is { } refusal) return refusal;
        var amount = quotation?.Total ?? command.Amount;
        if (amount is not { Amount: > 0 }) return QuoteRefusal.NoAmount;
        return new InquiryWon(
            now, inquiry.Stage, ReceiveRules.OrderOf(id, inquiry.Wins + 1), amount.Value, quotation?.Lines ?? [], quotation?.Term,
            command.Payment ?? quotation?.Payment);
    }

    public static Decision<InquiryEvent> Lose(this Inquiry inquiry, LoseInquiry command, DateTimeOffset now) => inquiry switch
    {
        { Exists: false } => InquiryRefusal.Unknown,
        { IsClosed: true } => InquiryRefusal.Closed(inquiry.Stage),
        _ when command.Reason == LostReason.Other && string.IsNullOrWhiteSpace(command.Text) => Refusal.Of("lose.text-needed"),
        _ => new InquiryLost(now, inquiry.Stage, command.Reason, command.Text),
    };

    public static Decision<InquiryEvent> Reopen(this Inquiry inquiry, DateTimeOffset now) => inquiry switch
    {
        { Exists: false } => InquiryRefusal.Unknown,
        { IsClosed: false } => Refusal.Of("inquiry.not-closed"),
        _ => new InquiryReopened(now, inquiry.StageBefore, inquiry.Order),
    };

    public static Decision<InquiryEvent> Note(this Inquiry inquiry, NoteInquiry command, DateTimeOffset now) =>
        inquiry.Exists ? new InquiryNoted(now, command.Text) : InquiryRefusal.Unknown;
}
