using System.Globalization;

namespace TradeLive.Tables;

/// <summary>What text in a cell means: nothing, a number, a time.</summary>
static class Values
{
    static readonly HashSet<string> Missing = new(StringComparer.OrdinalIgnoreCase) { "", "na", "n/a", "nan", "null", "none", "-", "?", "无", "未知" };

    static readonly string[][] TimeFormats =
    [
        ["yyyy-MM-dd", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ssZ", "yyyy-MM-ddTHH:mm:ss.fffZ", "yyyy-MM-ddTHH:mm:sszzz",
            "yyyy-MM-ddTHH:mm:ss.fffzzz", "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy/M/d", "yyyy/M/d H:mm", "yyyy/M/d H:mm:ss", "yyyy年M月d日", "yyyyMMdd", "yyyy.MM.dd", "yyyy-MM", "yyyy-MM-dd HH:mm:ss 'UTC'",
            "yyyy-MM-dd HH:mm:sszzz", "yyyy-MM-dd HH:mm:ss zzz", "yyyy/M/d tth:mm", "yyyy/M/d tth:mm:ss", "yyyy-M-d tth:mm:ss", "yyyy年M月d日 H:mm", "yyyy年M月d日 H:mm:ss", "yyyy-M-d", "yyyy-M-d H:mm", "yyyy-M-d H:mm:ss"],
        ["M/d/yyyy", "M/d/yyyy H:mm", "M/d/yyyy H:mm:ss", "M/d/yyyy h:mm:ss tt", "M/d/yyyy h:mm tt", "M/d/yy", "M/d/yy H:mm", "M-d-yyyy"],
        ["d/M/yyyy", "d/M/yyyy H:mm", "d/M/yyyy H:mm:ss", "d/M/yy", "d.M.yyyy", "d.M.yyyy H:mm", "d-M-yyyy"],
        ["d-MMM-yy", "d-MMM-yyyy", "d MMM yyyy", "MMM d, yyyy", "MMM d yyyy", "d MMMM yyyy", "MMMM d, yyyy", "d-MMM-yy h:mm tt", "d-MMM-yyyy h:mm tt", "d-MMM-yyyy H:mm", "d-MMM-yyyy H:mm:ss", "d MMM yyyy H:mm", "MMM d, yyyy h:mm tt", "ddd, d MMM yyyy HH:mm:ss 'GMT'", "ddd, d MMM yyyy HH:mm:ss zzz", "ddd MMM d HH:mm:ss yyyy"],
    ];

    public static bool IsMissing(string text) => Missing.Contains(text);

    /// <summary>A number with or without grouping, currency sign or percent sign; NaN where it is none.</summary>
    public static double Number(string text)
    {
        var bare = text.AsSpan().Trim().TrimStart("$€£¥").TrimEnd('%').Trim();
        return double.TryParse(bare, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : double.NaN;
    }

    /// <summary>The formats in which nearly all of the texts are times.</summary>
    /// <returns>Null if they are none.</returns>
    public static string[]? TimeFormatOf(IReadOnlyList<string> texts, double share)
    {
        var said = texts.Where(text => !IsMissing(text)).ToList();
        if (said.Count == 0) return null;
        var best = TimeFormats.MaxBy(formats => said.Count(text => Time(text, formats) is not null))!;
        return said.Count(text => Time(text, best) is not null) >= share * said.Count ? best : null;
    }

    /// <summary>Days since the year 1, UTC; null where it is no time.</summary>
    public static double? Time(string text, string[] formats) =>
        DateTime.TryParseExact(text.Replace("上午", "AM", StringComparison.Ordinal).Replace("下午", "PM", StringComparison.Ordinal), formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time.Ticks / (double)TimeSpan.TicksPerDay
            : null;
}
