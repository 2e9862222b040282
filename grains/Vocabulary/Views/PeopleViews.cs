namespace TradeLive.Views;

public enum RepLevel { Junior, Senior }

public sealed record RepView
{
    public required string Id { get; init; }
    public string Name { get; init; } = "";
    public string? Team { get; init; }
    public RepLevel Level { get; init; }
    /// <summary>ISO 639-1 codes.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];
    /// <summary>ISO 3166-1 alpha-2 codes.</summary>
    public IReadOnlyList<string> Markets { get; init; } = [];
    public IReadOnlyList<string> ProductLines { get; init; } = [];
    /// <summary>IANA time zone.</summary>
    public string TimeZone { get; init; } = "Asia/Shanghai";
    public TimeOnly WorkStart { get; init; } = new(9, 0);
    public TimeOnly WorkEnd { get; init; } = new(18, 0);
    public IReadOnlyList<DayOfWeek> WorkDays { get; init; } = [];
    public int Capacity { get; init; }
    public DateOnly? LeaveFrom { get; init; }
    public DateOnly? LeaveUntil { get; init; }
    public int OpenLoad { get; init; }
    public bool OnDuty { get; init; }
    public bool Active { get; init; } = true;
}

public sealed record TeamView
{
    public required string Id { get; init; }
    public string Name { get; init; } = "";
    public string? Lead { get; init; }
    public string TimeZone { get; init; } = "Asia/Shanghai";
    public TimeOnly WorkStart { get; init; } = new(9, 0);
    public TimeOnly WorkEnd { get; init; } = new(18, 0);
    public IReadOnlyList<DayOfWeek> WorkDays { get; init; } = [];
    public IReadOnlyList<DateOnly> Holidays { get; init; } = [];
    /// <summary>Minutes a rep has to claim what was offered before it is taken back.</summary>
    public int ClaimMinutes { get; init; }
    /// <summary>Minutes without any claim after which the lead is told.</summary>
    public int EscalateMinutes { get; init; }
    /// <summary>Hours of the first-reply promise.</summary>
    public int ReplyHours { get; init; }
    public int WarnHours { get; init; }
    /// <summary>Expected value, in the reporting currency, from which only senior reps are offered an inquiry.</summary>
    public decimal HighValue { get; init; }
    public IReadOnlyList<RepView> Members { get; init; } = [];
}

/// <summary>Who is signed in and what the pages offer accordingly; the server checks all the same.</summary>
/// <param name="Board">The board to open first.</param>
public sealed record Me(string UserName, string Role, string? Rep, string? Team, string Culture, string Board, bool SampleLoaded, string? CompanyName);

public static class Roles
{
    public const string Rep = "rep", Lead = "lead", Manager = "manager", Admin = "admin";
    public static IReadOnlyList<string> All { get; } = [Rep, Lead, Manager, Admin];
}
