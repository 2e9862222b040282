namespace TradeLive.Company;

/// <summary>An amount in another currency, with the rate that made it so.</summary>
[GenerateSerializer, Immutable, Alias("converted.v1")]
public readonly record struct Converted(Money Amount, FxRate? Rate);

/// <summary>Conversion at the rate of a day. A missing rate leaves an amount unconverted: it is never taken as 1.</summary>
public static class Exchange
{
    /// <summary>Days for which a published rate holds until the next: customs and tax offices publish once a month.</summary>
    public const int HoldsDays = 31;

    /// <returns>The amount in the reporting currency; null where no rate of the day or of the 31 days before it is known.</returns>
    public static Converted? Convert(this CompanyState company, Money money, DateOnly on) =>
        Convert(company.Rates, money, company.Reporting, on);

    /// <inheritdoc cref="Convert(CompanyState, Money, DateOnly)"/>
    public static Converted? Convert(IReadOnlyList<FxRate> rates, Money money, Currency to, DateOnly on)
    {
        if (money.Currency == to) return new(money, null);
        FxRate? best = null;
        foreach (var rate in rates)
        {
            var fits = (rate.From == money.Currency && rate.To == to) || (rate.From == to && rate.To == money.Currency);
            if (fits && rate.On <= on && rate.On.AddDays(HoldsDays) >= on && (best is not { } other || rate.On > other.On)) best = rate;
        }
        if (best is not { } found) return null;
        var amount = found.To == to ? money.Amount * found.Rate : money.Amount / found.Rate;
        return new(new Money(amount, to).Rounded(), found);
    }

    /// <summary>Later rates of one pair and day replace earlier ones.</summary>
    internal static IReadOnlyList<FxRate> Merge(IReadOnlyList<FxRate> known, IReadOnlyList<FxRate> added)
    {
        var byDay = known.ToDictionary(rate => (rate.From, rate.To, rate.On));
        foreach (var rate in added) byDay[(rate.From, rate.To, rate.On)] = rate;
        return [.. byDay.Values
            .OrderBy(rate => rate.From.Code, StringComparer.Ordinal).ThenBy(rate => rate.To.Code, StringComparer.Ordinal).ThenBy(rate => rate.On)];
    }
}
