using System.Diagnostics;

namespace TradeLive.Benchmarks.Load;

/// <summary>What some clients achieved.</summary>
/// <param name="PerSecond">Acknowledged requests.</param>
readonly record struct Throughput(double PerSecond, double P50, double P99);

/// <summary>Clients that each send the next request when the last one was answered.</summary>
static class Clients
{
    static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3), Measured = TimeSpan.FromSeconds(8);

    /// <param name="count">Clients at once.</param>
    /// <param name="request">The n-th request of a client.</param>
    public static async Task<Throughput> Run(int count, Func<int, int, Task> request)
    {
        var latencies = new Latencies();
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, count).Select(async client =>
        {
            for (var n = 0; Stopwatch.GetElapsedTime(started) < WarmUp + Measured; n++)
            {
                var sent = Stopwatch.GetTimestamp();
                await request(client, n);
                if (Stopwatch.GetElapsedTime(started, sent) >= WarmUp) latencies.Add(Stopwatch.GetElapsedTime(sent));
            }
        }));
        return new(latencies.Count / Measured.TotalSeconds, latencies.At(0.5), latencies.At(0.99));
    }

    /// <summary>Starts so many requests a second, whether or not earlier ones were answered.</summary>
    public static async Task AtRate(int perSecond, TimeSpan duration, Func<int, Task> request)
    {
        var started = Stopwatch.GetTimestamp();
        var running = new List<Task>();
        for (var n = 0; n < perSecond * duration.TotalSeconds; n++)
        {
            var wait = TimeSpan.FromSeconds((double)n / perSecond) - Stopwatch.GetElapsedTime(started);
            if (wait > TimeSpan.Zero) await Task.Delay(wait);
            running.Add(request(n));
        }
        await Task.WhenAll(running);
    }
}
