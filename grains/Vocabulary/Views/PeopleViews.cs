using System.Text.Json.Serialization;

namespace TradeLive.Views;

public enum RepLevel { Junior, Senior }

/// <remarks>Taken in as well as given out: what a caller leaves out keeps its default, which source-generated JSON grants to settable properties only.</remarks>
public sealed record RepView
{
    public required string Id { get; init; }
    public string Name { get; set; } = "";
    public string? Team { get; set; }
    public RepLevel Level { get; set; }
    /// <summary>ISO 639-1 codes.</summary>
    public IReadOnlyList<string> Languages { get; set; } = [];
    /// <summary>ISO 3166-1 alpha-2 codes.</summary>
    public IReadOnlyList<string> Markets { get; set; } = [];
    public IReadOnlyList<string> ProductLines { get; set; } = [];
    /// <summary>IANA time zone.</summary>
    public string TimeZone { get; set; } = "Asia/Shanghai";
    public TimeOnly WorkStart { get; set; } = new(9, 0);
    public TimeOnly WorkEnd { get; set; } = new(18, 0);
    public IReadOnlyList<DayOfWeek> WorkDays { get; set; } = [];
    public int Capacity { get; set; }
    /// <summary>All leave that has not passed, earliest first. Put as null it stays as it is.</summary>
    public IReadOnlyList<LeaveView>? Leave { get; set; }
    public int OpenLoad { get; set; }
    public bool OnDuty { get; set; }
    public bool Active { get; set; } = true;
    /// <summary>What was seen when the change was begun: what others changed since is not overwritten but refused. Absent, it is.</summary>
    public long? Version { get; set; }
}

/// <summary>Days away, the first and the last included, as dates in the rep's own time zone.</summary>
public sealed record LeaveView(DateOnly From, DateOnly Until);

public sealed record TeamView
{
    public required string Id { get; init; }
    public string Name { get; set; } = "";
    public string? Lead { get; set; }
    public string TimeZone { get; set; } = "Asia/Shanghai";
    public TimeOnly WorkStart { get; set; } = new(9, 0);
    public TimeOnly WorkEnd { get; set; } = new(18, 0);
    public IReadOnlyList<DayOfWeek> WorkDays { get; set; } = [];
    public IReadOnlyList<DateOnly> Holidays { get; set; } = [];
    /// <summary>Minutes a rep has to claim what was offered before it is taken back.</summary>
    public int ClaimMinutes { get; set; }
    /// <summary>Minutes without any claim after which the lead is told.</summary>
    public int EscalateMinutes { get; set; }
    /// <summary>Hours of the first-reply promise.</summary>
    public int ReplyHours { get; set; }
    public int WarnHours { get; set; }
    /// <summary>Expected value, in the reporting currency, from which only senior reps are offered an inquiry.</summary>
    public decimal HighValue { get; set; }
    public IReadOnlyList<RepView> Members { get; set; } = [];
    /// <summary>What was seen when the change was begun: what others changed since is not overwritten but refused. Absent, it is.</summary>
    public long? Version { get; set; }
}

/// <summary>Who is signed in and what the pages offer accordingly; the server checks all the same.</summary>
/// <param name="Board">The board to open first.</param>
public sealed record Me(string UserName, string Role, string? Rep, string? Team, string Culture, string Board, bool SampleLoaded, string? CompanyName)
{
    /// <summary>How what this person does is signed on cards.</summary>
    [JsonIgnore] public string Signature => Rep ?? UserName;
}

public static class Roles
{
    public const string Rep = "rep", Lead = "lead", Manager = "manager", Admin = "admin";
    public static IReadOnlyList<string> All { get; } = [Rep, Lead, Manager, Admin];

    /// <summary>Whether a role brings inquiries in by file.</summary>
    public static bool Import(string role) => role is Lead or Manager or Admin;
}

/// <summary>The response rate as the marketplace counts it.</summary>
/// <param name="Counted">Messages that count; with none there is no rate.</param>
/// <param name="OnTime">Of these, answered by a person within 24 hours.</param>
/// <param name="Median">Of the times to the answer; null where nothing was answered.</param>
public sealed record ResponseView(int Counted, int OnTime, TimeSpan? Median);
