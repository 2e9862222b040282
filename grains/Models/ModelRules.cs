namespace TradeLive.Models;

/// <summary>When a training begins and ends, and which model is the champion.</summary>
public static class ModelRules
{
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

    public static Decision<ModelEvent> MarkDrifted(this ModelRegister register, MarkDrifted command, DateTimeOffset now) =>
        register.Champion?.Version != command.Version || register.Alerts.Any(alert => alert.Version == command.Version && alert.Code == command.Code)
            ? Decision.Nothing
            : new ModelDrifted(now, command.Version, command.Code, command.Data);
}
