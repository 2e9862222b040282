using System.Text.Json.Serialization;

namespace TradeLive.Surveys;

/// <summary>What can happen to a survey. No event speaks of an answer: the log says who asked for a signature, and when, and nothing of what came of it.</summary>
[GenerateSerializer, Immutable]
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(SurveyDrafted), "survey.drafted.v1")]
[JsonDerivedType(typeof(SurveyChanged), "survey.changed.v1")]
[JsonDerivedType(typeof(SurveyOpened), "survey.opened.v1")]
[JsonDerivedType(typeof(SurveyInvited), "survey.invited.v1")]
[JsonDerivedType(typeof(SurveyTokenGranted), "survey.token-granted.v1")]
[JsonDerivedType(typeof(SurveyCodesMade), "survey.codes-made.v1")]
[JsonDerivedType(typeof(SurveyReleased), "survey.released.v1")]
[JsonDerivedType(typeof(SurveyClosed), "survey.closed.v1")]
[JsonDerivedType(typeof(SurveySettled), "survey.settled.v1")]
[JsonDerivedType(typeof(SurveyDiscarded), "survey.discarded.v1")]
public abstract record SurveyEvent(DateTimeOffset At) : IEvent;

[GenerateSerializer, Immutable, Alias("survey.drafted.v1")]
public sealed record SurveyDrafted(DateTimeOffset At, SurveyTerms Terms, string Series, int Number) : SurveyEvent(At);

[GenerateSerializer, Immutable, Alias("survey.changed.v1")]
public sealed record SurveyChanged(DateTimeOffset At, SurveyTerms Terms) : SurveyEvent(At);

/// <summary>From now on signatures are given, all with this key.</summary>
[GenerateSerializer, Immutable, Alias("survey.opened.v1")]
public sealed record SurveyOpened(DateTimeOffset At, BlindKey Key, string Fingerprint) : SurveyEvent(At);

/// <param name="People">Those who were not invited before.</param>
[GenerateSerializer, Immutable, Alias("survey.invited.v1")]
public sealed record SurveyInvited(DateTimeOffset At, IReadOnlyList<string> People) : SurveyEvent(At);

/// <summary>A person's blinded message may be signed: once, and before it is.</summary>
[GenerateSerializer, Immutable, Alias("survey.token-granted.v1")]
public sealed record SurveyTokenGranted(DateTimeOffset At, string Person, string Blinded) : SurveyEvent(At);

/// <param name="People">Those who answer by code: as many codes were made.</param>
[GenerateSerializer, Immutable, Alias("survey.codes-made.v1")]
public sealed record SurveyCodesMade(DateTimeOffset At, IReadOnlyList<string> People) : SurveyEvent(At);

/// <summary>Answers that had come in were chosen by chance and released together.</summary>
[GenerateSerializer, Immutable, Alias("survey.released.v1")]
public sealed record SurveyReleased(DateTimeOffset At, int Number, DateOnly Day, int Count, string Digest) : SurveyEvent(At);

[GenerateSerializer, Immutable, Alias("survey.closed.v1")]
public sealed record SurveyClosed(DateTimeOffset At) : SurveyEvent(At);

/// <summary>It has ended.</summary>
/// <param name="Answers">Received in all; where fewer than k, they were destroyed unseen.</param>
[GenerateSerializer, Immutable, Alias("survey.settled.v1")]
public sealed record SurveySettled(DateTimeOffset At, int Answers) : SurveyEvent(At);

[GenerateSerializer, Immutable, Alias("survey.discarded.v1")]
public sealed record SurveyDiscarded(DateTimeOffset At) : SurveyEvent(At);
