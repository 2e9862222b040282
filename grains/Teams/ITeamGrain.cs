namespace TradeLive.Teams;

/// <summary>One sales team: its calendar and its terms. Keyed by <see cref="TeamId"/>.</summary>
/// <remarks>Every command is idempotent by its caller's key.</remarks>
[Alias("team")]
public interface ITeamGrain : IGrainWithStringKey
{
    /// <summary>Forms the team. Forming one that is there already with the same terms changes nothing.</summary>
    /// <returns><c>team.already-formed</c>, or what <see cref="Change"/> refuses.</returns>
    [Alias("form")] ValueTask<Outcome> Form(FormTeam command);

    /// <summary>Sets name, lead, calendar and terms.</summary>
    /// <returns>
    /// <c>team.unknown</c>, <c>team.no-name</c>, <c>team.bad-minutes</c> (minutes must be above zero),
    /// <c>team.bad-promise</c> (hours above zero, warning between zero and the promise), <c>team.bad-value</c>, <c>hours.bad-zone</c> (zone).
    /// </returns>
    [Alias("change")] ValueTask<Outcome> Change(ChangeTeam command);

    /// <summary>The state as it is stored.</summary>
    [Alias("get")] ValueTask<Team> Get();
}

[GenerateSerializer, Immutable, Alias("team.form.v1")]
public sealed record FormTeam(Caller Caller, TeamTerms Terms);

/// <param name="Seen">Version that the caller saw; <c>changed-meanwhile</c> (by) if it is past that. Null overwrites.</param>
[GenerateSerializer, Immutable, Alias("team.change.v1")]
public sealed record ChangeTeam(Caller Caller, TeamTerms Terms, long? Seen = null);
