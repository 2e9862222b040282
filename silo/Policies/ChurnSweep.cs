using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TradeLive.Churn;
using TradeLive.Customers;
using TradeLive.Live;
using TradeLive.Models;
using TradeLive.ReadModel;
using TradeLive.Scoring;

namespace TradeLive.Policies;

/// <summary>
/// Scores the risk of leaving of every customer who has ordered: daily, since silence alone raises it, when the company looks ahead another number of days or
/// has a new model, and soon after something happened that the risk looks at. Of one customer that is at most one score in <see cref="Quiet"/>, whatever comes in.
/// </summary>
sealed class ChurnSweep(
    ReadTables tables, LiveModel model, Champions champions, ChurnScoring scoring, IGrainFactory grains, TimeProvider clock, ILogger<ChurnSweep> logger) : BackgroundService
{
    const int MostAtOnce = 200;

    static readonly TimeSpan Every = TimeSpan.FromSeconds(15), Fresh = TimeSpan.FromHours(24), Quiet = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await ScoreStale();
            }
#pragma warning disable CA1031 // what is stale stays so and is tried again
            catch (Exception failure)
#pragma warning restore CA1031
            {
                logger.LogError(failure, "Scoring the risk of leaving failed; trying again.");
            }
        }
    }

    /// <summary>Scores once whoever was scored too long ago.</summary>
    public async Task ScoreStale()
    {
        var now = clock.GetUtcNow();
        var days = model.Organisation.Company.Scoring.ChurnDays;
        // A new champion makes every earlier score stale.
        var stale = champions.ChurnSince > now - Fresh ? champions.ChurnSince : now - Fresh;
        var due = tables.Read(context => Due(context, stale, days, now));
        var known = due.ToDictionary(one => one.Id, one => one.Known, StringComparer.Ordinal);
        foreach (var (id, score) in scoring.Of(due.ConvertAll(one => (one.Id, one.Facts)), days, now))
            await grains.GetGrain<ICustomerGrain>(id).ScoreChurn(new(Caller.Policy($"churn:{score.Model}:{id}:{now:yyyyMMddHHmm}:{days}:{known[id]}"), score, known[id]));
    }

    // Whose facts have changed comes before who is only due again.
    static List<(string Id, int Known, CustomerFacts Facts)> Due(ReadContext context, DateTimeOffset stale, int days, DateTimeOffset now)
    {
        var settled = now - Quiet;
        var customers = context.Customers
            .Where(row => row.Orders > 0 && (row.ChurnScoredAt == null || row.ChurnScoredAt < stale || row.ChurnDays != days || (row.ScoredFacts != row.Facts && row.ChurnScoredAt < settled)))
            .OrderBy(row => row.ScoredFacts == row.Facts).ThenBy(row => row.Id).Take(MostAtOnce).Select(row => new { row.Id, row.Country, row.Revenue, row.CancelledOrders, row.Facts }).ToList();
        var ids = customers.ConvertAll(row => row.Id);
        var orders = context.Orders.Where(row => ids.Contains(row.Customer) && row.Phase != OrderPhase.Cancelled)
            .Select(row => new { row.Customer, row.OrderedAt }).ToLookup(row => row.Customer, row => row.OrderedAt);
        var complaints = ChurnOrders.Complaints(context.Complaints.Where(row => ids.Contains(row.Customer)));
        return customers.ConvertAll(row =>
        {
            var (open, withinYear) = new CustomerSigns([], [.. complaints[row.Id]]).ComplaintsAt(Days.Of(now));
            return (row.Id, row.Facts, new CustomerFacts
            {
                OrderedAt = [.. orders[row.Id].Order()],
                Revenue = row.Revenue,
                Cancelled = row.CancelledOrders,
                Country = row.Country,
                OpenComplaints = open,
                ComplaintsWithinYear = withinYear,
            });
        });
    }
}
