using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TradeLive.Inquiries;
using TradeLive.Live;
using TradeLive.Scoring;
using TradeLive.Teams;
using TradeLive.Views;

namespace TradeLive.Policies;

/// <summary>
/// Offers what lies in the pools as soon as somebody is free again, the most urgent value first; also what came before there was a team. Who just let an
/// inquiry go is not asked again before the time of another offer has passed.
/// </summary>
sealed class PoolSweep(
    LiveModel model, Router router, PoolFacts facts, IGrainFactory grains, TimeProvider clock, ILogger<PoolSweep> logger) : BackgroundService
{
    const int MostAtOnce = 50, MostWithoutTeam = 500;

    static readonly TimeSpan Every = TimeSpan.FromSeconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Sweep();
            }
#pragma warning disable CA1031 // what lies in the pool stays there and is tried again
            catch (Exception failure)
#pragma warning restore CA1031
            {
                logger.LogError(failure, "Offering from the pools failed; trying again.");
            }
        }
    }

    /// <summary>Offers from each pool once.</summary>
    public async Task Sweep()
    {
        foreach (var team in model.Pools()) await Offer(team);
    }

    async Task Offer(string? team)
    {
        var now = clock.GetUtcNow();
        // What is not identified yet is being looked at for the first time.
        var first = QueueOrder.Sorted(model.PoolOf(team).Where(card => card.Customer is not null), card => card, now).Take(team is null ? MostWithoutTeam : MostAtOnce).ToList();
        var known = facts.Of([.. first.Select(card => card.Id)]);
        foreach (var card in first)
        {
            if (known.GetValueOrDefault(card.Id) is not { } fact || fact.Version < card.Version) continue;
            var notTo = NotTo(card, fact, now);
            if (router.Choose(card, card.ExpectedValue, fact.Message, fact.Owner, notTo) is not { } choice) return;
            if (choice.To is null && choice.Team.Value == card.Team)
            {
                // Where nobody was passed over, nobody is free for the next one either.
                if (notTo.Length == 0) return;
                continue;
            }
            await grains.GetGrain<IInquiryGrain>(card.Id).Route(new(Caller.Policy($"pool:{card.Id}:{card.Version}"), choice));
        }
    }

    RepId[] NotTo(Card card, PoolFact fact, DateTimeOffset now)
    {
        if (fact is not { LetGoBy: { } rep, LetGoAt: { } at }) return [];
        var terms = model.Organisation.Teams.GetValueOrDefault(card.Team ?? "")?.Terms ?? TeamTerms.Named("");
        return now < at.AddMinutes(terms.ClaimMinutes) ? [rep] : [];
    }
}
