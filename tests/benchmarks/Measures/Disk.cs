using System.Diagnostics;

namespace TradeLive.Benchmarks.Measures;

/// <summary>The physical limit: how often a second this disk makes 4 KiB durable, one after the other.</summary>
static class Disk
{
    public static double SyncsPerSecond()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            using var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write);
            var page = new byte[4096];
            var started = Stopwatch.GetTimestamp();
            var syncs = 0;
            for (; Stopwatch.GetElapsedTime(started).TotalSeconds < 3; syncs++)
            {
                RandomAccess.Write(file, page, syncs * (long)page.Length);
                RandomAccess.FlushToDisk(file);
            }
            return syncs / Stopwatch.GetElapsedTime(started).TotalSeconds;
        }
        finally
        {
            File.Delete(path);
        }
    }
}
