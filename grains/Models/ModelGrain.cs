namespace TradeLive.Models;

internal sealed class ModelGrain([PersistentState("model")] IPersistentState<Recorded<ModelRegister>> record, TimeProvider clock)
    : RecordedGrain<ModelRegister, ModelEvent>(record, clock, (register, happened) => register.Apply(happened)), IModelGrain
{
    protected override string StreamKind => "model";

    public ValueTask<Outcome> Request(RequestTraining c) => Decide(c.Caller, (register, now) => register.Request(c, now));
    public ValueTask<Outcome> Cancel(CancelTraining c) => Decide(c.Caller, (register, now) => register.Cancel(now));
    public ValueTask<Outcome> Conclude(ConcludeTraining c) => Decide(c.Caller, (register, now) => register.Conclude(c, now));
    public ValueTask<Outcome> Fail(FailTraining c) => Decide(c.Caller, (register, now) => register.Fail(c, now));
    public ValueTask<Outcome> Import(ImportModel c) => Decide(c.Caller, (register, now) => register.Import(c, now));
    public ValueTask<Outcome> Promote(PromoteModel c) => Decide(c.Caller, (register, now) => register.Promote(c, now));
    public ValueTask<Outcome> RollBack(RollBackModel c) => Decide(c.Caller, (register, now) => register.RollBack(now));
    public ValueTask<Outcome> MarkDamaged(MarkDamaged c) => Decide(c.Caller, (register, now) => register.MarkDamaged(c, now));
    public ValueTask<Outcome> BeginWatch(BeginWatch c) => Decide(c.Caller, (register, now) => register.BeginWatch(c, now));
    public ValueTask<Outcome> ConcludeWatch(ConcludeWatch c) => Decide(c.Caller, (register, now) => register.ConcludeWatch(c, now));
    public ValueTask<ModelRegister> Get() => new(State);
}
