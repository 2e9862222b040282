using TradeLive.Inquiries;
using TradeLive.Views;

namespace TradeLive.Orders;

/// <summary>How an order is paid: a deposit before production, the balance at a step of its own.</summary>
/// <param name="DepositShare">0 to 1 of the total.</param>
/// <param name="BalanceBeforeShipment">True if the balance is due before shipment, false if against a copy of the B/L.</param>
[GenerateSerializer, Immutable, Alias("payment-terms.v1")]
public readonly record struct PaymentTerms(decimal DepositShare, bool BalanceBeforeShipment)
{
    /// <summary>T/T 30/70, balance against a copy of the B/L.</summary>
    public static PaymentTerms Default => new(0.3m, false);

    /// <summary>Deposit and balance, in whole smallest units, which sum to the total exactly.</summary>
    public (Money Deposit, Money Balance) Split(Money total)
    {
        var parts = total.Allocate(DepositShare, 1 - DepositShare);
        return (parts[0], parts[1]);
    }
}

/// <summary>One step of an order.</summary>
/// <param name="Planned">Date promised when the order was placed, or agreed anew with a reason.</param>
/// <param name="Original">Date promised when the order was placed: stays, so that on-time cannot be talked up.</param>
/// <param name="Done">When it was done.</param>
/// <param name="Reason">Why the date was agreed anew.</param>
/// <param name="SaidLate">True once the planned day went by and it was said.</param>
[GenerateSerializer, Immutable, Alias("order-step.v1")]
public sealed record Step(Milestone Milestone, DateOnly Planned, DateOnly Original, DateOnly? Done = null, string? Reason = null, bool SaidLate = false);

/// <summary>The state of an order: the fold of its events, nothing else.</summary>
[GenerateSerializer, Alias("order.v1")]
public sealed record Order : StoredState
{
    /// <summary>Null until placed.</summary>
    [Id(0)] public OrderTerms? Terms { get; init; }
    [Id(1)] public IReadOnlyList<Step> Steps { get => field ?? []; init; }
    [Id(2)] public string? CancelReason { get; init; }
    [Id(3)] public DateTimeOffset? CancelledAt { get; init; }

    public bool Exists => Terms is not null;
    public bool IsCancelled => CancelledAt is not null;
    public bool IsDelivered => DoneOn(Milestone.Delivered) is not null;

    public DateOnly? DoneOn(Milestone milestone) => Steps.FirstOrDefault(step => step.Milestone == milestone)?.Done;

    public Order Apply(OrderEvent happened) => happened switch
    {
        OrderPlaced e => this with { Terms = e.Terms, Steps = [.. e.Plan.Select(due => new Step(due.Milestone, due.On, due.On))] },
        OrderTakenOver e => this with { Steps = [.. Steps.Select(step => step.Planned <= e.DoneUpTo ? step with { Done = step.Planned, SaidLate = true } : step)] },
        OrderMilestoneDone e => this with { Steps = [.. Steps.Select(step => step.Milestone == e.Milestone ? step with { Done = e.On } : step)] },
        OrderDateRevised e => this with
        {
            Steps = [.. Steps.Select(step => step.Milestone == e.Milestone ? step with { Planned = e.To, Reason = e.Reason, SaidLate = false } : step)],
        },
        OrderMilestoneLate e => this with { Steps = [.. Steps.Select(step => step.Milestone == e.Milestone ? step with { SaidLate = true } : step)] },
        OrderAmountCorrected e => this with { Terms = Terms! with { Total = e.To, Lines = [Terms.Lines[0] with { UnitPrice = e.To }] } },
        OrderCancelled e => this with { CancelReason = e.Reason, CancelledAt = e.At },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} is no event of an order."),
    };
}

/// <summary>What was agreed.</summary>
/// <param name="Number">The number that people know it by.</param>
/// <param name="Inquiry">The inquiry that was won; null for orders that came otherwise.</param>
/// <param name="Total">What the customer pays for all lines.</param>
/// <param name="Calendar">Days on which the seller works.</param>
/// <param name="OrderedOn">The date of <paramref name="OrderedAt"/>, where no time of day is known.</param>
[GenerateSerializer, Immutable, Alias("order-terms.v1")]
public sealed record OrderTerms(
    string Number, CustomerId Customer, InquiryId? Inquiry, RepId? Owner, TeamId? Team, Money Total, IReadOnlyList<QuoteLine> Lines,
    DeliveryTerm? Delivery, PaymentTerms Payment, DateTimeOffset OrderedAt, WorkCalendar Calendar,
    DateOnly? OrderedOn = null);
