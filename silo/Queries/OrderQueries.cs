using TradeLive.Live;
using TradeLive.Log;
using TradeLive.Orders;
using TradeLive.ReadModel;
using TradeLive.Views;

namespace TradeLive.Queries;

/// <summary>Which orders a list shows.</summary>
/// <param name="State"><c>open</c>, <c>late</c> (open, and the next step's day is past), <c>delivered</c>, <c>cancelled</c>; all where empty.</param>
/// <param name="SeesAll">False narrows to <paramref name="Rep"/>'s and <paramref name="Team"/>'s.</param>
/// <param name="Led">Team whose customers' contacts the asker may search beside those of own ones.</param>
public sealed record OrderWish(string? Text, string? State, int Offset, int Take, bool SeesAll, string? Rep, string? Team, string? Led = null);

/// <summary>What pages ask about orders.</summary>
public sealed class OrderQueries(ReadTables tables, ChangeLog log, LiveModel model, TimeProvider clock)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    public Page<OrderListItem> List(OrderWish wish) => tables.Read(context =>
    {
        IQueryable<OrderRow> rows = context.Orders;
        if (!wish.SeesAll) rows = rows.Where(row => (row.Team != null && row.Team == wish.Team) || (row.Owner != null && row.Owner == wish.Rep));
        var today = Today;
        rows = wish.State switch
        {
            "open" => rows.Where(row => row.Phase == OrderPhase.Open),
            "late" => rows.Where(row => row.Phase == OrderPhase.Open && row.NextDue < today),
            "delivered" => rows.Where(row => row.Phase == OrderPhase.Delivered),
            "cancelled" => rows.Where(row => row.Phase == OrderPhase.Cancelled),
            _ => rows,
        };
        var named = rows.Join(context.Customers, row => row.Customer, customer => customer.Id, (row, customer) => new { row, customer.Name, customer });
        if (wish.Text?.Trim() is { Length: > 0 } text)
        {
            var lower = text.ToLowerInvariant();
            named = named.Where(found => found.customer.Words.Contains(lower) || found.row.Number.Contains(text) || found.row.Id == text
                || (found.customer.Contacts.Contains(lower) && (wish.SeesAll || (found.customer.Owner != null && found.customer.Owner == wish.Rep)
                    || (found.customer.Team != null && found.customer.Team == wish.Led))));
        }
        var page = named.OrderByDescending(found => found.row.OrderedAt).ThenBy(found => found.row.Id).Skip(wish.Offset).Take(wish.Take).AsEnumerable();
        return new Page<OrderListItem>([.. page.Select(found => Item(found.row, found.Name))], named.Count(), wish.Offset);
    });

    /// <param name="sees">Whether the asker may see an order of that owner and team.</param>
    /// <returns>Null if there is none that the asker may see.</returns>
    public async Task<OrderDetails?> Details(string id, Func<string?, string?, bool> sees)
    {
        await tables.Reach(log.End(), Patience);
        return tables.Read(context =>
        {
            var row = context.Orders.Find(id);
            if (row is null || !sees(row.Owner, row.Team)) return null;
            var order = StateJson.Read<Order>(row.State);
            var terms = order.Terms!;
            var (deposit, balance) = terms.Payment.Split(terms.Total);
            return new OrderDetails
            {
                Summary = Item(row, context.Customers.Find(row.Customer)?.Name ?? ""),
                Lines = [.. terms.Lines.Select(InquiryFold.View)],
                Incoterm = terms.Delivery?.Rule,
                Place = terms.Delivery?.Place,
                DepositShare = terms.Payment.DepositShare,
                BalanceBeforeShipment = terms.Payment.BalanceBeforeShipment,
                Deposit = InquiryFold.View(deposit),
                Balance = InquiryFold.View(balance),
                Milestones = [.. order.Stand(Today).Select(step => new MilestoneView(
                    step.Milestone, step.Department, step.Planned, step.Forecast, step.Done, step.State, step.Original, step.Reason))],
                CancelReason = order.CancelReason,
                Inquiry = terms.Inquiry?.Value,
                People = model.People(),
                History = Histories.Of(log.ReadStreams([$"order/{id}"]), withContacts: true),
            };
        });
    }

    internal OrderListItem Item(OrderRow row, string customerName)
    {
        var order = StateJson.Read<Order>(row.State);
        var steps = order.Stand(Today);
        var next = order.IsCancelled ? null : MilestonePlan.Next(steps);
        return new(
            row.Id, row.Number, row.Customer, customerName, row.Owner, row.Team, row.Amount, row.Currency, row.OrderedAt,
            order.Steps.FirstOrDefault(step => step.Milestone == Milestone.Delivered)?.Planned, next?.Milestone, next?.Planned,
            order.IsCancelled ? OnTime.Cancelled : order.IsDelivered ? MilestonePlan.State(steps) : next?.State ?? OnTime.DoneOnTime,
            order.Terms?.OrderedOn);
    }
}
