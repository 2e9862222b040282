using System.Text.Json.Serialization;
using TradeLive.Scoring;

namespace TradeLive.Models;

/// <summary>What can happen to the models of a task.</summary>
[GenerateSerializer, Immutable]
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ModelTrainingRequested), "model.training-requested.v1")]
[JsonDerivedType(typeof(ModelTrained), "model.trained.v1")]
[JsonDerivedType(typeof(ModelPromoted), "model.promoted.v1")]
[JsonDerivedType(typeof(ModelRefused), "model.refused.v1")]
[JsonDerivedType(typeof(ModelRolledBack), "model.rolled-back.v1")]
[JsonDerivedType(typeof(ModelTrainingCancelled), "model.training-cancelled.v1")]
[JsonDerivedType(typeof(ModelTrainingFailed), "model.training-failed.v1")]
[JsonDerivedType(typeof(ModelDrifted), "model.drifted.v1")]
[JsonDerivedType(typeof(ModelDamaged), "model.damaged.v1")]
[JsonDerivedType(typeof(ModelWatchBegun), "model.watch-begun.v1")]
[JsonDerivedType(typeof(ModelWatched), "model.watched.v1")]
public abstract record ModelEvent(DateTimeOffset At) : IEvent;

/// <param name="Training">Its number: 1 for the first of the task.</param>
[GenerateSerializer, Immutable, Alias("model.training-requested.v1")]
public sealed record ModelTrainingRequested(DateTimeOffset At, int Training, bool BySchedule) : ModelEvent(At);

/// <summary>There is a challenger: trained here, or brought in as a file.</summary>
[GenerateSerializer, Immutable, Alias("model.trained.v1")]
public sealed record ModelTrained(DateTimeOffset At, int Version, ModelSummary Summary) : ModelEvent(At);

/// <summary>The challenger is the champion now.</summary>
/// <param name="Training">The training that ended with it; null where a person decided.</param>
/// <param name="Verdict">Null where a person decided.</param>
[GenerateSerializer, Immutable, Alias("model.promoted.v1")]
public sealed record ModelPromoted(DateTimeOffset At, int Version, int? Training, ModelVerdict? Verdict) : ModelEvent(At);

/// <summary>The champion stays.</summary>
/// <param name="Version">The challenger; null where it did not come to one.</param>
[GenerateSerializer, Immutable, Alias("model.refused.v1")]
public sealed record ModelRefused(DateTimeOffset At, int Training, int? Version, ModelVerdict Verdict) : ModelEvent(At);

/// <param name="To">The champion before; null for the prior.</param>
[GenerateSerializer, Immutable, Alias("model.rolled-back.v1")]
public sealed record ModelRolledBack(DateTimeOffset At, int From, int? To) : ModelEvent(At);

[GenerateSerializer, Immutable, Alias("model.training-cancelled.v1")]
public sealed record ModelTrainingCancelled(DateTimeOffset At, int Training) : ModelEvent(At);

[GenerateSerializer, Immutable, Alias("model.training-failed.v1")]
public sealed record ModelTrainingFailed(DateTimeOffset At, int Training, string Error) : ModelEvent(At);

/// <summary>What the champion is asked about is no longer what it has learnt from.</summary>
[GenerateSerializer, Immutable, Alias("model.drifted.v1")]
public sealed record ModelDrifted(DateTimeOffset At, int Version, string Code, IReadOnlyDictionary<string, string> Data) : ModelEvent(At);

/// <summary>The file of a model cannot be read.</summary>
/// <param name="To">The champion from now on; null for the prior.</param>
[GenerateSerializer, Immutable, Alias("model.damaged.v1")]
public sealed record ModelDamaged(DateTimeOffset At, int Version, int? To, bool IsOtherForm = false) : ModelEvent(At);

/// <summary>A node has begun to look at the champion.</summary>
[GenerateSerializer, Immutable, Alias("model.watch-begun.v1")]
public sealed record ModelWatchBegun(DateTimeOffset At, string Node) : ModelEvent(At);

/// <summary>The champion was looked at.</summary>
[GenerateSerializer, Immutable, Alias("model.watched.v1")]
public sealed record ModelWatched(DateTimeOffset At, ModelWatch Found) : ModelEvent(At);
