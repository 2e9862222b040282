using TradeLive.Learning;

namespace TradeLive.Churn;

/// <summary>What a customer's orders up to a day tell of the days after. Pure: nothing of a later day enters.</summary>
public static class ChurnCases
{
    public const string Recency = "recency", Frequency = "frequency", Monetary = "monetary", Silent = "bgnbd";

    static readonly string[] Numbers =
    [
        Recency, Frequency, Monetary, "age", "spend", "lastAmount", "meanGap", "gapSpread", "recencyToGap", "recencyToLongestGap",
        "orders30", "orders90", "orders180", "spend90", "trend", "amountTrend", "cancels", "cancelShare", Silent,
    ];

    public static IReadOnlyList<Column> Columns(OrderHistory history) =>
        [.. Numbers.Select(name => new Column(name, ColumnKind.Number)), .. history.Signs is null ? [] : CustomerSigns.Columns, .. history.Extras];

    /// <summary>Each customer who had ordered before a day.</summary>
    /// <param name="cutoff">Day at which the case is known.</param>
    /// <param name="horizon">Days looked ahead; the outcome is 1 where no order comes in them.</param>
    public static IEnumerable<Case> At(OrderHistory history, double cutoff, double horizon)
    {
        var known = history.Customers.Select(pair => (Customer: pair.Key, Before: pair.Value.Where(order => order.Day < cutoff).ToArray(), All: pair.Value))
            .Where(one => one.Before.Any(order => !order.Cancelled)).OrderBy(one => one.Customer, StringComparer.Ordinal).ToList();
        if (known.Count == 0) yield break;
        var model = BgNbd.Fit([.. known.Select(one => BuyingOf(one.Before, cutoff))]);
        foreach (var (customer, before, all) in known)
        {
            var next = all.Where(order => order.Day >= cutoff && order.Day < cutoff + horizon && !order.Cancelled).ToList();
            yield return new([.. Features(before, cutoff, model, horizon).Select(number => new Cell(number, null)), .. history.Signs is null ? [] : history.SignsOf(customer).At(cutoff), .. before[^1].Extra], cutoff,
                next.Count == 0 ? 1 : 0, cutoff + horizon, next.Sum(order => Math.Max(0, order.Amount)), 1, customer);
        }
    }

    static Buying BuyingOf(PastOrder[] before, double cutoff)
    {
        var days = before.Where(order => !order.Cancelled).Select(order => Math.Floor(order.Day)).Distinct().ToList();
        return new(days.Count - 1, days[^1] - days[0], Math.Max(cutoff - days[0], 1));
    }

    static IEnumerable<double> Features(PastOrder[] before, double cutoff, BgNbd model, double horizon)
    {
        var orders = before.Where(order => !order.Cancelled).ToList();
        var buying = BuyingOf(before, cutoff);
        var recency = buying.Age - buying.LastAt;
        var gaps = orders.Select(order => Math.Floor(order.Day)).Distinct().Order().ToList() is var days ? days.Zip(days.Skip(1), (a, b) => b - a).ToList() : [];
        var meanGap = gaps.Count == 0 ? double.NaN : gaps.Average();
        var cancels = before.Length - orders.Count;
        double Since(double within) => orders.Count(order => order.Day >= cutoff - within);
        var half = cutoff - buying.Age / 2;
        yield return Log(recency);
        yield return Log(buying.Repeats);
        yield return Log(orders.Average(order => Math.Max(0, order.Amount)));
        yield return Log(buying.Age);
        yield return Log(orders.Sum(order => Math.Max(0, order.Amount)));
        yield return Log(Math.Max(0, orders[^1].Amount));
        yield return Log(meanGap);
        yield return gaps.Count < 2 ? double.NaN : Math.Sqrt(gaps.Average(gap => (gap - meanGap) * (gap - meanGap))) / Math.Max(1, meanGap);
        yield return Log(recency / Math.Max(1, meanGap));
        yield return gaps.Count == 0 ? double.NaN : Log(recency / Math.Max(1, gaps.Max()));
        yield return Log(Since(30));
        yield return Log(Since(90));
        yield return Log(Since(180));
        yield return Log(orders.Where(order => order.Day >= cutoff - 90).Sum(order => Math.Max(0, order.Amount)));
        yield return (orders.Count(order => order.Day >= half) - orders.Count(order => order.Day < half)) / (double)orders.Count;
        yield return orders.Count < 2 ? double.NaN : Log(Math.Max(0, orders[^1].Amount)) - Log(orders.Average(order => Math.Max(0, order.Amount)));
        yield return cancels;
        yield return cancels / (double)before.Length;
        yield return Candidates.LogOdds(model.Silent(buying, horizon));
    }

    static double Log(double number) => Math.Log(1 + number);

    /// <summary>Days in the past, evenly spaced, at which cases for training are made: each early enough for its outcome to be known, late enough to have a past.</summary>
    /// <param name="by">Day up to which outcomes are known.</param>
    public static IReadOnlyList<double> Cutoffs(OrderHistory history, double by, double horizon)
    {
        const int Most = 10, MostCases = 80_000;
        var latest = by - horizon;
        var earliest = history.FirstDay + Math.Min(horizon, 45);
        if (latest <= history.FirstDay) return [];
        var perCutoff = Math.Max(1, history.Customers.Count);
        var count = Math.Clamp(Math.Min(Most, MostCases / perCutoff), 1, Most);
        var step = Math.Max(7, horizon / 6);
        return [.. Enumerable.Range(0, count).Select(i => latest - i * step).TakeWhile((cutoff, i) => i == 0 || cutoff >= earliest).Reverse()];
    }
}
