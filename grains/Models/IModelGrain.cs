using TradeLive.Scoring;

namespace TradeLive.Models;

/// <summary>The register of the models of one task, keyed by one of <see cref="ModelTasks"/>.</summary>
/// <remarks>Every command is idempotent by its caller's key.</remarks>
[Alias("model")]
public interface IModelGrain : IGrainWithStringKey
{
    /// <summary>Asks for a training. Changes nothing while one runs.</summary>
    [Alias("request-training")] ValueTask<Outcome> Request(RequestTraining command);

    /// <summary>Calls the running training off. Changes nothing where none runs.</summary>
    [Alias("cancel-training")] ValueTask<Outcome> Cancel(CancelTraining command);

    /// <summary>A training has come to its end, with a challenger or without. Changes nothing if it was called off meanwhile.</summary>
    [Alias("conclude-training")] ValueTask<Outcome> Conclude(ConcludeTraining command);

    /// <summary>A training could not be ended. Changes nothing if it was called off meanwhile.</summary>
    [Alias("fail-training")] ValueTask<Outcome> Fail(FailTraining command);

    /// <summary>Takes in a model made elsewhere as a challenger. The same file again changes nothing.</summary>
    [Alias("import-model")] ValueTask<Outcome> Import(ImportModel command);

    /// <summary>Makes a challenger the champion, whatever the gate said: a person decided.</summary>
    /// <returns><c>model.no-version</c>, <c>model.is-damaged</c>.</returns>
    [Alias("promote-model")] ValueTask<Outcome> Promote(PromoteModel command);

    /// <summary>The champion before becomes champion again; the prior where there was none.</summary>
    /// <returns><c>model.no-champion</c>.</returns>
    [Alias("roll-back")] ValueTask<Outcome> RollBack(RollBackModel command);

    /// <summary>Its file cannot be read: the last good one serves, else the prior.</summary>
    [Alias("mark-damaged")] ValueTask<Outcome> MarkDamaged(MarkDamaged command);

    /// <summary>A node is about to look whether the champion has drifted. Changes nothing where that is not due, or another node is at it.</summary>
    [Alias("begin-watch")] ValueTask<Outcome> BeginWatch(BeginWatch command);

    /// <summary>The look at the champion has come to its end. Changes nothing if another node has taken it over, or the champion has changed.</summary>
    [Alias("conclude-watch")] ValueTask<Outcome> ConcludeWatch(ConcludeWatch command);

    /// <summary>The state as it is stored.</summary>
    [Alias("get")] ValueTask<ModelRegister> Get();
}

[GenerateSerializer, Immutable, Alias("model.request-training.v1")]
public sealed record RequestTraining(Caller Caller, bool BySchedule = false);

[GenerateSerializer, Immutable, Alias("model.cancel-training.v1")]
public sealed record CancelTraining(Caller Caller);

/// <param name="Challenger">Null where it did not come to one.</param>
[GenerateSerializer, Immutable, Alias("model.conclude-training.v1")]
public sealed record ConcludeTraining(Caller Caller, int Training, ModelSummary? Challenger, ModelVerdict Verdict);

[GenerateSerializer, Immutable, Alias("model.fail-training.v1")]
public sealed record FailTraining(Caller Caller, int Training, string Error);

[GenerateSerializer, Immutable, Alias("model.import.v1")]
public sealed record ImportModel(Caller Caller, ModelSummary Model);

[GenerateSerializer, Immutable, Alias("model.promote.v1")]
public sealed record PromoteModel(Caller Caller, int Version);

[GenerateSerializer, Immutable, Alias("model.roll-back.v1")]
public sealed record RollBackModel(Caller Caller);

/// <param name="IsOtherForm">The file may be whole, but another version of the program wrote it.</param>
[GenerateSerializer, Immutable, Alias("model.mark-damaged.v1")]
public sealed record MarkDamaged(Caller Caller, int Version, bool IsOtherForm = false);

/// <param name="Node">Names the process that will look.</param>
[GenerateSerializer, Immutable, Alias("model.begin-watch.v1")]
public sealed record BeginWatch(Caller Caller, string Node, int Version);

/// <param name="Alerts">What a person should look at; each kind is said once of a champion.</param>
[GenerateSerializer, Immutable, Alias("model.conclude-watch.v1")]
public sealed record ConcludeWatch(Caller Caller, string Node, ModelWatch Found, IReadOnlyList<DriftFound> Alerts);

/// <param name="Code">Resource key <c>model.alert.{Code}</c>.</param>
[GenerateSerializer, Immutable, Alias("model.drift-found.v1")]
public sealed record DriftFound(string Code, IReadOnlyDictionary<string, string> Data);
