using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TradeLive.Inquiries;
using TradeLive.Live;
using TradeLive.Scoring;

namespace TradeLive.Policies;

/// <summary>Offers what lies in the pools as soon as somebody is free again, the most urgent value first.</summary>
sealed class PoolSweep(LiveModel model, Router router, IGrainFactory grains, TimeProvider clock, ILogger<PoolSweep> logger) : BackgroundService
{
    const int MostAtOnce = 50;

    static readonly TimeSpan Every = TimeSpan.FromSeconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                foreach (var team in model.Organisation.Teams.Keys) await Offer(team);
            }
#pragma warning disable CA1031 // what lies in the pool stays there and is tried again
            catch (Exception failure)
#pragma warning restore CA1031
            {
                logger.LogError(failure, "Offering from the pools failed; trying again.");
            }
        }
    }

    async Task Offer(string team)
    {
        var now = clock.GetUtcNow();
        var first = model.PoolOf(team)
            .OrderByDescending(card => QueueOrder.Rank(card.ExpectedValue, card.ReceivedAt, card.FirstReplyAt is null ? card.ReplyDue : null, now)).Take(MostAtOnce);
        foreach (var card in first)
        {
            if (router.Choose(card, card.ExpectedValue, "", null) is not { To: not null } choice) return;
            await grains.GetGrain<IInquiryGrain>(card.Id).Route(new(Caller.Policy($"pool:{card.Id}:{card.Version}"), choice));
        }
    }
}
