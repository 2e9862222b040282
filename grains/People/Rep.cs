using TradeLive.Teams;
using TradeLive.Views;

namespace TradeLive.People;

/// <summary>What a rep can take on, and when.</summary>
/// <param name="Team">Team the rep belongs to; null for those between teams, who are offered nothing.</param>
/// <param name="Languages">ISO 639-1 codes, lower case.</param>
/// <param name="Markets">ISO 3166-1 alpha-2 codes, upper case.</param>
/// <param name="ProductLines">Names as they occur in the products of inquiries.</param>
/// <param name="Capacity">Open inquiries that the rep can hold; zero is offered nothing.</param>
[GenerateSerializer, Immutable, Alias("rep-profile.v1")]
public sealed record RepProfile(
    string Name, TeamId? Team, RepLevel Level, IReadOnlyList<string> Languages, IReadOnlyList<string> Markets,
    IReadOnlyList<string> ProductLines, WorkingHours Hours, int Capacity)
{
    public bool SameAs(RepProfile other) =>
        (Name, Team, Level, Capacity) == (other.Name, other.Team, other.Level, other.Capacity)
        && Languages.SequenceEqual(other.Languages) && Markets.SequenceEqual(other.Markets)
        && ProductLines.SequenceEqual(other.ProductLines) && Hours.SameAs(other.Hours);
}

/// <summary>Days away, the first and the last included, as dates in the rep's own time zone.</summary>
[GenerateSerializer, Immutable, Alias("leave.v1")]
public readonly record struct Leave(DateOnly From, DateOnly Until)
{
    public bool Covers(DateOnly day) => From <= day && day <= Until;
}

/// <summary>The state of a rep: the fold of its events, nothing else.</summary>
[GenerateSerializer, Alias("rep.v1")]
public sealed record Rep : StoredState
{
    /// <summary>Null until hired.</summary>
    [Id(0)] public RepProfile? Profile { get; init; }
    [Id(1)] public IReadOnlyList<Leave> Leave { get => field ?? []; init; }
    [Id(2)] public bool Active { get; init; }

    public bool IsOnLeave(DateTimeOffset at) =>
        Profile is { } profile && profile.Hours.LocalDate(at) is var day && Leave.Any(leave => leave.Covers(day));

    /// <summary>At work: active, within working hours, not on leave.</summary>
    public bool IsOnDuty(DateTimeOffset at) => Active && Profile is { } profile && profile.Hours.IsOpen(at) && !IsOnLeave(at);

    public Rep Apply(RepEvent happened) => happened switch
    {
        RepHired e => this with { Profile = e.Profile, Active = true },
        RepChanged e => this with { Profile = e.Profile },
        RepLeaveSet e => this with { Leave = e.Leave },
        RepLeft => this with { Active = false },
        RepReturned => this with { Active = true },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} is no event of a rep."),
    };
}
