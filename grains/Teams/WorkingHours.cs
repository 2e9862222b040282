namespace TradeLive.Teams;

/// <summary>When people work: hours of weekdays in one time zone, without the days off.</summary>
/// <param name="TimeZone">IANA time zone, such as <c>Asia/Shanghai</c>.</param>
/// <param name="Start">Local time at which a working day begins.</param>
/// <param name="End">Local time at which it ends; at or before <paramref name="Start"/> it ends on the next day, so that 00:00–00:00 is round the clock.</param>
/// <param name="Days">Weekdays on which a working day begins.</param>
/// <param name="Holidays">Local dates on which none begins.</param>
[GenerateSerializer, Immutable, Alias("working-hours.v1")]
public sealed record WorkingHours(
    string TimeZone, TimeOnly Start, TimeOnly End, IReadOnlyList<DayOfWeek> Days, IReadOnlyList<DateOnly> Holidays)
{
    /// <summary>Longest stretch without a working day that is looked over, in days: longer is a calendar that never opens.</summary>
    const int Horizon = 400;

    /// <summary>Monday to Friday, 9:00 to 18:00 in China.</summary>
    public static WorkingHours Default { get; } = new(
        "Asia/Shanghai", new(9, 0), new(18, 0),
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday], []);

    /// <summary>Round the clock on every day.</summary>
    public static WorkingHours Always { get; } = Default with { Start = default, End = default, Days = Enum.GetValues<DayOfWeek>() };

    public bool IsOpen(DateTimeOffset at) => Days.Count > 0 && ShiftsFrom(DayBefore(at), 3).Any(shift => shift.Opens <= at && at < shift.Closes);

    /// <summary>The local date at a moment.</summary>
    public DateOnly LocalDate(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime);

    /// <summary>The moment at which <paramref name="work"/> of working time has passed since <paramref name="from"/>.</summary>
    /// <returns>In UTC; null if the calendar does not open often enough within 400 days of each working day.</returns>
    public DateTimeOffset? Add(DateTimeOffset from, TimeSpan work)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(work, TimeSpan.Zero);
        if (work == TimeSpan.Zero) return from.ToUniversalTime();
        var (left, day, idle) = (work, DayBefore(from), 0);
        while (idle <= Horizon)
        {
            if (ShiftOf(day) is { } shift && shift.Closes > from)
            {
                var begins = Later(shift.Opens, from);
                if (shift.Closes - begins >= left) return begins + left;
                left -= shift.Closes - begins;
                idle = 0;
            }
            day = day.AddDays(1);
            idle++;
        }
        return null;
    }

    /// <summary>Working time from one moment to a later one; zero if the later is not later.</summary>
    public TimeSpan Between(DateTimeOffset from, DateTimeOffset to)
    {
        if (to <= from || Days.Count == 0) return TimeSpan.Zero;
        var first = DayBefore(from);
        return ShiftsFrom(first, LocalDate(to).DayNumber - first.DayNumber + 1).Aggregate(TimeSpan.Zero, (sum, shift) =>
        {
            var worked = (shift.Closes < to ? shift.Closes : to) - Later(shift.Opens, from);
            return worked > TimeSpan.Zero ? sum + worked : sum;
        });
    }

    /// <summary>True if both say the same, lists compared by what is in them.</summary>
    public bool SameAs(WorkingHours other) =>
        (TimeZone, Start, End) == (other.TimeZone, other.Start, other.End)
        && Days.ToHashSet().SetEquals(other.Days) && Holidays.ToHashSet().SetEquals(other.Holidays);

    /// <summary>True if the time zone is known to this system.</summary>
    public static bool IsKnownZone(string timeZone) => TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out _);

    TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(TimeZone);

    // A working day that ends on the next morning may still be open at a moment of that morning.
    DateOnly DayBefore(DateTimeOffset at) => LocalDate(at).AddDays(-1);

    IEnumerable<(DateTimeOffset Opens, DateTimeOffset Closes)> ShiftsFrom(DateOnly first, int days)
    {
        for (var i = 0; i < days; i++)
            if (ShiftOf(first.AddDays(i)) is { } shift)
                yield return shift;
    }

    (DateTimeOffset Opens, DateTimeOffset Closes)? ShiftOf(DateOnly day) =>
        Days.Contains(day.DayOfWeek) && !Holidays.Contains(day)
            ? (Instant(day.ToDateTime(Start)), Instant(day.AddDays(End <= Start ? 1 : 0).ToDateTime(End)))
            : null;

    // A local time that a change to summer time skips counts as the moment of the change; one that occurs twice, as the first.
    DateTimeOffset Instant(DateTime local)
    {
        var zone = Zone;
        if (zone.IsInvalidTime(local))
        {
            var before = zone.GetUtcOffset(local.AddHours(-3));
            var after = zone.GetUtcOffset(local.AddHours(3));
            var wall = local;
            while (zone.IsInvalidTime(wall.AddMinutes(-1))) wall = wall.AddMinutes(-1);
            return new DateTimeOffset(wall.Ticks - wall.Ticks % TimeSpan.TicksPerMinute, before > after ? after : before).ToUniversalTime();
        }
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => (one > other ? one : other).ToUniversalTime();
}
