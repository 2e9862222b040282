namespace TradeLive.Teams;

internal sealed class TeamGrain([PersistentState("team")] IPersistentState<Recorded<Team>> record, TimeProvider clock)
    : RecordedGrain<Team, TeamEvent>(record, clock, (team, happened) => team.Apply(happened)), ITeamGrain
{
    protected override string StreamKind => "team";

    public ValueTask<Outcome> Form(FormTeam c) => Decide(c.Caller, (team, now) => team.Form(c, now));
    public ValueTask<Outcome> Change(ChangeTeam c) => Decide(c.Caller, (team, now) => team.Change(c, now), c.Seen);
    public ValueTask<Team> Get() => new(State);
}
