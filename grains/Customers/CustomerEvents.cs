using System.Text.Json.Serialization;
using TradeLive.Scoring;

namespace TradeLive.Customers;

/// <summary>What can happen to a customer.</summary>
[GenerateSerializer, Immutable]
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(CustomerOpened), "customer.opened.v1")]
[JsonDerivedType(typeof(CustomerForwarded), "customer.forwarded.v1")]
[JsonDerivedType(typeof(CustomerContactAdded), "customer.contact-added.v1")]
[JsonDerivedType(typeof(CustomerAssigned), "customer.assigned.v1")]
[JsonDerivedType(typeof(CustomerNoted), "customer.noted.v1")]
[JsonDerivedType(typeof(CustomerMatchProposed), "customer.match-proposed.v1")]
[JsonDerivedType(typeof(CustomerMatchDismissed), "customer.match-dismissed.v1")]
[JsonDerivedType(typeof(CustomerChurnScored), "customer.churn-scored.v1")]
[JsonDerivedType(typeof(CustomerCarePlanned), "customer.care-planned.v1")]
[JsonDerivedType(typeof(CustomerCareDone), "customer.care-done.v1")]
[JsonDerivedType(typeof(CustomerComplained), "customer.complained.v1")]
[JsonDerivedType(typeof(CustomerComplaintSettled), "customer.complaint-settled.v1")]
public abstract record CustomerEvent(DateTimeOffset At) : IEvent;

/// <summary>A buyer not known before became a customer.</summary>
/// <param name="Name">The company's name; the buyer's where there is no company.</param>
[GenerateSerializer, Immutable, Alias("customer.opened.v1")]
public sealed record CustomerOpened(DateTimeOffset At, string Name, string? Country, Contact? Contact) : CustomerEvent(At);

/// <summary>Never opened: the same buyer was found to be another customer meanwhile.</summary>
[GenerateSerializer, Immutable, Alias("customer.forwarded.v1")]
public sealed record CustomerForwarded(DateTimeOffset At, CustomerId To) : CustomerEvent(At);

[GenerateSerializer, Immutable, Alias("customer.contact-added.v1")]
public sealed record CustomerContactAdded(DateTimeOffset At, Contact Contact) : CustomerEvent(At);

/// <summary>A rep looks after the customer from now on.</summary>
[GenerateSerializer, Immutable, Alias("customer.assigned.v1")]
public sealed record CustomerAssigned(DateTimeOffset At, RepId? From, RepId To, TeamId? Team) : CustomerEvent(At);

[GenerateSerializer, Immutable, Alias("customer.noted.v1")]
public sealed record CustomerNoted(DateTimeOffset At, string Text) : CustomerEvent(At);

/// <summary>Another customer has nearly the same name.</summary>
[GenerateSerializer, Immutable, Alias("customer.match-proposed.v1")]
public sealed record CustomerMatchProposed(DateTimeOffset At, ProposedMatch Match) : CustomerEvent(At);

/// <summary>A person said that the other customer is not the same.</summary>
[GenerateSerializer, Immutable, Alias("customer.match-dismissed.v1")]
public sealed record CustomerMatchDismissed(DateTimeOffset At, CustomerId Customer) : CustomerEvent(At);

/// <summary>Somebody is to call or write, so that the customer stays.</summary>
/// <param name="Number">1 for the customer's first, and so on.</param>
/// <param name="Text">What is to be said; the whole message where it is one.</param>
[GenerateSerializer, Immutable, Alias("customer.care-planned.v1")]
public sealed record CustomerCarePlanned(DateTimeOffset At, int Number, CareKind Kind, RepId To, DateOnly Due, string Text) : CustomerEvent(At);

/// <summary>It was done, with this result.</summary>
/// <param name="To">Whose it was to do.</param>
[GenerateSerializer, Immutable, Alias("customer.care-done.v1")]
public sealed record CustomerCareDone(DateTimeOffset At, int Number, RepId To, CareResult Result, string? Text) : CustomerEvent(At);

/// <summary>A buyer complained.</summary>
/// <param name="Number">1 for the customer's first, and so on.</param>
/// <param name="Order">What it is about; null where about no order.</param>
/// <param name="On">The day on which it came, which may be earlier than the day it was recorded.</param>
[GenerateSerializer, Immutable, Alias("customer.complained.v1")]
public sealed record CustomerComplained(DateTimeOffset At, int Number, ComplaintKind Kind, OrderId? Order, DateOnly On, string Text) : CustomerEvent(At);

[GenerateSerializer, Immutable, Alias("customer.complaint-settled.v1")]
public sealed record CustomerComplaintSettled(DateTimeOffset At, int Number, ComplaintSettlement How, string Text) : CustomerEvent(At);

/// <param name="Facts">Which of the customer's facts were known to the score, by their count; 0 where it was not kept.</param>
[GenerateSerializer, Immutable, Alias("customer.churn-scored.v1")]
public sealed record CustomerChurnScored(DateTimeOffset At, ChurnScore Score, int Facts = 0) : CustomerEvent(At);
