using TradeLive.Inquiries;

namespace TradeLive.Teams;

/// <summary>How a team works.</summary>
/// <param name="Lead">Who is told when nobody claims an inquiry in time.</param>
/// <param name="Hours">The team's calendar, by which the first reply is also counted.</param>
/// <param name="ClaimMinutes">Minutes a rep has to claim what was offered before it is taken back.</param>
/// <param name="EscalateMinutes">Minutes without any claim after which the lead is told.</param>
/// <param name="Promise">Terms of the first-reply promise.</param>
/// <param name="HighValue">Expected value, in the reporting currency, from which inquiries go to senior reps; zero turns this off.</param>
[GenerateSerializer, Immutable, Alias("team-terms.v1")]
public sealed record TeamTerms(
    string Name, RepId? Lead, WorkingHours Hours, int ClaimMinutes, int EscalateMinutes, ReplyPromise Promise, decimal HighValue)
{
    public static TeamTerms Named(string name) => new(name, null, WorkingHours.Default, 30, 120, ReplyPromise.Default, 50_000);

    public bool SameAs(TeamTerms other) => Hours.SameAs(other.Hours) && this == (other with { Hours = Hours });
}

/// <summary>The state of a team: the fold of its events, nothing else. Its members are the reps who name it.</summary>
[GenerateSerializer, Alias("team.v1")]
public sealed record Team : StoredState
{
    /// <summary>Null until formed.</summary>
    [Id(0)] public TeamTerms? Terms { get; init; }

    public Team Apply(TeamEvent happened) => happened switch
    {
        TeamFormed e => this with { Terms = e.Terms },
        TeamChanged e => this with { Terms = e.Terms },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} is no event of a team."),
    };
}
