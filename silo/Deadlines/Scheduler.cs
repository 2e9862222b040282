using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TradeLive.Inquiries;
using TradeLive.Live;
using TradeLive.Orders;
using TradeLive.ReadModel;
using TradeLive.Views;

namespace TradeLive.Deadlines;

/// <summary>
/// Sends the command of each deadline when it is due, also of those that fell due while nothing ran. It deletes nothing: what the
/// command leads to makes the deadline moot, and until that shows the command is sent again now and then, with the same key.
/// </summary>
sealed class Scheduler(ReadTables tables, LiveModel model, IGrainFactory grains, TimeProvider clock, ILogger<Scheduler> logger) : BackgroundService
{
    const int MostAtOnce = 256;

    static readonly TimeSpan Every = TimeSpan.FromMilliseconds(250), AgainAfter = TimeSpan.FromSeconds(30);

    readonly Dictionary<(DeadlineKind, string, DateTimeOffset), DateTimeOffset> sent = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await SendWhatIsDue(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { }
#pragma warning disable CA1031 // what is due stays due and is tried again
            catch (Exception failure)
#pragma warning restore CA1031
            {
                logger.LogError(failure, "Sending due commands failed; trying again.");
            }
        }
    }

    async Task SendWhatIsDue(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        foreach (var (key, at) in sent)
            if (now - at >= AgainAfter) sent.Remove(key);
        var due = tables.Read(context => DueBy(now, sent.Count + MostAtOnce, context)).Where(deadline => sent.TryAdd((deadline.Kind, deadline.Key, deadline.Due), now)).ToList();
        await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = 32, CancellationToken = stop }, async (deadline, _) => await Send(deadline));
    }

    static List<Deadline> DueBy(DateTimeOffset now, int most, ReadContext context)
    {
        var inquiries = context.Inquiries.Where(row => row.NextDeadline <= now).OrderBy(row => row.NextDeadline).Take(most).Select(row => row.Record).AsEnumerable()
            .SelectMany(record => InquiryDeadlines.Of(ReadJson.Read<InquiryRecord>(record)));
        var orders = context.Orders.Where(row => row.NextDeadline <= now).OrderBy(row => row.NextDeadline).Take(most).Select(row => new { row.Id, row.State }).AsEnumerable()
            .SelectMany(row => OrderDeadlines.Of(row.Id, StateJson.Read<Order>(row.State)));
        return [.. inquiries.Concat(orders).Where(deadline => deadline.Due <= now).OrderBy(deadline => deadline.Due)];
    }

    async Task Send(Deadline deadline)
    {
        var key = deadline.Key;
        var caller = Caller.Deadline($"{deadline.Kind}:{deadline.Due.UtcTicks}");
        switch (deadline.Kind)
        {
            case DeadlineKind.OfferEnds:
                await grains.GetGrain<IInquiryGrain>(key).TakeBack(new(caller, new(deadline.About!)));
                break;
            case DeadlineKind.Escalation:
                await grains.GetGrain<IInquiryGrain>(key).Escalate(new(caller, LeadOf(key)));
                break;
            case DeadlineKind.ReplyWarning or DeadlineKind.ReplyDue:
                await grains.GetGrain<IInquiryGrain>(key).CheckReply(new(caller));
                break;
            case DeadlineKind.Milestone:
                await grains.GetGrain<IOrderGrain>(key).Check(new(caller, Enum.Parse<Milestone>(deadline.About!)));
                break;
            default:
                throw new InvalidOperationException($"Nothing is known of deadlines of kind {deadline.Kind}.");
        }
    }

    RepId? LeadOf(string inquiry) =>
        model.Find(inquiry)?.Team is { } team ? model.Organisation.Teams.GetValueOrDefault(team)?.Terms?.Lead : null;
}
