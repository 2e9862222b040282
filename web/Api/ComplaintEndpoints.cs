using TradeLive.Orders;
using TradeLive.Views;
using TradeLive.Web.Access;

namespace TradeLive.Web.Api;

/// <summary>Complaints of buyers, over HTTP: who may see the customer records and settles them.</summary>
static class ComplaintEndpoints
{
    public static void MapComplaints(this RouteGroupBuilder customers)
    {
        customers.MapPost("/{id}/complaints", Record).Produces<CommandAnswer>().ProducesProblem(404).ProducesProblem(409);
        customers.MapPost("/{id}/complaints/{number:int}/settle", (string id, int number, SettleRequest body, HttpContext context) =>
            CustomerEndpoints.Act(id, context, (_, _, _) => true, (grain, caller) => grain.Settle(new(caller, number, body.How, body.Text ?? ""))))
            .Produces<CommandAnswer>().ProducesProblem(404).ProducesProblem(409);
    }

    static Task<IResult> Record(string id, ComplaintRequest body, HttpContext context, Permissions permissions, IGrainFactory grains, TimeProvider clock)
    {
        var viewer = permissions.Of(context.User);
        return CustomerEndpoints.Act(id, context, (_, _, _) => true, async (grain, caller) =>
        {
            if (body.Order is { Length: > 0 } order && !IsOf(await grains.GetGrain<IOrderGrain>(order).Get(), id, viewer)) return new(0, Refusal.Of("complaint.other-order"));
            var on = body.On ?? DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
            return await grain.Complain(new(caller, body.Kind, body.Order is { Length: > 0 } about ? new(about) : null, on, body.Text ?? ""));
        });
    }

    static bool IsOf(Order order, string customer, Viewer viewer) =>
        order.Terms is { } terms && terms.Customer.Value == customer && viewer.SeesOrder(terms.Owner?.Value, terms.Team?.Value);
}
