using TradeLive.Customers;
using TradeLive.Live;
using TradeLive.Queries;
using TradeLive.Views;
using TradeLive.Web.Access;

namespace TradeLive.Web.Api;

/// <summary>Keeping customers, over HTTP.</summary>
static class CareEndpoints
{
    public static void MapCare(this RouteGroupBuilder api, RouteGroupBuilder customers)
    {
        customers.MapPost("/{id}/care", Plan).Produces<CommandAnswer>().ProducesProblem(403).ProducesProblem(409);
        customers.MapPost("/{id}/care/{number:int}/done", Complete).Produces<CommandAnswer>().ProducesProblem(403).ProducesProblem(409);
        api.MapGet("/care", Open).WithTags("Customers").Produces<IReadOnlyList<CareView>>().ProducesProblem(403);
    }

    static async Task<IResult> Open(string? rep, HttpContext context, Permissions permissions, Answers answers, SaveListQueries queries, LiveModel model)
    {
        var viewer = permissions.Of(context.User);
        if ((rep ?? viewer.Rep) is not { } whose) return answers.Problem(StatusCodes.Status404NotFound, "problem.no-rep");
        return viewer.SeesQueueOf(whose, model.Organisation.TeamOf(whose)) ? TypedResults.Ok(await queries.OpenOf(whose)) : answers.Forbidden();
    }

    // Who leads may give it to others, a rep takes it on.
    static Task<IResult> Plan(string id, CareRequest body, HttpContext context, Permissions permissions, LiveModel model, TimeProvider clock)
    {
        var self = permissions.Of(context.User).Rep;
        return CustomerEndpoints.Act(
            id, context,
            (viewer, owner, team) => viewer.ActsOnCustomer(owner, team) && (viewer.Leads(team) || body.To is null || body.To == viewer.Rep),
            async (grain, caller) =>
            {
                var customer = await grain.Get();
                var to = body.To ?? self ?? customer.Owner?.Value ?? "";
                if (model.Organisation.Reps.GetValueOrDefault(to) is not { Active: true, Profile: { } profile }) return new(0, Refusal.Of("rep.not-available", ("rep", to)));
                // Nobody is given what they may not see.
                if (customer.Owner?.Value != to && customer.Team is { } team && profile.Team != team) return new(0, Refusal.Of("care.other-team", ("rep", to)));
                var due = body.Due ?? DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
                return await grain.PlanCare(new(caller, body.Kind, new(to), due, body.Text ?? "", body.Sent));
            });
    }

    static async Task<IResult> Complete(string id, int number, CareDoneRequest body, HttpContext context, Permissions permissions, IGrainFactory grains)
    {
        var (self, customer) = (permissions.Of(context.User).Rep, await grains.GetGrain<ICustomerGrain>(id).Get());
        var isOwn = self is not null && customer.OpenCares.Any(care => care.Number == number && care.To.Value == self);
        return await CustomerEndpoints.Act(
            id, context, (viewer, owner, team) => isOwn || viewer.ActsOnCustomer(owner, team),
            (grain, caller) => grain.CompleteCare(new(caller, number, body.Result, body.Text)));
    }
}
