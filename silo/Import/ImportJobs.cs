using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TradeLive.Inquiries;
using TradeLive.Live;
using TradeLive.Log;
using TradeLive.Storage;
using TradeLive.Views;

namespace TradeLive.Import;

/// <summary>Files on their way in: uploaded, looked at, taken in row by row. A row's id comes from its content, so that a file taken in twice changes nothing.</summary>
public sealed class ImportJobs(
    StorageOptions options, IGrainFactory grains, LiveModel model, ChangeLog log, TimeProvider clock, IHostApplicationLifetime lifetime, ILogger<ImportJobs> logger)
{
    const int AtOnce = 64, PreviewRows = 20;

    readonly ConcurrentDictionary<string, Job> jobs = new();

    string Folder => Path.Combine(options.Directory, "imports");

    public IReadOnlyList<ImportView> All => [.. jobs.Values.Select(job => job.View).OrderByDescending(view => view.StartedAt)];

    public ImportView? Find(string id) => jobs.GetValueOrDefault(id)?.View;

    public IReadOnlyList<ImportError> Errors(string id) => jobs.TryGetValue(id, out var job) ? [.. job.Errors.OrderBy(error => error.Row)] : [];

    /// <summary>Takes a file and guesses what its columns mean, as they were last mapped for the same headers if they were.</summary>
    /// <exception cref="InvalidDataException">It cannot be read as a table.</exception>
    public async Task<ImportPreview> Upload(Stream content, string fileName)
    {
        Directory.CreateDirectory(Folder);
        var id = Guid.CreateVersion7().ToString("N");
        var path = Path.Combine(Folder, id);
        await using (var file = File.Create(path)) await content.CopyToAsync(file);
        try
        {
            var table = TableFile.Read(path);
            var job = jobs[id] = new Job(table, new(id, fileName, "file", ImportState.Uploaded, table.Rows.Count, 0, 0, 0, 0, null, null, clock.GetUtcNow(), 0));
            return Preview(job);
        }
        finally
        {
            File.Delete(path);
        }
    }

    public ImportPreview? Preview(string id) => jobs.TryGetValue(id, out var job) ? Preview(job) : null;

    /// <returns>Null if there is no such import; its view, running, otherwise.</returns>
    public ImportView? Start(string id, ImportStart settings)
    {
        if (!jobs.TryGetValue(id, out var job)) return null;
        lock (job)
        {
            if (job.View.State == ImportState.Running) return job.View;
            Remember(job.Table.Header, settings);
            job.Begin(settings.Source, clock.GetUtcNow());
            job.Stop = CancellationTokenSource.CreateLinkedTokenSource(lifetime.ApplicationStopping);
            _ = Run(job, settings, job.Stop.Token);
        }
        return job.View;
    }

    public ImportView? Cancel(string id)
    {
        if (!jobs.TryGetValue(id, out var job)) return null;
        job.Stop?.Cancel();
        return job.View;
    }

    async Task Run(Job job, ImportStart settings, CancellationToken stop)
    {
        await Task.Yield();
        try
        {
            var reader = new RowReader(settings, model.Organisation, clock.GetUtcNow());
            await model.Reach(log.End(), TimeSpan.FromSeconds(5), stop);
            await Parallel.ForEachAsync(job.Table.Rows.Index(), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop }, async (row, _) =>
            {
                var (inquiry, command, error) = reader.Read(row.Index + 2, row.Item);
                if (error is not null) job.Fail(error);
                else
                {
                    var known = model.Find(inquiry.Value) is not null || !job.Seen.TryAdd(inquiry.Value, true);
                    await grains.GetGrain<IInquiryGrain>(inquiry.Value).Receive(command!);
                    job.Take(known);
                }
            });
            job.End(ImportState.Done, null, clock.GetUtcNow());
        }
        catch (OperationCanceledException)
        {
            job.End(ImportState.Cancelled, null, clock.GetUtcNow());
        }
#pragma warning disable CA1031 // whatever fails is shown, and the file can be started again
        catch (Exception failure)
#pragma warning restore CA1031
        {
            logger.LogError(failure, "Import {Import} failed.", job.View.Id);
            job.End(ImportState.Failed, "import.failed", clock.GetUtcNow());
        }
    }

    ImportPreview Preview(Job job)
    {
        var known = Recall(job.Table.Header);
        var guess = HeaderGuess.Of(job.Table.Header);
        IReadOnlyList<ColumnMapping> mapping = known?.Mapping ?? [.. job.Table.Header.Select((name, at) => new ColumnMapping(name.Trim(), guess[at]))];
        return new(
            job.View, job.Table.Encoding, mapping, ImportField.All, [.. job.Table.Rows.Take(PreviewRows)], known?.Culture ?? "en",
            known?.DateOrder ?? GuessOrder(job.Table, mapping), known?.TimeZone ?? "Asia/Shanghai", known?.Currency ?? model.Organisation.Company.Reporting.Code);
    }

    // A first number above 12 is a day, a second one too; four digits first are a year.
    static string GuessOrder(TableFile table, IReadOnlyList<ColumnMapping> mapping)
    {
        var dates = mapping.Index().Where(column => column.Item.Field is ImportField.Date or ImportField.EngagedAt or ImportField.ClosedAt).Select(column => column.Index).ToList();
        foreach (var parts in table.Rows.SelectMany(row => dates.Where(at => at < row.Count).Select(at => row[at].Split('/', '-', '.', ' '))).Where(parts => parts.Length >= 3))
        {
            if (parts[0].Length == 4) return "ymd";
            if (int.TryParse(parts[0], CultureInfo.InvariantCulture, out var first) && first > 12) return "dmy";
            if (int.TryParse(parts[1], CultureInfo.InvariantCulture, out var second) && second > 12) return "mdy";
        }
        return "ymd";
    }

    string MemoryOf(IReadOnlyList<string> header) =>
        Path.Combine(Folder, $"mapping-{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', header))))[..16]}.json");

    void Remember(IReadOnlyList<string> header, ImportStart settings) => File.WriteAllText(MemoryOf(header), JsonSerializer.Serialize(settings, ViewsJson.Default.ImportStart));

    ImportStart? Recall(IReadOnlyList<string> header) =>
        File.Exists(MemoryOf(header)) ? JsonSerializer.Deserialize(File.ReadAllText(MemoryOf(header)), ViewsJson.Default.ImportStart) : null;

    /// <summary>One file and how far it has got.</summary>
    sealed class Job(TableFile table, ImportView view)
    {
        int imported, same;
        ImportView view = view;

        public TableFile Table => table;
        public ConcurrentBag<ImportError> Errors { get; } = [];
        public ConcurrentDictionary<string, bool> Seen { get; } = new();
        public CancellationTokenSource? Stop { get; set; }

        public ImportView View => view with { Imported = imported, Same = same, Failed = Errors.Count, Read = imported + same + Errors.Count };

        public void Begin(string source, DateTimeOffset now)
        {
            (imported, same) = (0, 0);
            Errors.Clear();
            Seen.Clear();
            view = view with { Source = source, State = ImportState.Running, StartedAt = now, Error = null, ElapsedSeconds = 0 };
        }

        public void Take(bool known)
        {
            if (known) Interlocked.Increment(ref same);
            else Interlocked.Increment(ref imported);
        }

        public void Fail(ImportError error) => Errors.Add(error);

        public void End(ImportState state, string? error, DateTimeOffset now) =>
            view = view with { State = state, Error = error, ElapsedSeconds = (now - view.StartedAt).TotalSeconds };
    }
}
