using System.Globalization;

namespace TradeLive.Import;

/// <summary>A moment that a file names; <paramref name="On"/> is its date, where no time of day is said.</summary>
public readonly record struct FileDate(DateTimeOffset At, DateOnly? On);

/// <summary>Dates and times in one order; times without a zone are those of the file's.</summary>
/// <param name="order"><c>ymd</c>, <c>mdy</c> or <c>dmy</c>; year first is read in each.</param>
public sealed class DateReader(string order, TimeZoneInfo zone)
{
    static readonly string[] Times = ["", " H:m", " H:m:s", "'T'H:m:s", "'T'H:m:sK", "'T'H:m:s.FFFK", " h:m tt"];

    readonly string[] days = order switch
    {
        "mdy" => ["M/d/yyyy", "M-d-yyyy", "M.d.yyyy", "yyyy-M-d"],
        "dmy" => ["d/M/yyyy", "d-M-yyyy", "d.M.yyyy", "yyyy-M-d"],
        _ => ["yyyy/M/d", "yyyy.M.d", "yyyy年M月d日", "yyyy-M-d"],
    };

    /// <summary>Earlier than this nothing was traded by mail; it is a slip of the pen.</summary>
    public static readonly DateTimeOffset Earliest = new(1970, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <returns>Null where it is no date, or one before <see cref="Earliest"/>.</returns>
    public FileDate? Read(string text) => ReadAny(text) is { } date && date.At >= Earliest ? date : null;

    FileDate? ReadAny(string text)
    {
        foreach (var day in days)
            foreach (var time in Times)
                if (DateTimeOffset.TryParseExact(text, day + time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var found) && found.Year > 1)
                    return time.Length == 0 ? new(InZone(found.DateTime.AddHours(12)), DateOnly.FromDateTime(found.DateTime))
                        : new(time.EndsWith('K') && text.Length > 19 ? found.ToUniversalTime() : InZone(found.DateTime), null);
        return null;
    }

    DateTimeOffset InZone(DateTime local) => new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
}
