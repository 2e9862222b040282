using TradeLive.Views;

namespace TradeLive.Orders;

/// <summary>One order of a customer, from the proforma invoice to closing. Keyed by <see cref="OrderId"/>.</summary>
/// <remarks>
/// Every command is idempotent by its caller's key. All but Place refuse with <c>order.unknown</c> before it is placed and with
/// <c>order.cancelled</c> once it is cancelled.
/// </remarks>
[Alias("order")]
public interface IOrderGrain : IGrainWithStringKey
{
    /// <summary>Places it. Placed again it changes nothing, so that an inquiry that is won makes exactly one order.</summary>
    /// <returns><c>order.bad-deposit</c> unless the deposit is a share from 0 to 1.</returns>
    [Alias("place")] ValueTask<Outcome> Place(PlaceOrder command);

    /// <summary>Records that a step was done on a date.</summary>
    /// <returns><c>order.already-done</c> (on), <c>order.in-future</c> (on), <c>order.too-early</c> (before: the step that comes first).</returns>
    [Alias("complete")] ValueTask<Outcome> Complete(CompleteMilestone command);

    /// <summary>Agrees another date for a step.</summary>
    /// <returns><c>order.already-done</c> (on), <c>order.reason-needed</c>, <c>order.not-a-working-day</c> (on).</returns>
    [Alias("revise")] ValueTask<Outcome> Revise(ReviseDate command);

    /// <summary>Says that a step is late, once; changes nothing if it was done or agreed anew meanwhile.</summary>
    [Alias("check")] ValueTask<Outcome> Check(CheckMilestone command);

    /// <returns><c>order.reason-needed</c>, <c>order.already-delivered</c> (on), <c>order.already-shipped</c> (on).</returns>
    [Alias("cancel")] ValueTask<Outcome> Cancel(CancelOrder command);

    /// <summary>Sets what the customer pays for an order that came from elsewhere without its lines.</summary>
    /// <returns><c>order.has-lines</c> where the amount follows from a quotation.</returns>
    [Alias("correct")] ValueTask<Outcome> Correct(CorrectAmount command);

    /// <summary>The state as it is stored.</summary>
    [Alias("get")] ValueTask<Order> Get();
}

/// <param name="Promised">Delivery date agreed; null takes the usual course.</param>
/// <param name="Past">What is known to have happened since, for orders taken over from elsewhere.</param>
[GenerateSerializer, Immutable, Alias("order.place.v1")]
public sealed record PlaceOrder(Caller Caller, OrderTerms Terms, DateOnly? Promised, PastOrder? Past = null);

/// <param name="DoneUpTo">Steps planned up to this day count as done on their day, since nothing else is known of them.</param>
/// <param name="CancelReason">Why it was cancelled.</param>
[GenerateSerializer, Immutable, Alias("order.past.v1")]
public sealed record PastOrder(DateOnly DoneUpTo, string? CancelReason);

[GenerateSerializer, Immutable, Alias("order.complete.v1")]
public sealed record CompleteMilestone(Caller Caller, Milestone Milestone, DateOnly On);

[GenerateSerializer, Immutable, Alias("order.revise.v1")]
public sealed record ReviseDate(Caller Caller, Milestone Milestone, DateOnly To, string Reason);

[GenerateSerializer, Immutable, Alias("order.check.v1")]
public sealed record CheckMilestone(Caller Caller, Milestone Milestone);

[GenerateSerializer, Immutable, Alias("order.correct.v1")]
public sealed record CorrectAmount(Caller Caller, Money Total);

/// <param name="Reason">In the words of who cancels, or <see cref="InquiryReopened"/>.</param>
/// <param name="UnlessShipped">True leaves the order as it is once the goods are on their way.</param>
[GenerateSerializer, Immutable, Alias("order.cancel.v1")]
public sealed record CancelOrder(Caller Caller, string Reason, bool UnlessShipped = false)
{
    /// <summary>The reason where nobody gave one: the inquiry that it came from was reopened. Resource key <c>order.cancel.{reason}</c>.</summary>
    public const string InquiryReopened = "inquiry-reopened";
}
