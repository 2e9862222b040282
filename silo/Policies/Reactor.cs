using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TradeLive.Live;
using TradeLive.Log;
using TradeLive.Storage;

namespace TradeLive.Policies;

/// <summary>One change that must lead to another: looks at an entry of the log and sends grains what follows from it.</summary>
/// <remarks>Called at least once for each entry, so its commands carry keys made from the entry's position.</remarks>
interface IPolicy
{
    /// <summary>Does what follows; nothing if nothing does.</summary>
    Task React(LogEntry entry);
}

/// <summary>Runs the policies over the log in order, once the live model has caught up, and remembers how far it has got.</summary>
sealed class Reactor(
    ChangeLog log, Database database, LiveModel model, IEnumerable<IPolicy> policies, FailedReactions failed, TimeProvider clock, ILogger<Reactor> logger) : BackgroundService
{
    const string Reader = "reactor";
    const int MostPerBatch = 1024, AtOnce = 64;

    static readonly TimeSpan[] Patience = [TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(3)];

    readonly IPolicy[] policies = [.. policies];

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        log.Follow(ReactToBatch, failure => logger.LogError(failure, "Reacting to the log failed; trying again in a second."), clock, stoppingToken);

    /// <returns>False if there was nothing to react to.</returns>
    async Task<bool> ReactToBatch(CancellationToken stop)
    {
        var from = Position();
        var entries = log.ReadAfter(from, MostPerBatch);
        if (entries.Count == 0) return false;

        var to = entries[^1].Position;
        if (!await model.Reach(to, TimeSpan.FromSeconds(10), stop)) return true;
        // Entries of one stream one after the other, streams side by side.
        await Parallel.ForEachAsync(
            entries.GroupBy(entry => entry.Stream), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop },
            async (stream, cancel) =>
            {
                foreach (var entry in stream)
                    foreach (var policy in policies)
                        await ReactPatiently(policy, entry, cancel);
            });
        await database.Write((connection, transaction) => Positions.Move(Reader, from, to, connection, transaction));
        return true;
    }

    async Task ReactPatiently(IPolicy policy, LogEntry entry, CancellationToken stop)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await policy.React(entry);
                return;
            }
#pragma warning disable CA1031 // what fails for good is kept for a person, so that it does not hold up the rest
            catch (Exception failure) when (failure is not OperationCanceledException || !stop.IsCancellationRequested)
#pragma warning restore CA1031
            {
                if (attempt < Patience.Length)
                {
                    await Task.Delay(Patience[attempt], clock, stop);
                    continue;
                }
                logger.LogError(failure, "{Policy} failed for good on {Stream} version {Version}.", policy.GetType().Name, entry.Stream, entry.Version);
                await failed.Keep(entry, policy.GetType().Name, failure.Message);
                return;
            }
        }
    }

    LogPosition Position()
    {
        using var connection = database.OpenForReading();
        return Positions.Of(Reader, connection, null);
    }
}
