using System.Security.Cryptography;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TradeLive.Inquiries;
using TradeLive.Live;
using TradeLive.Log;
using TradeLive.Storage;
using TradeLive.Views;

namespace TradeLive.Import;

/// <summary>
/// Files on their way in: uploaded, looked at, taken in row by row. A row's id comes from its source and number, so that a file taken in twice changes nothing
/// and a later one brings what has gone on since.
/// </summary>
public sealed class ImportJobs : IDisposable
{
    const int AtOnce = 64;

    static readonly TimeSpan SweepEach = TimeSpan.FromMinutes(10);

    readonly string folder;
    readonly IGrainFactory grains;
    readonly LiveModel model;
    readonly ChangeLog log;
    readonly TimeProvider clock;
    readonly IHostApplicationLifetime lifetime;
    readonly ILogger<ImportJobs> logger;
    readonly ImportShelf shelf;
    readonly SourceMemory memory;
    readonly ITimer sweeping;

    public ImportJobs(
        StorageOptions options, IGrainFactory grains, LiveModel model, ChangeLog log, TimeProvider clock, IHostApplicationLifetime lifetime, ILogger<ImportJobs> logger)
    {
        (this.grains, this.model, this.log, this.clock, this.lifetime, this.logger) = (grains, model, log, clock, lifetime, logger);
        folder = Path.Combine(options.Directory, "imports");
        shelf = new(clock);
        memory = new(folder);
        sweeping = clock.CreateTimer(_ => shelf.Sweep(), null, SweepEach, SweepEach);
    }

    /// <summary>Raised when an import is added or has got on.</summary>
    public event Action? Changed;

    public IReadOnlyList<ImportView> All => shelf.All;

    public ImportView? Find(string id) => shelf.Find(id)?.View;

    public IReadOnlyList<ImportError> Errors(string id) => shelf.Find(id)?.Errors ?? [];

    /// <summary>The rows in error as the file has them, under its header.</summary>
    public (IReadOnlyList<string> Header, IReadOnlyList<(TableRow Row, IReadOnlyList<ImportError> Errors)> Rows)? RowsInError(string id)
    {
        if (shelf.Find(id) is not { } job) return null;
        var errors = job.Errors.ToLookup(error => error.Row);
        return (job.Table.Header, [.. job.Table.Rows.Where(row => errors.Contains(row.Number)).Select(row => (row, (IReadOnlyList<ImportError>)[.. errors[row.Number]]))]);
    }

    /// <summary>Takes a file and says what its columns mean, as files of its source were last read, else by guess.</summary>
    /// <exception cref="InvalidDataException">It cannot be read as a table.</exception>
    public async Task<ImportPreview> Upload(Stream content, string fileName)
    {
        Directory.CreateDirectory(folder);
        var id = Guid.CreateVersion7().ToString("N");
        var path = Path.Combine(folder, id);
        try
        {
            await using (var file = File.Create(path)) await content.CopyToAsync(file);
            string hash;
            await using (var file = File.OpenRead(path)) hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(file));
            var table = TableFile.Read(path);
            var job = new ImportJob(table, new FileInfo(path).Length, hash, new(id, fileName, "", ImportState.Uploaded, table.Rows.Count, 0, 0, 0, 0, null, null, clock.GetUtcNow(), 0));
            shelf.Add(job);
            Changed?.Invoke();
            return Preview(job, null);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <param name="source">Reads it as files of this source were last read; null for the source that the header tells.</param>
    public ImportPreview? Preview(string id, string? source) => shelf.Find(id) is { } job ? Preview(job, source) : null;

    ImportPreview Preview(ImportJob job, string? source) =>
        ImportPreviews.Of(job, source is { Length: > 0 } ? memory.Of(source) : memory.ByHeader(job.Table.Header), source, memory, model.Organisation.Company.Reporting.Code);

    /// <returns>Null if there is no such import; its view, running, otherwise.</returns>
    public ImportView? Start(string id, ImportStart settings)
    {
        if (shelf.Find(id) is not { } job) return null;
        lock (job)
        {
            if (job.View.State == ImportState.Running) return job.View;
            settings = settings with { Source = settings.Source.Trim() };
            memory.Remember(job.Table.Header, settings, clock.GetUtcNow());
            memory.RememberContent(job.Content, new(settings.Source, job.View.FileName, clock.GetUtcNow()));
            var stop = CancellationTokenSource.CreateLinkedTokenSource(lifetime.ApplicationStopping);
            job.Begin(settings.Source, stop, clock.GetUtcNow());
            _ = Run(job, settings, stop.Token);
        }
        return job.View;
    }

    /// <summary>Stops it; what is in stays in.</summary>
    public ImportView? Cancel(string id)
    {
        if (shelf.Find(id) is not { } job) return null;
        job.Stop?.Cancel();
        return job.View;
    }

    async Task Run(ImportJob job, ImportStart settings, CancellationToken stop)
    {
        await Task.Yield();
        try
        {
            // Reps and rates as they are now.
            await model.Reach(log.End(), TimeSpan.FromSeconds(5), stop);
            var reader = new RowReader(settings, model.Organisation, clock.GetUtcNow());
            await Parallel.ForEachAsync(job.Table.Rows, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop }, async (row, _) =>
            {
                var (inquiry, command, errors) = reader.Read(row);
                if (command is null) job.Fail(errors);
                else job.Take(await grains.GetGrain<IInquiryGrain>(inquiry.Value).Receive(command));
                Changed?.Invoke();
            });
            job.End(ImportState.Done, null, clock.GetUtcNow());
        }
        catch (OperationCanceledException)
        {
            job.End(ImportState.Cancelled, null, clock.GetUtcNow());
        }
#pragma warning disable CA1031 // whatever fails is shown, and the file can be taken in again
        catch (Exception failure)
#pragma warning restore CA1031
        {
            logger.LogError(failure, "Import {Import} failed.", job.View.Id);
            job.End(ImportState.Failed, "import.failed", clock.GetUtcNow());
        }
        Changed?.Invoke();
    }

    public void Dispose() => sweeping.Dispose();
}
