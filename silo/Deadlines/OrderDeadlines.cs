using TradeLive.Orders;

namespace TradeLive.Deadlines;

/// <summary>When an order's next step is late unless it is done before. Pure.</summary>
static class OrderDeadlines
{
    public static IEnumerable<Deadline> Of(string id, Order order)
    {
        if (order is { IsCancelled: true } or { Exists: false }) yield break;
        var last = order.Steps.ToList().FindLastIndex(step => step.Done is not null);
        if (order.Steps.Skip(last + 1).FirstOrDefault(step => !step.SaidLate) is not { } next) yield break;
        var dayAfter = new DateTimeOffset(next.Planned.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        yield return new(DeadlineKind.Milestone, id, dayAfter, next.Milestone.ToString());
    }
}
