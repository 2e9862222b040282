using System.Text.Json.Serialization;
using TradeLive.Orders;
using TradeLive.Scoring;

namespace TradeLive.Inquiries;

/// <summary>What can happen to an inquiry.</summary>
[GenerateSerializer, Immutable]
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(InquiryReceived), "inquiry.received.v1")]
[JsonDerivedType(typeof(InquiryIdentified), "inquiry.identified.v1")]
[JsonDerivedType(typeof(InquiryScored), "inquiry.scored.v1")]
[JsonDerivedType(typeof(InquiryScoreContested), "inquiry.score-contested.v1")]
[JsonDerivedType(typeof(InquiryContestSeen), "inquiry.contest-seen.v1")]
[JsonDerivedType(typeof(InquiryRouted), "inquiry.routed.v1")]
[JsonDerivedType(typeof(InquiryOfferTakenBack), "inquiry.offer-taken-back.v1")]
[JsonDerivedType(typeof(InquiryEscalated), "inquiry.escalated.v1")]
[JsonDerivedType(typeof(InquiryClaimed), "inquiry.claimed.v1")]
[JsonDerivedType(typeof(InquiryReleased), "inquiry.released.v1")]
[JsonDerivedType(typeof(InquiryReassigned), "inquiry.reassigned.v1")]
[JsonDerivedType(typeof(InquiryContacted), "inquiry.contacted.v1")]
[JsonDerivedType(typeof(InquiryFirstReplied), "inquiry.first-replied.v1")]
[JsonDerivedType(typeof(InquiryReplyWarned), "inquiry.reply-warned.v1")]
[JsonDerivedType(typeof(InquiryReplyOverdue), "inquiry.reply-overdue.v1")]
[JsonDerivedType(typeof(InquiryNoted), "inquiry.noted.v1")]
[JsonDerivedType(typeof(InquiryMoved), "inquiry.moved.v1")]
[JsonDerivedType(typeof(InquiryQuoted), "inquiry.quoted.v1")]
[JsonDerivedType(typeof(InquiryWon), "inquiry.won.v1")]
[JsonDerivedType(typeof(InquiryLost), "inquiry.lost.v1")]
[JsonDerivedType(typeof(InquiryReopened), "inquiry.reopened.v1")]
[JsonDerivedType(typeof(InquiryAmended), "inquiry.amended.v1")]
[JsonDerivedType(typeof(InquiryWonAmountCorrected), "inquiry.won-amount-corrected.v1")]
public abstract record InquiryEvent(DateTimeOffset At) : IEvent
{
    /// <summary>The date on which it happened, where no time of day is known: the same date for every reader, wherever <see cref="At"/> falls for them.</summary>
    [Id(0)] public DateOnly? On { get; init; }
}

/// <summary>A buyer asked. <paramref name="At"/> is when the buyer sent it.</summary>
[GenerateSerializer, Immutable, Alias("inquiry.received.v1")]
public sealed record InquiryReceived(
    DateTimeOffset At, string Source, string? Number, Buyer Buyer, string Product, decimal? Quantity, string? Unit,
    Money? TargetPrice, string Message, IReadOnlyDictionary<string, string> Attributes,
    DateTimeOffset ReplyDue, DateTimeOffset WarnAt, TeamId? Team, bool IsHistory) : InquiryEvent(At);

/// <summary>The customer behind it was found or opened.</summary>
[GenerateSerializer, Immutable, Alias("inquiry.identified.v1")]
public sealed record InquiryIdentified(DateTimeOffset At, CustomerId Customer) : InquiryEvent(At);

/// <param name="AsOf">Position of the log up to which was known what was scored; null where it was not kept.</param>
[GenerateSerializer, Immutable, Alias("inquiry.scored.v1")]
public sealed record InquiryScored(DateTimeOffset At, Score Score, string? AsOf = null) : InquiryEvent(At);

/// <summary>A person said that the score is wrong.</summary>
/// <param name="Number">1 for the inquiry's first contest, and so on.</param>
/// <param name="Score">The score that was contested.</param>
[GenerateSerializer, Immutable, Alias("inquiry.score-contested.v1")]
public sealed record InquiryScoreContested(DateTimeOffset At, int Number, Score Score, ScoreFlaw Flaw, string Text) : InquiryEvent(At);

/// <summary>A lead or manager has seen the contest.</summary>
[GenerateSerializer, Immutable, Alias("inquiry.contest-seen.v1")]
public sealed record InquiryContestSeen(DateTimeOffset At, int Number) : InquiryEvent(At);

/// <summary>Sent to a team, and offered to one of its reps until a time; to none where nobody is free.</summary>
/// <param name="Why">How the router chose, in codes: resource key <c>routing.{Code}</c>.</param>
/// <param name="ReplyDueWorking">When the first reply is due by the team's working hours.</param>
/// <param name="EscalateAt">When the lead is told if nobody has claimed it: set by the first offer, however often it is offered again.</param>
/// <param name="ReplyDue">When the first reply is due by the team's promise; null leaves it as it was.</param>
/// <param name="WarnAt">When to warn of that; null leaves it as it was.</param>
[GenerateSerializer, Immutable, Alias("inquiry.routed.v1")]
public sealed record InquiryRouted(
    DateTimeOffset At, TeamId Team, RepId? To, DateTimeOffset? Until, IReadOnlyList<ScoreReason> Why,
    DateTimeOffset? ReplyDueWorking, DateTimeOffset? EscalateAt, DateTimeOffset? ReplyDue = null, DateTimeOffset? WarnAt = null) : InquiryEvent(At)
{
    /// <summary>True if the team's promise can still be kept: what was said of an earlier one is void.</summary>
    public bool PromisesAnew() => ReplyDue > At;
}

/// <summary>The rep to whom it was offered did not claim it in time.</summary>
[GenerateSerializer, Immutable, Alias("inquiry.offer-taken-back.v1")]
public sealed record InquiryOfferTakenBack(DateTimeOffset At, RepId From) : InquiryEvent(At);

/// <summary>Nobody claimed it in time; the lead was told.</summary>
[GenerateSerializer, Immutable, Alias("inquiry.escalated.v1")]
public sealed record InquiryEscalated(DateTimeOffset At, RepId? Lead) : InquiryEvent(At);

[GenerateSerializer, Immutable, Alias("inquiry.claimed.v1")]
public sealed record InquiryClaimed(DateTimeOffset At, RepId By) : InquiryEvent(At);

[GenerateSerializer, Immutable, Alias("inquiry.released.v1")]
public sealed record InquiryReleased(DateTimeOffset At, RepId By) : InquiryEvent(At);

[GenerateSerializer, Immutable, Alias("inquiry.reassigned.v1")]
public sealed record InquiryReassigned(DateTimeOffset At, RepId? From, RepId To, TeamId? Team) : InquiryEvent(At);

/// <summary>A message, call or visit, either way.</summary>
/// <param name="Automatic">A robot's answer, which never stops the first-reply clock.</param>
[GenerateSerializer, Immutable, Alias("inquiry.contacted.v1")]
public sealed record InquiryContacted(DateTimeOffset At, string Channel, bool FromBuyer, bool Automatic, string Text) : InquiryEvent(At);

/// <summary>A person answered for the first time.</summary>
/// <param name="Took">From receipt to reply by the clock.</param>
/// <param name="Late">After the promise by the clock; stays for ever.</param>
/// <param name="LateWorking">After the promise by the team's working hours; null where no team was known.</param>
[GenerateSerializer, Immutable, Alias("inquiry.first-replied.v1")]
public sealed record InquiryFirstReplied(DateTimeOffset At, string By, TimeSpan Took, bool Late, bool? LateWorking) : InquiryEvent(At);

/// <summary>Little time was left to the promise.</summary>
[GenerateSerializer, Immutable, Alias("inquiry.reply-warned.v1")]
public sealed record InquiryReplyWarned(DateTimeOffset At, DateTimeOffset Due) : InquiryEvent(At);

/// <summary>The first reply was due and had not come.</summary>
[GenerateSerializer, Immutable, Alias("inquiry.reply-overdue.v1")]
public sealed record InquiryReplyOverdue(DateTimeOffset At, DateTimeOffset Due) : InquiryEvent(At);

[GenerateSerializer, Immutable, Alias("inquiry.noted.v1")]
public sealed record InquiryNoted(DateTimeOffset At, string Text) : InquiryEvent(At);

[GenerateSerializer, Immutable, Alias("inquiry.moved.v1")]
public sealed record InquiryMoved(DateTimeOffset At, Stage From, Stage To) : InquiryEvent(At);

[GenerateSerializer, Immutable, Alias("inquiry.quoted.v1")]
public sealed record InquiryQuoted(DateTimeOffset At, Quotation Quotation) : InquiryEvent(At);

/// <summary>The buyer ordered.</summary>
/// <param name="Order">The order that follows from it: the same id however often the reaction is repeated.</param>
/// <param name="Payment">How it is paid; null where nobody said.</param>
[GenerateSerializer, Immutable, Alias("inquiry.won.v1")]
public sealed record InquiryWon(
    DateTimeOffset At, Stage From, OrderId Order, Money Amount, IReadOnlyList<QuoteLine> Lines, DeliveryTerm? Term,
    PaymentTerms? Payment = null) : InquiryEvent(At);

[GenerateSerializer, Immutable, Alias("inquiry.lost.v1")]
public sealed record InquiryLost(DateTimeOffset At, Stage From, LostReason Reason, string? Text) : InquiryEvent(At);

/// <summary>It is worked on again.</summary>
/// <param name="Order">The order of the win that is no more; null where it was lost.</param>
[GenerateSerializer, Immutable, Alias("inquiry.reopened.v1")]
public sealed record InquiryReopened(DateTimeOffset At, Stage To, OrderId? Order = null) : InquiryEvent(At);

/// <summary>It was won elsewhere, and its amount there is another than was taken over.</summary>
[GenerateSerializer, Immutable, Alias("inquiry.won-amount-corrected.v1")]
public sealed record InquiryWonAmountCorrected(DateTimeOffset At, OrderId Order, Money From, Money To) : InquiryEvent(At);

/// <summary>One field was corrected.</summary>
[GenerateSerializer, Immutable, Alias("inquiry.amended.v1")]
public sealed record InquiryAmended(DateTimeOffset At, InquiryField Field, string? From, string? To) : InquiryEvent(At);
