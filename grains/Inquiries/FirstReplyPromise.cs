namespace TradeLive.Inquiries;

/// <summary>The company's promise of a first reply by a person, counted from receipt by the clock.</summary>
/// <param name="Hours">Hours promised.</param>
/// <param name="WarnHours">Hours left at which to warn.</param>
[GenerateSerializer, Immutable, Alias("reply-promise.v1")]
public readonly record struct ReplyPromise(int Hours, int WarnHours)
{
    public static ReplyPromise Default => new(24, 4);

    public DateTimeOffset Due(DateTimeOffset receivedAt) => receivedAt.AddHours(Hours);

    public DateTimeOffset WarnAt(DateTimeOffset receivedAt) => receivedAt.AddHours(Math.Max(0, Hours - WarnHours));
}

/// <summary>When the first-reply clock stops, and what it says.</summary>
public static class FirstReplyRules
{
    public static Decision<InquiryEvent> RecordContact(this Inquiry inquiry, RecordContact command, DateTimeOffset now)
    {
        if (!inquiry.Exists) return InquiryRefusal.Unknown;
        if (!ContactChannel.All.Contains(command.Channel)) return ContactRefusal.UnknownChannel(command.Channel);
        var at = command.At ?? now;
        if (at > now) return ContactRefusal.InFuture(at);
        if (at < inquiry.ReceivedAt) return ContactRefusal.BeforeReceipt(inquiry.ReceivedAt.Value);
        List<InquiryEvent> happens = [new InquiryContacted(at, command.Channel, command.FromBuyer, command.Automatic, command.Text)];
        if (command.FromBuyer || command.Automatic || inquiry.IsClosed) return happens;
        if (inquiry.FirstReplyAt is null) happens.Add(inquiry.FirstReply(at, command.Caller.By));
        if (inquiry.Stage == Stage.New) happens.Add(new InquiryMoved(now, Stage.New, Stage.Contacted));
        return happens;
    }

    internal static InquiryFirstReplied FirstReply(this Inquiry inquiry, DateTimeOffset at, string by) => new(
        at, by, at - inquiry.ReceivedAt!.Value, Late: at > inquiry.ReplyDue,
        LateWorking: inquiry.ReplyDueWorking is { } due ? at > due : null);

    public static Decision<InquiryEvent> CheckReply(this Inquiry inquiry, DateTimeOffset now) => inquiry switch
    {
        { Exists: false } => InquiryRefusal.Unknown,
        { IsClosed: true } or { FirstReplyAt: not null } => Decision.Nothing,
        { ReplyOverdue: false } when now >= inquiry.ReplyDue => new InquiryReplyOverdue(now, inquiry.ReplyDue),
        // A warning that was due by an earlier promise comes too soon.
        { ReplyWarned: false } when now < inquiry.ReplyDue && now >= (inquiry.WarnAt ?? now) => new InquiryReplyWarned(now, inquiry.ReplyDue),
        _ => Decision.Nothing,
    };
}
