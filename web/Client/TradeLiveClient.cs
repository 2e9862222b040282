using Microsoft.Extensions.DependencyInjection.Extensions;

namespace TradeLive.Client;

/// <summary>The time zone of the reader.</summary>
public sealed class ReaderZone(string? id)
{
    public TimeZoneInfo Zone { get; } = id is not null && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : TimeZoneInfo.Utc;

    public DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone);

    /// <summary>The moment, in UTC, at which the reader's clock shows a time.</summary>
    public DateTimeOffset Moment(DateTime local) => new DateTimeOffset(local, Zone.GetUtcOffset(local)).ToUniversalTime();
}

/// <summary>What the pages need, in the browser and while prerendering.</summary>
public static class TradeLiveClient
{
    public static IServiceCollection AddTradeLiveClient(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddLocalization();
        services.AddScoped<TradeApi>();
        services.AddScoped<Live.LiveConnection>();
        services.AddScoped<Formats>();
        return services;
    }
}
