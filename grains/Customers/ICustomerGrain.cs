using TradeLive.Scoring;

namespace TradeLive.Customers;

/// <summary>A company that buys, or a buyer who has none. Keyed by <see cref="CustomerId"/>.</summary>
/// <remarks>Every command is idempotent by its caller's key. All but Open and Forward refuse with <c>customer.unknown</c> before it is opened.</remarks>
[Alias("customer")]
public interface ICustomerGrain : IGrainWithStringKey
{
    /// <summary>Opens the customer, or adds the contact to one that is open.</summary>
    /// <returns><c>customer.forwarded</c> (to) where this id stands for another customer.</returns>
    [Alias("open")] ValueTask<Outcome> Open(OpenCustomer command);

    /// <summary>Lets an id that was never opened stand for another customer.</summary>
    /// <returns><c>customer.already-open</c>.</returns>
    [Alias("forward")] ValueTask<Outcome> Forward(ForwardCustomer command);

    /// <summary>Gives the customer to a rep; with <see cref="AssignCustomer.IfNobody"/> only where nobody has it.</summary>
    [Alias("assign")] ValueTask<Outcome> Assign(AssignCustomer command);

    /// <returns><c>note.empty</c>.</returns>
    [Alias("note")] ValueTask<Outcome> Note(NoteCustomer command);

    /// <summary>Proposes another customer as the same. Proposed again, or once dismissed, it changes nothing.</summary>
    [Alias("propose-match")] ValueTask<Outcome> ProposeMatch(ProposeMatch command);

    /// <summary>Says that another customer of a near name is not the same, for ever.</summary>
    [Alias("dismiss-match")] ValueTask<Outcome> DismissMatch(DismissMatch command);

    [Alias("score-churn")] ValueTask<Outcome> ScoreChurn(ScoreChurn command);

    /// <summary>Plans a call or a message that is to keep the customer, or records a message as sent.</summary>
    /// <returns><c>care.no-text</c>, <c>care.text-too-long</c> (most), <c>care.due-past</c> (on), <c>care.already-planned</c> (to, on) where one of the kind is still to be done.</returns>
    [Alias("plan-care")] ValueTask<Outcome> PlanCare(PlanCare command);

    /// <returns><c>care.unknown</c>, <c>care.already-done</c>, <c>care.bad-result</c> where the result is none of a call, or none of a message.</returns>
    [Alias("complete-care")] ValueTask<Outcome> CompleteCare(CompleteCare command);

    /// <returns><c>complaint.bad-kind</c>, <c>complaint.future</c> (on), <c>complaint.no-text</c>, <c>complaint.text-too-long</c> (most).</returns>
    [Alias("complain")] ValueTask<Outcome> Complain(RecordComplaint command);

    /// <returns><c>complaint.unknown</c>, <c>complaint.already-settled</c>, <c>complaint.bad-settlement</c>, <c>complaint.no-text</c>, <c>complaint.text-too-long</c> (most).</returns>
    [Alias("settle-complaint")] ValueTask<Outcome> Settle(SettleComplaint command);

    /// <summary>The state as it is stored.</summary>
    [Alias("get")] ValueTask<Customer> Get();
}

/// <param name="At">When the buyer came, for history taken over from elsewhere.</param>
[GenerateSerializer, Immutable, Alias("customer.open.v1")]
public sealed record OpenCustomer(Caller Caller, string Name, string? Country, Contact Contact, DateTimeOffset At);

[GenerateSerializer, Immutable, Alias("customer.forward.v1")]
public sealed record ForwardCustomer(Caller Caller, CustomerId To);

[GenerateSerializer, Immutable, Alias("customer.assign.v1")]
public sealed record AssignCustomer(Caller Caller, RepId To, TeamId? Team, bool IfNobody);

[GenerateSerializer, Immutable, Alias("customer.note.v1")]
public sealed record NoteCustomer(Caller Caller, string Text);

[GenerateSerializer, Immutable, Alias("customer.propose-match.v1")]
public sealed record ProposeMatch(Caller Caller, ProposedMatch Match);

[GenerateSerializer, Immutable, Alias("customer.dismiss-match.v1")]
public sealed record DismissMatch(Caller Caller, CustomerId Customer);

/// <param name="To">Who does it.</param>
/// <param name="Due">The day by which.</param>
/// <param name="Sent">True for a message that has been sent already.</param>
[GenerateSerializer, Immutable, Alias("customer.plan-care.v1")]
public sealed record PlanCare(Caller Caller, CareKind Kind, RepId To, DateOnly Due, string Text, bool Sent = false);

/// <param name="Number">Which of the customer's.</param>
[GenerateSerializer, Immutable, Alias("customer.complete-care.v1")]
public sealed record CompleteCare(Caller Caller, int Number, CareResult Result, string? Text);

/// <param name="Order">What it is about; null where about no order.</param>
/// <param name="On">The day on which it came.</param>
[GenerateSerializer, Immutable, Alias("customer.record-complaint.v1")]
public sealed record RecordComplaint(Caller Caller, ComplaintKind Kind, OrderId? Order, DateOnly On, string Text);

/// <param name="Number">Which of the customer's.</param>
[GenerateSerializer, Immutable, Alias("customer.settle-complaint.v1")]
public sealed record SettleComplaint(Caller Caller, int Number, ComplaintSettlement How, string Text);

/// <param name="Facts">Count of the customer's facts that were known to the score.</param>
[GenerateSerializer, Immutable, Alias("customer.score-churn.v1")]
public sealed record ScoreChurn(Caller Caller, ChurnScore Score, int Facts = 0);
