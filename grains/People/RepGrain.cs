namespace TradeLive.People;

internal sealed class RepGrain([PersistentState("rep")] IPersistentState<Recorded<Rep>> record, TimeProvider clock)
    : RecordedGrain<Rep, RepEvent>(record, clock, (rep, happened) => rep.Apply(happened)), IRepGrain
{
    protected override string StreamKind => "rep";

    public ValueTask<Outcome> Hire(HireRep c) => Decide(c.Caller, (rep, now) => rep.Hire(c, now));
    public ValueTask<Outcome> Change(ChangeRep c) => Decide(c.Caller, (rep, now) => rep.Change(c, now));
    public ValueTask<Outcome> Put(PutRep c) => Decide(c.Caller, (rep, now) => rep.Put(c, now), c.Seen);
    public ValueTask<Outcome> SetLeave(SetLeave c) => Decide(c.Caller, (rep, now) => rep.SetLeave(c.Leave, now));
    public ValueTask<Outcome> AddLeave(AddLeave c) => Decide(c.Caller, (rep, now) => rep.SetLeave([.. rep.Leave, c.Leave], now));
    public ValueTask<Outcome> RemoveLeave(RemoveLeave c) => Decide(c.Caller, (rep, now) => rep.SetLeave([.. rep.Leave.Where(leave => leave != c.Leave)], now));
    public ValueTask<Outcome> Deactivate(DeactivateRep c) => Decide(c.Caller, (rep, now) => rep.Deactivate(now));
    public ValueTask<Outcome> Activate(ActivateRep c) => Decide(c.Caller, (rep, now) => rep.Activate(now));
    public ValueTask<Rep> Get() => new(State);
}
