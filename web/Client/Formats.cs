using System.Globalization;
using Microsoft.Extensions.Localization;

namespace TradeLive.Client;

/// <summary>Money, dates and durations in the reader's culture and zone.</summary>
public sealed class Formats(IStringLocalizer<Words> words, ReaderZone zone)
{
    /// <summary>An amount to the currency's smallest unit: what is owed, paid or quoted.</summary>
    public static string Money(decimal amount, string currency) =>
        $"{amount.ToString($"N{(Currency.TryParse(currency, out var known) ? known.Exponent : 2)}", CultureInfo.CurrentCulture)} {currency}";

    /// <summary>An amount in whole units: what is expected or summed up.</summary>
    public static string Estimate(decimal amount, string currency) => string.Create(CultureInfo.CurrentCulture, $"{amount:N0} {currency}");

    public string Date(DateTimeOffset at) => zone.Local(at).ToString("g", CultureInfo.CurrentCulture);

    /// <param name="on">The date, where no time of day is known: the same for every reader.</param>
    public string Date(DateTimeOffset at, DateOnly? on) => on is { } day ? Day(day) : Date(at);

    public static string Day(DateOnly day) => day.ToString("d", CultureInfo.CurrentCulture);

    /// <returns>Weekday and time of day in another zone; null where the zone is not known.</returns>
    public static string? TimeIn(string? zone, DateTimeOffset now) => zone is { Length: > 0 } && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found)
        ? TimeZoneInfo.ConvertTime(now, found).ToString("ddd HH:mm", CultureInfo.CurrentCulture)
        : null;

    /// <summary>Minutes, hours or days, whichever is shortest to read.</summary>
    public string Span(TimeSpan span)
    {
        var length = span.Duration();
        return length.TotalHours < 1 ? words["span.minutes", (int)length.TotalMinutes] : length.TotalDays < 2 ? words["span.hours", (int)length.TotalHours] : words["span.days", (int)length.TotalDays];
    }
}
