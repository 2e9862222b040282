using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TradeLive.Log;

namespace TradeLive.ReadModel;

/// <summary>Folds the log into the read tables, batch by batch, each with its position in one transaction.</summary>
public sealed class Projector(ChangeLog log, ReadTables tables, TimeProvider clock, ILogger<Projector> logger) : BackgroundService
{
    const int MostPerBatch = 500;

    static readonly TimeSpan LongestRest = TimeSpan.FromMilliseconds(100);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        log.Follow(ProjectAndRest, failure => logger.LogError(failure, "Projecting failed; trying again in a second."), clock, stoppingToken);

    async Task<bool> ProjectAndRest(CancellationToken stop)
    {
        var started = clock.GetTimestamp();
        if (!await ProjectBatch()) return false;
        // Under load, what changes again while resting is written once.
        await Task.Delay(Shorter(clock.GetElapsedTime(started), LongestRest), clock, stop);
        return true;
    }

    static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    /// <summary>Projects everything there is, for a rebuild without a host.</summary>
    public async Task ProjectAll()
    {
        while (await ProjectBatch()) { }
    }

    /// <returns>True if there may be more.</returns>
    async Task<bool> ProjectBatch()
    {
        var from = tables.Position();
        var entries = log.ReadAfter(from, MostPerBatch);
        if (entries.Count == 0) return false;
        await tables.Advance(from, entries[^1].Position, context => Projection.Fold(context, entries));
        return true;
    }
}
