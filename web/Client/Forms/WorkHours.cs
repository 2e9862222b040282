namespace TradeLive.Client.Forms;

/// <summary>Working hours as they are being typed.</summary>
public sealed class WorkHours(string timeZone, TimeOnly start, TimeOnly end, IEnumerable<DayOfWeek> days)
{
    public string TimeZone { get; set; } = timeZone;
    public TimeOnly Start { get; set; } = start;
    public TimeOnly End { get; set; } = end;
    public SortedSet<DayOfWeek> Days { get; } = [.. days];
}
