using System.Text.Json.Serialization;
using TradeLive.Views;

namespace TradeLive.Orders;

/// <summary>What can happen to an order.</summary>
[GenerateSerializer, Immutable]
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(OrderPlaced), "order.placed.v1")]
[JsonDerivedType(typeof(OrderTakenOver), "order.taken-over.v1")]
[JsonDerivedType(typeof(OrderMilestoneDone), "order.milestone-done.v1")]
[JsonDerivedType(typeof(OrderDateRevised), "order.date-revised.v1")]
[JsonDerivedType(typeof(OrderMilestoneLate), "order.milestone-late.v1")]
[JsonDerivedType(typeof(OrderCancelled), "order.cancelled.v1")]
[JsonDerivedType(typeof(OrderAmountCorrected), "order.amount-corrected.v1")]
public abstract record OrderEvent(DateTimeOffset At) : IEvent;

/// <summary>A milestone and its date.</summary>
[GenerateSerializer, Immutable, Alias("order-due.v1")]
public readonly record struct Due(Milestone Milestone, DateOnly On);

[GenerateSerializer, Immutable, Alias("order.placed.v1")]
public sealed record OrderPlaced(DateTimeOffset At, OrderTerms Terms, IReadOnlyList<Due> Plan) : OrderEvent(At);

/// <summary>It came from elsewhere, where nothing is kept of its steps: those planned up to a day count as done on their day.</summary>
[GenerateSerializer, Immutable, Alias("order.taken-over.v1")]
public sealed record OrderTakenOver(DateTimeOffset At, DateOnly DoneUpTo) : OrderEvent(At);

/// <param name="On">The date on which it was done, which may be earlier than the day it was recorded.</param>
[GenerateSerializer, Immutable, Alias("order.milestone-done.v1")]
public sealed record OrderMilestoneDone(DateTimeOffset At, Milestone Milestone, DateOnly On) : OrderEvent(At);

/// <summary>Another date was agreed. The original stays known.</summary>
[GenerateSerializer, Immutable, Alias("order.date-revised.v1")]
public sealed record OrderDateRevised(DateTimeOffset At, Milestone Milestone, DateOnly From, DateOnly To, string Reason) : OrderEvent(At);

/// <summary>The planned day of a milestone went by without it.</summary>
[GenerateSerializer, Immutable, Alias("order.milestone-late.v1")]
public sealed record OrderMilestoneLate(DateTimeOffset At, Milestone Milestone, DateOnly Planned) : OrderEvent(At);

/// <summary>Its one line is worth another amount than was taken over.</summary>
[GenerateSerializer, Immutable, Alias("order.amount-corrected.v1")]
public sealed record OrderAmountCorrected(DateTimeOffset At, Money From, Money To) : OrderEvent(At);

[GenerateSerializer, Immutable, Alias("order.cancelled.v1")]
public sealed record OrderCancelled(DateTimeOffset At, string Reason) : OrderEvent(At);
