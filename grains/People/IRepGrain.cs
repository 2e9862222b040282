namespace TradeLive.People;

/// <summary>One sales representative. Keyed by <see cref="RepId"/>.</summary>
/// <remarks>Every command is idempotent by its caller's key. All but Hire refuse with <c>rep.unknown</c> before the rep is hired.</remarks>
[Alias("rep")]
public interface IRepGrain : IGrainWithStringKey
{
    /// <summary>Takes a rep in. Hiring one who is there already with the same profile changes nothing.</summary>
    /// <returns><c>rep.already-hired</c>, or what <see cref="Change"/> refuses.</returns>
    [Alias("hire")] ValueTask<Outcome> Hire(HireRep command);

    /// <summary>Sets name, team, level, languages, markets, product lines, hours and capacity.</summary>
    /// <returns><c>rep.no-name</c>, <c>rep.bad-language</c> (language), <c>rep.bad-market</c> (market), <c>rep.bad-capacity</c>, <c>hours.bad-zone</c> (zone).</returns>
    [Alias("change")] ValueTask<Outcome> Change(ChangeRep command);

    /// <summary>Sets profile, leave and activity in one, and hires who is not there yet: all of it or nothing.</summary>
    /// <returns>What <see cref="Change"/> and <see cref="SetLeave"/> refuse.</returns>
    [Alias("put")] ValueTask<Outcome> Put(PutRep command);

    /// <summary>Sets all leave at once.</summary>
    /// <returns><c>rep.bad-leave</c> (from, until) where it ends before it begins.</returns>
    [Alias("set-leave")] ValueTask<Outcome> SetLeave(SetLeave command);

    /// <summary>Adds one leave to those known. One that is known already changes nothing.</summary>
    /// <returns><c>rep.bad-leave</c> (from, until) where it ends before it begins.</returns>
    [Alias("add-leave")] ValueTask<Outcome> AddLeave(AddLeave command);

    /// <summary>Cancels one leave. One that is not known changes nothing.</summary>
    [Alias("remove-leave")] ValueTask<Outcome> RemoveLeave(RemoveLeave command);

    /// <summary>The rep is offered nothing from now on. What the rep holds stays until it is handed over.</summary>
    [Alias("deactivate")] ValueTask<Outcome> Deactivate(DeactivateRep command);

    [Alias("activate")] ValueTask<Outcome> Activate(ActivateRep command);

    /// <summary>The state as it is stored.</summary>
    [Alias("get")] ValueTask<Rep> Get();
}

[GenerateSerializer, Immutable, Alias("rep.hire.v1")]
public sealed record HireRep(Caller Caller, RepProfile Profile);

[GenerateSerializer, Immutable, Alias("rep.change.v1")]
public sealed record ChangeRep(Caller Caller, RepProfile Profile);

/// <param name="Seen">Version that the caller saw; <c>changed-meanwhile</c> (by) if it is past that. Null overwrites.</param>
[GenerateSerializer, Immutable, Alias("rep.put.v1")]
public sealed record PutRep(Caller Caller, RepProfile Profile, IReadOnlyList<Leave> Leave, bool Active, long? Seen = null);

[GenerateSerializer, Immutable, Alias("rep.set-leave.v1")]
public sealed record SetLeave(Caller Caller, IReadOnlyList<Leave> Leave);

[GenerateSerializer, Immutable, Alias("rep.add-leave.v1")]
public sealed record AddLeave(Caller Caller, Leave Leave);

[GenerateSerializer, Immutable, Alias("rep.remove-leave.v1")]
public sealed record RemoveLeave(Caller Caller, Leave Leave);

[GenerateSerializer, Immutable, Alias("rep.deactivate.v1")]
public sealed record DeactivateRep(Caller Caller);

[GenerateSerializer, Immutable, Alias("rep.activate.v1")]
public sealed record ActivateRep(Caller Caller);
