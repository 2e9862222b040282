using Microsoft.AspNetCore.Http.HttpResults;
using TradeLive.Orders;
using TradeLive.Queries;
using TradeLive.Views;
using TradeLive.Web.Access;

namespace TradeLive.Web.Api;

/// <summary>Orders over HTTP.</summary>
static class OrderEndpoints
{
    const int MostInPage = 200;

    public static void MapOrders(this RouteGroupBuilder api)
    {
        var orders = api.MapGroup("/orders").WithTags("Orders");
        orders.MapGet("/", List).Produces<Page<OrderListItem>>();
        orders.MapGet("/{id}", Details).Produces<OrderDetails>().ProducesProblem(404);
        orders.MapPost("/{id}/milestones", (string id, MilestoneRequest body, HttpContext context) =>
            Act(id, context, (grain, caller) => grain.Complete(new(caller, body.Milestone, body.On)))).Produces<CommandAnswer>().ProducesProblem(409);
        orders.MapPost("/{id}/dates", (string id, ReviseRequest body, HttpContext context) =>
            Act(id, context, (grain, caller) => grain.Revise(new(caller, body.Milestone, body.To, body.Reason)))).Produces<CommandAnswer>().ProducesProblem(409);
        orders.MapPost("/{id}/cancel", (string id, CancelRequest body, HttpContext context) =>
            Act(id, context, (grain, caller) => grain.Cancel(new(caller, body.Reason)))).Produces<CommandAnswer>().ProducesProblem(409);
    }

    static Ok<Page<OrderListItem>> List(string? text, string? state, int? offset, int? take, HttpContext context, Permissions permissions, OrderQueries queries)
    {
        var viewer = permissions.Of(context.User);
        return TypedResults.Ok(queries.List(new(
            text, state, Math.Max(offset ?? 0, 0), Math.Clamp(take ?? 50, 1, MostInPage), viewer.SeesAllTeams, viewer.Rep, viewer.Team, viewer.Led)));
    }

    static async Task<IResult> Details(string id, HttpContext context, Permissions permissions, Answers answers, OrderQueries queries) =>
        await queries.Details(id, permissions.Of(context.User).SeesOrder) is { } details ? TypedResults.Ok(details) : answers.NotFound();

    static async Task<IResult> Act(string id, HttpContext context, Func<IOrderGrain, Caller, ValueTask<Outcome>> act)
    {
        var services = context.RequestServices;
        var (answers, viewer) = (services.GetRequiredService<Answers>(), services.GetRequiredService<Permissions>().Of(context.User));
        var grain = services.GetRequiredService<IGrainFactory>().GetGrain<IOrderGrain>(id);
        if ((await grain.Get()).Terms is not { } terms || !viewer.SeesOrder(terms.Owner?.Value, terms.Team?.Value)) return answers.NotFound();
        if (!viewer.ActsOnOrder(terms.Owner?.Value, terms.Team?.Value)) return answers.Forbidden();
        if (Answers.Caller(context, viewer) is not { } caller) return answers.Invalid(("Idempotency-Key", "problem.key-too-long"));
        return answers.Of(id, await act(grain, caller));
    }
}
