using System.Collections.Concurrent;
using TradeLive.Views;

namespace TradeLive.Import;

/// <summary>One file and how far it has got.</summary>
/// <param name="size">Bytes of the file.</param>
/// <param name="content">Hash of the file.</param>
sealed class ImportJob(TableFile table, long size, string content, ImportView view)
{
    readonly ConcurrentBag<ImportError> errors = [];
    int imported, updated, same, failed;
    ImportView view = view;

    public TableFile Table => table;
    public long Size => size;
    public string Content => content;
    public CancellationTokenSource? Stop { get; private set; }

    /// <summary>When somebody last asked for it.</summary>
    public DateTimeOffset UsedAt { get; set; } = view.StartedAt;

    public IReadOnlyList<ImportError> Errors => [.. errors.OrderBy(error => error.Row)];

    public ImportView View =>
        view with { Imported = imported, Updated = updated, Same = same, Failed = failed, Read = imported + updated + same + failed };

    public void Begin(string source, CancellationTokenSource stop, DateTimeOffset now)
    {
        (imported, updated, same, failed) = (0, 0, 0, 0);
        errors.Clear();
        Stop = stop;
        view = view with { Source = source, State = ImportState.Running, StartedAt = now, Error = null, ElapsedSeconds = 0 };
    }

    /// <summary>Counts a row by what it came to.</summary>
    public void Take(Outcome outcome) => Interlocked.Increment(ref outcome.IsFirst ? ref imported : ref outcome.Happened > 0 ? ref updated : ref same);

    public void Fail(IReadOnlyList<ImportError> wrong)
    {
        foreach (var error in wrong) errors.Add(error);
        Interlocked.Increment(ref failed);
    }

    public void End(ImportState state, string? error, DateTimeOffset now) =>
        view = view with { State = state, Error = error, ElapsedSeconds = (now - view.StartedAt).TotalSeconds };
}

/// <summary>Files on their way in and what came of them: kept for a while, and not more than fit.</summary>
sealed class ImportShelf(TimeProvider clock)
{
    public const int Most = 12;
    public const long MostBytes = 256 << 20;

    public static readonly TimeSpan Kept = TimeSpan.FromHours(4);

    readonly ConcurrentDictionary<string, ImportJob> jobs = new();

    public IReadOnlyList<ImportView> All => [.. jobs.Values.Select(job => job.View).OrderByDescending(view => view.StartedAt)];

    public ImportJob? Find(string id)
    {
        if (!jobs.TryGetValue(id, out var job)) return null;
        job.UsedAt = clock.GetUtcNow();
        return job;
    }

    /// <summary>Adds a file; of the others, those go that were not asked for the longest, until all fit.</summary>
    public void Add(ImportJob job)
    {
        jobs[job.View.Id] = job;
        Sweep();
        foreach (var oldest in Resting.Where(other => other != job).OrderBy(other => other.UsedAt))
        {
            if (jobs.Count <= Most && jobs.Values.Sum(each => each.Size) <= MostBytes) break;
            jobs.TryRemove(oldest.View.Id, out _);
        }
    }

    /// <summary>Drops what nobody has asked for in a while.</summary>
    public void Sweep()
    {
        foreach (var job in Resting.Where(job => clock.GetUtcNow() - job.UsedAt > Kept)) jobs.TryRemove(job.View.Id, out _);
    }

    IEnumerable<ImportJob> Resting => jobs.Values.Where(job => job.View.State != ImportState.Running);
}
