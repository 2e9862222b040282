namespace TradeLive.Orders;

/// <summary>Days on which work is done.</summary>
/// <param name="Days">Weekdays; none means every day.</param>
/// <param name="Holidays">Dates on which no work is done all the same, such as the weeks around Chinese New Year.</param>
[GenerateSerializer, Immutable, Alias("work-calendar.v1")]
public sealed record WorkCalendar(IReadOnlyList<DayOfWeek> Days, IReadOnlyList<DateOnly> Holidays)
{
    public static WorkCalendar MondayToFriday { get; } =
        new([DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday], []);

    public bool IsWorking(DateOnly day) => (Days.Count == 0 || Days.Contains(day.DayOfWeek)) && !Holidays.Contains(day);

    /// <summary>The day itself if work is done on it, else the next on which it is.</summary>
    public DateOnly OnOrAfter(DateOnly day)
    {
        while (!IsWorking(day)) day = day.AddDays(1);
        return day;
    }

    /// <summary>The working day that many working days later; with zero the day itself or the next working day.</summary>
    public DateOnly Add(DateOnly day, int workingDays)
    {
        var at = OnOrAfter(day);
        for (var left = workingDays; left > 0; left--) at = OnOrAfter(at.AddDays(1));
        return at;
    }

    /// <summary>Working days after one day up to another.</summary>
    public int Between(DateOnly from, DateOnly to)
    {
        var count = 0;
        for (var day = from.AddDays(1); day <= to; day = day.AddDays(1))
            if (IsWorking(day)) count++;
        return count;
    }
}
