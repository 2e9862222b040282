using System.Text.Json.Serialization;

namespace TradeLive.Teams;

/// <summary>What can happen to a team.</summary>
[GenerateSerializer, Immutable]
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(TeamFormed), "team.formed.v1")]
[JsonDerivedType(typeof(TeamChanged), "team.changed.v1")]
public abstract record TeamEvent(DateTimeOffset At) : IEvent;

[GenerateSerializer, Immutable, Alias("team.formed.v1")]
public sealed record TeamFormed(DateTimeOffset At, TeamTerms Terms) : TeamEvent(At);

/// <summary>The terms are now these.</summary>
[GenerateSerializer, Immutable, Alias("team.changed.v1")]
public sealed record TeamChanged(DateTimeOffset At, TeamTerms Terms) : TeamEvent(At);
