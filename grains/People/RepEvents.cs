using System.Text.Json.Serialization;

namespace TradeLive.People;

/// <summary>What can happen to a rep.</summary>
[GenerateSerializer, Immutable]
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(RepHired), "rep.hired.v1")]
[JsonDerivedType(typeof(RepChanged), "rep.changed.v1")]
[JsonDerivedType(typeof(RepLeaveSet), "rep.leave-set.v1")]
[JsonDerivedType(typeof(RepLeft), "rep.left.v1")]
[JsonDerivedType(typeof(RepReturned), "rep.returned.v1")]
public abstract record RepEvent(DateTimeOffset At) : IEvent;

[GenerateSerializer, Immutable, Alias("rep.hired.v1")]
public sealed record RepHired(DateTimeOffset At, RepProfile Profile) : RepEvent(At);

/// <summary>The profile is now this, also the team.</summary>
[GenerateSerializer, Immutable, Alias("rep.changed.v1")]
public sealed record RepChanged(DateTimeOffset At, RepProfile Profile) : RepEvent(At);

/// <summary>All leave that is known now; what is not in it was cancelled.</summary>
[GenerateSerializer, Immutable, Alias("rep.leave-set.v1")]
public sealed record RepLeaveSet(DateTimeOffset At, IReadOnlyList<Leave> Leave) : RepEvent(At);

/// <summary>Left the company, or is away without a known return: is offered nothing.</summary>
[GenerateSerializer, Immutable, Alias("rep.left.v1")]
public sealed record RepLeft(DateTimeOffset At) : RepEvent(At);

[GenerateSerializer, Immutable, Alias("rep.returned.v1")]
public sealed record RepReturned(DateTimeOffset At) : RepEvent(At);
