namespace TradeLive.Client.Live;

/// <summary>Trying again for as long as it takes.</summary>
static class Persistence
{
    const int First = 500, Longest = 10_000, Spread = 500;

    /// <summary>Pauses grow from try to try up to ten seconds, by chance a little more, so that not all come back in one moment.</summary>
    public static TimeSpan Pause(long tries) => TimeSpan.FromMilliseconds(Math.Min(First * Math.Pow(2, Math.Min(tries, 5)), Longest) + Random.Shared.Next(Spread));

    /// <summary>Tries until it succeeds, whatever the failure, or until it is no longer wanted.</summary>
    public static async Task Until(Func<Task> attempt, Func<long, TimeSpan> pause, CancellationToken stop)
    {
        for (var tries = 0L; !stop.IsCancellationRequested; tries++)
        {
            try
            {
                await attempt();
                return;
            }
            catch (Exception) when (!stop.IsCancellationRequested)
            {
                await Task.Delay(pause(tries), stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
