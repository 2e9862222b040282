using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TradeLive.Log;
using TradeLive.Orders;
using TradeLive.ReadModel;

namespace TradeLive.Live;

/// <summary>This node's tailer: makes the <see cref="LiveModel"/> from the read tables and keeps it up from the log.</summary>
public sealed class LiveFeed(ChangeLog log, ReadTables tables, LiveModel model, ILogger<LiveFeed> logger) : BackgroundService
{
    const int MostPerStep = 1000;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        Load();
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var added = log.Added;
            try
            {
                var entries = log.ReadAfter(model.Position, MostPerStep);
                if (entries.Count > 0) model.Apply(entries);
                else await ChangeLog.WaitFor(added, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { }
#pragma warning disable CA1031 // a tailer that dies would freeze every board: what was half applied is loaded again
            catch (Exception failure)
#pragma warning restore CA1031
            {
                logger.LogError(failure, "Following the log failed; loading the boards again.");
                await Task.Delay(TimeSpan.FromSeconds(1), stoppingToken);
                Load();
            }
        }
    }

    void Load() => tables.Read((context, position) =>
    {
        model.Load(
            context.Inquiries.Select(row => row.Record).AsEnumerable().Select(record => ReadJson.Read<InquiryRecord>(record).Card),
            Organisation.Load(context), position,
            context.Orders.Select(row => new { row.Id, row.State, row.Value }).AsEnumerable().Select(row => (row.Id, StateJson.Read<Order>(row.State), row.Value ?? 0)));
        return position;
    });
}
