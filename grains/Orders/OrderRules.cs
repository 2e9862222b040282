using System.Globalization;
using TradeLive.Views;

namespace TradeLive.Orders;

/// <summary>What may happen to an order.</summary>
public static class OrderRules
{
    static readonly Refusal Unknown = Refusal.Of("order.unknown");

    public static Decision<OrderEvent> Place(this Order order, PlaceOrder command, DateTimeOffset now)
    {
        if (order.Exists) return Decision.Nothing;
        if (OrderRefusal.Of(command.Terms.Payment) is { } refusal) return refusal;

        var at = command.Terms.OrderedAt < now ? command.Terms.OrderedAt : now;
        var ordered = command.Terms.OrderedOn ?? DateOnly.FromDateTime(at.UtcDateTime);
        List<OrderEvent> happens = [new OrderPlaced(at, command.Terms, MilestonePlan.Plan(ordered, command.Promised, command.Terms.Calendar, command.Terms.Payment))];
        if (command.Past is not { } past) return happens;
        happens.Add(past.CancelReason is { } reason ? new OrderCancelled(at, reason) : new OrderTakenOver(now, past.DoneUpTo));
        return happens;
    }

    public static Decision<OrderEvent> Complete(this Order order, CompleteMilestone command, DateTimeOffset now)
    {
        if (Closed(order) is { } refusal) return refusal;
        if (order.DoneOn(command.Milestone) is { } done) return done == command.On ? Decision.Nothing : Refusal.Of("order.already-done", ("on", Text(done)));
        // Somewhere on earth it is already tomorrow.
        if (command.On > DateOnly.FromDateTime(now.UtcDateTime.AddHours(14))) return Refusal.Of("order.in-future", ("on", Text(command.On)));
        return Earlier(order, command.Milestone) is { } first
            ? Refusal.Of("order.too-early", ("before", first.ToString()))
            : new OrderMilestoneDone(now, command.Milestone, command.On);
    }

    public static Decision<OrderEvent> Revise(this Order order, ReviseDate command, DateTimeOffset now)
    {
        if (Closed(order) is { } refusal) return refusal;
        var step = order.Steps.Single(step => step.Milestone == command.Milestone);
        if (step.Done is { } done) return Refusal.Of("order.already-done", ("on", Text(done)));
        if (string.IsNullOrWhiteSpace(command.Reason)) return Refusal.Of("order.reason-needed");
        if (!order.Terms!.Calendar.IsWorking(command.To)) return Refusal.Of("order.not-a-working-day", ("on", Text(command.To)));
        return command.To == step.Planned ? Decision.Nothing : new OrderDateRevised(now, command.Milestone, step.Planned, command.To, command.Reason.Trim());
    }

    public static Decision<OrderEvent> Check(this Order order, CheckMilestone command, DateTimeOffset now)
    {
        if (!order.Exists) return Unknown;
        var step = order.Steps.Single(step => step.Milestone == command.Milestone);
        return order.IsCancelled || step.SaidLate || step.Done is not null || DateOnly.FromDateTime(now.UtcDateTime) <= step.Planned
            ? Decision.Nothing
            : new OrderMilestoneLate(now, command.Milestone, step.Planned);
    }

    public static Decision<OrderEvent> Cancel(this Order order, CancelOrder command, DateTimeOffset now)
    {
        if (Closed(order) is { } refusal) return refusal;
        if (order.DoneOn(Milestone.Delivered) is { } delivered) return Refusal.Of("order.already-delivered", ("on", Text(delivered)));
        if (command.UnlessShipped && order.DoneOn(Milestone.Shipped) is { } shipped) return Refusal.Of("order.already-shipped", ("on", Text(shipped)));
        return string.IsNullOrWhiteSpace(command.Reason) ? Refusal.Of("order.reason-needed") : new OrderCancelled(now, command.Reason.Trim());
    }

    public static Decision<OrderEvent> Correct(this Order order, CorrectAmount command, DateTimeOffset now)
    {
        if (Closed(order) is { } refusal) return refusal;
        var terms = order.Terms!;
        if (terms.Total == command.Total) return Decision.Nothing;
        return terms is { Lines: [{ Quantity: 1 } line], Delivery: null } && line.Amount == terms.Total
            ? new OrderAmountCorrected(now, terms.Total, command.Total)
            : Refusal.Of("order.has-lines");
    }

    /// <summary>The step that must be done first: money before production, goods before shipment, shipment before delivery, delivery before closing.</summary>
    static Milestone? Earlier(Order order, Milestone milestone)
    {
        Milestone? first = milestone switch
        {
            Milestone.Production when order.Terms!.Payment.DepositShare > 0 => Milestone.DepositReceived,
            Milestone.Inspection => Milestone.Production,
            Milestone.Shipped when order.Terms!.Payment.BalanceBeforeShipment => Milestone.BalanceReceived,
            Milestone.Shipped => Milestone.Production,
            Milestone.Delivered => Milestone.Shipped,
            Milestone.Closed => Milestone.Delivered,
            _ => null,
        };
        return first is { } needed && order.DoneOn(needed) is null ? needed : null;
    }

    static Refusal? Closed(Order order) => order switch
    {
        { Exists: false } => Unknown,
        { IsCancelled: true } => Refusal.Of("order.cancelled"),
        _ => null,
    };

    static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>What is wrong with the terms of an order.</summary>
public static class OrderRefusal
{
    /// <returns><c>order.bad-deposit</c> unless the deposit is a share from 0 to 1; null if all is well, or nothing is said.</returns>
    public static Refusal? Of(PaymentTerms? payment) => payment is { DepositShare: < 0 or > 1 } ? Refusal.Of("order.bad-deposit") : null;
}
