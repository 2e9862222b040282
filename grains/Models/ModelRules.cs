namespace TradeLive.Models;

/// <summary>When a training begins and ends, and which model is the champion.</summary>
public static class ModelRules
{
    /// <summary>From one look at a champion to the next.</summary>
    public static readonly TimeSpan WatchEvery = TimeSpan.FromDays(1);

    /// <summary>A node that has not ended its look within this is taken to be gone.</summary>
    public static readonly TimeSpan WatchTakes = TimeSpan.FromMinutes(30);

    public static Decision<ModelEvent> Request(this ModelRegister register, RequestTraining command, DateTimeOffset now) =>
        register.Running is not null ? Decision.Nothing : new ModelTrainingRequested(now, register.Trainings + 1, command.BySchedule);

    public static Decision<ModelEvent> Cancel(this ModelRegister register, DateTimeOffset now) =>
        register.Running is { } running ? new ModelTrainingCancelled(now, running.Number) : Decision.Nothing;

    public static Decision<ModelEvent> Conclude(this ModelRegister register, ConcludeTraining command, DateTimeOffset now)
    {
        if (register.Running?.Number != command.Training) return Decision.Nothing;
        if (command.Challenger is not { } challenger) return new ModelRefused(now, command.Training, null, command.Verdict);
        var version = register.Versions + 1;
        return (ModelEvent[])
        [
            new ModelTrained(now, version, challenger),
            command.Verdict.Promotes ? new ModelPromoted(now, version, command.Training, command.Verdict) : new ModelRefused(now, command.Training, version, command.Verdict),
        ];
    }

    public static Decision<ModelEvent> Fail(this ModelRegister register, FailTraining command, DateTimeOffset now) =>
        register.Running?.Number == command.Training ? new ModelTrainingFailed(now, command.Training, command.Error) : Decision.Nothing;

    public static Decision<ModelEvent> Import(this ModelRegister register, ImportModel command, DateTimeOffset now) =>
        register.Models.Any(model => model.Summary.Hash == command.Model.Hash && !model.IsDamaged) ? Decision.Nothing : new ModelTrained(now, register.Versions + 1, command.Model);

    public static Decision<ModelEvent> Promote(this ModelRegister register, PromoteModel command, DateTimeOffset now) => register.Find(command.Version) switch
    {
        null => Refusal.Of("model.no-version"),
        { IsDamaged: true } => Refusal.Of("model.is-damaged"),
        var model when model.Version == register.Champion?.Version => Decision.Nothing,
        _ => new ModelPromoted(now, command.Version, null, null),
    };

    public static Decision<ModelEvent> RollBack(this ModelRegister register, DateTimeOffset now) =>
        register.Champion is { } champion ? new ModelRolledBack(now, champion.Version, register.Former) : Refusal.Of("model.no-champion");

    public static Decision<ModelEvent> MarkDamaged(this ModelRegister register, MarkDamaged command, DateTimeOffset now)
    {
        if (register.Find(command.Version) is null or { IsDamaged: true }) return Decision.Nothing;
        return new ModelDamaged(now, command.Version, register.Champion?.Version == command.Version ? register.Former : register.Champion?.Version, command.IsOtherForm);
    }

    /// <summary>Whether the champion was not looked at for a day, or never, and no node is at it.</summary>
    public static bool IsWatchDue(this ModelRegister register, DateTimeOffset now) =>
        register.Champion is { } champion
        && (register.Watched is not { } watched || watched.Version != champion.Version || now - watched.At >= WatchEvery)
        && (register.Watching is not { } watching || now - watching.At >= WatchTakes);

    public static Decision<ModelEvent> BeginWatch(this ModelRegister register, BeginWatch command, DateTimeOffset now) =>
        register.Champion?.Version == command.Version && register.IsWatchDue(now) ? new ModelWatchBegun(now, command.Node) : Decision.Nothing;

    public static Decision<ModelEvent> ConcludeWatch(this ModelRegister register, ConcludeWatch command, DateTimeOffset now)
    {
        if (register.Watching?.Node != command.Node || register.Champion?.Version != command.Found.Version) return Decision.Nothing;
        bool IsKnown(DriftFound drift) => register.Alerts.Any(alert => alert.Version == command.Found.Version && alert.Code == drift.Code);
        return (ModelEvent[])
        [
            new ModelWatched(now, command.Found with { At = now }),
            .. command.Alerts.Where(drift => !IsKnown(drift)).Select(drift => new ModelDrifted(now, command.Found.Version, drift.Code, drift.Data)),
        ];
    }
}
