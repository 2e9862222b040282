using TradeLive.Orders;
using TradeLive.Scoring;

namespace TradeLive.Inquiries;

/// <summary>One buyer's inquiry, from receipt to won or lost. Keyed by <see cref="InquiryId"/>.</summary>
/// <remarks>
/// Every command is idempotent by its caller's key. Refusals common to all: <c>inquiry.unknown</c> before it is received,
/// <c>inquiry.closed</c> (data: stage) once won or lost, where the command makes no sense then.
/// </remarks>
[Alias("inquiry")]
public interface IInquiryGrain : IGrainWithStringKey
{
    /// <summary>
    /// Takes an inquiry in. Received again it changes nothing, unless its past has gone on since: then it catches up, see <see cref="CatchUpRules"/>.
    /// <see cref="Outcome.IsFirst"/> tells whether it is new.
    /// </summary>
    [Alias("receive")] ValueTask<Outcome> Receive(ReceiveInquiry command);

    /// <summary>Says whose it is, what it is worth and who should take it, in one write. Done once; later calls change nothing.</summary>
    [Alias("triage")] ValueTask<Outcome> Triage(TriageInquiry command);

    /// <summary>Scores it anew. Changes nothing where the score is as good as the present one, or once it is closed.</summary>
    [Alias("rescore")] ValueTask<Outcome> Rescore(RescoreInquiry command);

    /// <summary>Says that the present score is wrong.</summary>
    /// <returns><c>contest.not-scored</c>, <c>contest.no-text</c>, <c>contest.text-too-long</c> (most).</returns>
    [Alias("contest-score")] ValueTask<Outcome> Contest(ContestScore command);

    /// <summary>Says that a lead has seen a contest. Said again it changes nothing.</summary>
    /// <returns><c>contest.unknown</c>.</returns>
    [Alias("mark-contest-seen")] ValueTask<Outcome> MarkContestSeen(MarkContestSeen command);

    /// <summary>Offers it to another rep, or puts it into the team's pool. Changes nothing once it is owned or closed.</summary>
    [Alias("route")] ValueTask<Outcome> Route(RouteInquiry command);

    /// <summary>Takes an offer back that was not claimed in time. Changes nothing if it was.</summary>
    [Alias("take-back")] ValueTask<Outcome> TakeBack(TakeBackOffer command);

    /// <summary>Tells the lead that nobody claimed it in time. Changes nothing if somebody did.</summary>
    [Alias("escalate")] ValueTask<Outcome> Escalate(EscalateInquiry command);

    /// <summary>Gives it to a rep. Of concurrent claims exactly one wins; the others are told who did.</summary>
    /// <returns><c>inquiry.already-claimed</c> (by), <c>inquiry.offered-to-another</c> (to, until), <c>inquiry.closed</c>.</returns>
    [Alias("claim")] ValueTask<Outcome> Claim(ClaimInquiry command);

    /// <summary>Puts it back into the pool of its team.</summary>
    /// <returns><c>inquiry.not-owned</c>, <c>inquiry.closed</c>.</returns>
    [Alias("release")] ValueTask<Outcome> Release(ReleaseInquiry command);

    /// <summary>Gives it to another rep, whoever owns it.</summary>
    [Alias("reassign")] ValueTask<Outcome> Reassign(ReassignInquiry command);

    /// <summary>Records a message, call or visit. A person's first answer stops the first-reply clock, a robot's does not.</summary>
    /// <returns><c>contact.unknown-channel</c> (channel), <c>contact.in-future</c> (at), <c>contact.before-receipt</c> (at: of receipt).</returns>
    [Alias("record-contact")] ValueTask<Outcome> RecordContact(RecordContact command);

    /// <summary>Warns that the promise is near, or says that it is broken; changes nothing once answered.</summary>
    [Alias("check-reply")] ValueTask<Outcome> CheckReply(CheckReply command);

    [Alias("note")] ValueTask<Outcome> Note(NoteInquiry command);

    /// <summary>Moves it between open stages.</summary>
    /// <returns><c>inquiry.moved-meanwhile</c> (stage) if it is not in the stage the caller saw; <c>inquiry.use-win-or-lose</c>.</returns>
    [Alias("move")] ValueTask<Outcome> Move(MoveInquiry command);

    /// <summary>Quotes. An inquiry in an earlier stage moves to Quoted; a person's quotation stops the first-reply clock.</summary>
    /// <returns><c>order.bad-deposit</c>, <c>quote.no-lines</c>, <c>quote.mixed-currencies</c>, <c>quote.bad-line</c> (line), <c>quote.no-place</c>, <c>quote.expired</c> (until).</returns>
    [Alias("quote")] ValueTask<Outcome> Quote(QuoteInquiry command);

    /// <summary>Wins it. The order follows, exactly one for each win.</summary>
    /// <returns>
    /// <c>win.no-amount</c>, <c>win.unknown-quote</c>, <c>win.quote-expired</c> (quote, until), <c>order.bad-deposit</c>, <c>inquiry.already-won</c> (order).
    /// </returns>
    [Alias("win")] ValueTask<Outcome> Win(WinInquiry command);

    /// <returns><c>lose.text-needed</c> where the reason is Other and nothing is said.</returns>
    [Alias("lose")] ValueTask<Outcome> Lose(LoseInquiry command);

    /// <summary>Opens a closed inquiry again in the stage it was closed from. If it was won, its order is cancelled unless the goods have shipped.</summary>
    /// <returns><c>inquiry.not-closed</c>.</returns>
    [Alias("reopen")] ValueTask<Outcome> Reopen(ReopenInquiry command);

    /// <summary>Corrects one field, if it still says what the caller saw.</summary>
    /// <returns><c>field.changed-meanwhile</c> (field, theirs, yours), <c>field.bad-value</c> (field).</returns>
    [Alias("amend")] ValueTask<Outcome> Amend(AmendInquiry command);

    /// <summary>The state as it is stored.</summary>
    [Alias("get")] ValueTask<Inquiry> Get();
}

/// <param name="Promise">Terms of the first-reply promise.</param>
/// <param name="Past">What is known to have happened since, for inquiries taken over from elsewhere.</param>
/// <param name="ReceivedOn">The date on which it was received, where no time of day is known.</param>
[GenerateSerializer, Immutable, Alias("inquiry.receive.v1")]
public sealed record ReceiveInquiry(
    Caller Caller, string Source, string? Number, Buyer Buyer, string Product, decimal? Quantity, string? Unit, Money? TargetPrice,
    string Message, IReadOnlyDictionary<string, string> Attributes, DateTimeOffset ReceivedAt, ReplyPromise Promise,
    TeamId? Team = null, Past? Past = null, DateOnly? ReceivedOn = null);

/// <summary>What happened with an inquiry before TradeLive knew of it, with its own dates.</summary>
/// <param name="Stage">Where it stands.</param>
/// <param name="Owner">Who held it.</param>
/// <param name="EngagedAt">When a rep first answered.</param>
/// <param name="ClosedAt">When it was won or lost.</param>
/// <param name="WonAmount">What it was won for.</param>
/// <param name="Reason">Why it was lost; Other where nobody says.</param>
/// <param name="EngagedOn">The date of <paramref name="EngagedAt"/>, where no time of day is known.</param>
/// <param name="ClosedOn">The date of <paramref name="ClosedAt"/>, where no time of day is known.</param>
[GenerateSerializer, Immutable, Alias("inquiry.past.v1")]
public sealed record Past(
    Stage Stage, RepId? Owner, TeamId? Team, DateTimeOffset? EngagedAt, DateTimeOffset? ClosedAt, Money? WonAmount, LostReason? Reason,
    DateOnly? EngagedOn = null, DateOnly? ClosedOn = null);

/// <param name="AsOf">See <see cref="InquiryScored"/>.</param>
[GenerateSerializer, Immutable, Alias("inquiry.triage.v1")]
public sealed record TriageInquiry(Caller Caller, CustomerId Customer, Score Score, Choice? Choice, string? AsOf = null);

/// <summary>What the router chose. See <see cref="InquiryRouted"/>.</summary>
/// <param name="EscalateAt">Counts for the first offer alone.</param>
[GenerateSerializer, Immutable, Alias("inquiry.choice.v1")]
public sealed record Choice(
    TeamId Team, RepId? To, DateTimeOffset? Until, IReadOnlyList<ScoreReason> Why, DateTimeOffset? ReplyDueWorking, DateTimeOffset? EscalateAt,
    DateTimeOffset? ReplyDue = null, DateTimeOffset? WarnAt = null);

/// <param name="AsOf">See <see cref="InquiryScored"/>.</param>
[GenerateSerializer, Immutable, Alias("inquiry.rescore.v1")]
public sealed record RescoreInquiry(Caller Caller, Score Score, string? AsOf = null);

/// <param name="Flaw">What is wrong with it.</param>
/// <param name="Text">Why, in the person's words; at most 500 letters.</param>
[GenerateSerializer, Immutable, Alias("inquiry.contest-score.v1")]
public sealed record ContestScore(Caller Caller, ScoreFlaw Flaw, string Text);

/// <param name="Number">Which contest of the inquiry: 1 for the first.</param>
[GenerateSerializer, Immutable, Alias("inquiry.mark-contest-seen.v1")]
public sealed record MarkContestSeen(Caller Caller, int Number);

[GenerateSerializer, Immutable, Alias("inquiry.route.v1")]
public sealed record RouteInquiry(Caller Caller, Choice Choice);

[GenerateSerializer, Immutable, Alias("inquiry.take-back.v1")]
public sealed record TakeBackOffer(Caller Caller, RepId From);

[GenerateSerializer, Immutable, Alias("inquiry.escalate.v1")]
public sealed record EscalateInquiry(Caller Caller, RepId? Lead);

[GenerateSerializer, Immutable, Alias("inquiry.claim.v1")]
public sealed record ClaimInquiry(Caller Caller, RepId By);

[GenerateSerializer, Immutable, Alias("inquiry.release.v1")]
public sealed record ReleaseInquiry(Caller Caller);

[GenerateSerializer, Immutable, Alias("inquiry.reassign.v1")]
public sealed record ReassignInquiry(Caller Caller, RepId To, TeamId? Team);

/// <param name="Channel">One of <see cref="ContactChannel.All"/>.</param>
/// <param name="At">When it was; null for now.</param>
[GenerateSerializer, Immutable, Alias("inquiry.record-contact.v1")]
public sealed record RecordContact(Caller Caller, string Channel, string Text, bool FromBuyer, bool Automatic, DateTimeOffset? At = null);

[GenerateSerializer, Immutable, Alias("inquiry.check-reply.v1")]
public sealed record CheckReply(Caller Caller);

[GenerateSerializer, Immutable, Alias("inquiry.note.v1")]
public sealed record NoteInquiry(Caller Caller, string Text);

[GenerateSerializer, Immutable, Alias("inquiry.move.v1")]
public sealed record MoveInquiry(Caller Caller, Stage From, Stage To);

[GenerateSerializer, Immutable, Alias("inquiry.quote.v1")]
public sealed record QuoteInquiry(Caller Caller, Quotation Quotation);

/// <param name="Quote">The quotation accepted; null takes the last one, or <paramref name="Amount"/> where there is none.</param>
/// <param name="AcceptedAfterExpiry">True if the buyer accepted the quotation after its validity had ended, and it is let stand.</param>
/// <param name="Payment">How it is paid; null takes the quotation's terms.</param>
[GenerateSerializer, Immutable, Alias("inquiry.win.v1")]
public sealed record WinInquiry(Caller Caller, string? Quote, Money? Amount, bool AcceptedAfterExpiry = false, PaymentTerms? Payment = null);

[GenerateSerializer, Immutable, Alias("inquiry.lose.v1")]
public sealed record LoseInquiry(Caller Caller, LostReason Reason, string? Text);

[GenerateSerializer, Immutable, Alias("inquiry.reopen.v1")]
public sealed record ReopenInquiry(Caller Caller);

[GenerateSerializer, Immutable, Alias("inquiry.amend.v1")]
public sealed record AmendInquiry(Caller Caller, InquiryField Field, string? Expected, string? Value);
