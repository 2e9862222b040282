namespace TradeLive.Benchmarks.Load;

/// <summary>Durations in milliseconds, gathered by many at once.</summary>
sealed class Latencies
{
    const double TicksPerMillisecond = 10;

    // Tenths of a millisecond up to a minute.
    readonly int[] counts = new int[600_000];
    int count;

    public int Count => count;

    public void Add(TimeSpan duration)
    {
        Interlocked.Increment(ref counts[Math.Clamp((int)(duration.TotalMilliseconds * TicksPerMillisecond), 0, counts.Length - 1)]);
        Interlocked.Increment(ref count);
    }

    public void Clear()
    {
        Array.Clear(counts);
        count = 0;
    }

    /// <summary>The duration that a share of all stays within, in milliseconds.</summary>
    public double At(double share)
    {
        var wanted = (int)Math.Ceiling(count * share);
        for (int i = 0, seen = 0; i < counts.Length; i++)
            if ((seen += counts[i]) >= wanted && wanted > 0) return (i + 0.5) / TicksPerMillisecond;
        return double.NaN;
    }
}
