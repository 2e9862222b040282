using TradeLive.Churn;
using TradeLive.Learning;
using TradeLive.Scoring;

namespace TradeLive.Models;

/// <summary>What the prior would have said of customers at the days of cases.</summary>
static class ChurnPrior
{
    static readonly DateTimeOffset Start = new(new DateTime(0, DateTimeKind.Utc));

    public static IEnumerable<double> Of(CaseSet set, OrderHistory history, int horizonDays)
    {
        var scorer = new PriorChurnScorer();
        foreach (var one in set.Cases)
        {
            var before = history.Customers[one.Group!].Where(order => order.Day < one.At).ToList();
            var (open, withinYear) = history.SignsOf(one.Group!).ComplaintsAt(one.At);
            var facts = new CustomerFacts
            {
                OrderedAt = [.. before.Where(order => !order.Cancelled).Select(order => Start.AddDays(order.Day))],
                Cancelled = before.Count(order => order.Cancelled),
                OpenComplaints = open,
                ComplaintsWithinYear = withinYear,
            };
            yield return scorer.Score(facts, horizonDays, Start.AddDays(one.At))!.Risk;
        }
    }
}
