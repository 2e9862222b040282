namespace TradeLive.Teams;

/// <summary>What makes a team's terms acceptable.</summary>
public static class TeamRules
{
    public static Decision<TeamEvent> Form(this Team team, FormTeam command, DateTimeOffset now)
    {
        if (team.Terms is { } present) return present.SameAs(command.Terms) ? Decision.Nothing : Refusal.Of("team.already-formed");
        return WrongWith(command.Terms) is { } refusal ? refusal : new TeamFormed(now, command.Terms);
    }

    public static Decision<TeamEvent> Change(this Team team, ChangeTeam command, DateTimeOffset now)
    {
        if (team.Terms is not { } present) return Refusal.Of("team.unknown");
        if (WrongWith(command.Terms) is { } refusal) return refusal;
        return present.SameAs(command.Terms) ? Decision.Nothing : new TeamChanged(now, command.Terms);
    }

    static Refusal? WrongWith(TeamTerms terms) => terms switch
    {
        _ when string.IsNullOrWhiteSpace(terms.Name) => Refusal.Of("team.no-name"),
        { ClaimMinutes: <= 0 } or { EscalateMinutes: <= 0 } => Refusal.Of("team.bad-minutes"),
        { Promise.Hours: <= 0 } or { Promise.WarnHours: < 0 } => Refusal.Of("team.bad-promise"),
        _ when terms.Promise.WarnHours > terms.Promise.Hours => Refusal.Of("team.bad-promise"),
        { HighValue: < 0 } => Refusal.Of("team.bad-value"),
        _ => HoursRefusal.Of(terms.Hours),
    };
}

/// <summary>What is wrong with working hours.</summary>
public static class HoursRefusal
{
    /// <returns><c>hours.bad-zone</c> (zone) if the time zone is not known; null if all is well.</returns>
    public static Refusal? Of(WorkingHours hours) =>
        WorkingHours.IsKnownZone(hours.TimeZone) ? null : Refusal.Of("hours.bad-zone", ("zone", hours.TimeZone));
}
