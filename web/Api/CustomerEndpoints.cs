using Microsoft.AspNetCore.Http.HttpResults;
using TradeLive.Customers;
using TradeLive.Live;
using TradeLive.Queries;
using TradeLive.Views;
using TradeLive.Web.Access;

namespace TradeLive.Web.Api;

/// <summary>Customers over HTTP.</summary>
static class CustomerEndpoints
{
    const int MostInPage = 200;

    public static void MapCustomers(this RouteGroupBuilder api)
    {
        var customers = api.MapGroup("/customers").WithTags("Customers");
        customers.MapGet("/", List).Produces<Page<CustomerListItem>>();
        customers.MapGet("/at-risk", AtRisk).Produces<AtRiskView>();
        customers.MapGet("/{id}", Details).Produces<CustomerDetails>().ProducesProblem(404);
        customers.MapPost("/{id}/notes", (string id, NoteRequest body, HttpContext context) =>
            Act(id, context, (_, _, _) => true, (grain, caller) => grain.Note(new(caller, body.Text)))).Produces<CommandAnswer>().ProducesProblem(409);
        customers.MapPost("/{id}/owner", (string id, OwnerRequest body, HttpContext context) =>
            Act(id, context, (viewer, _, team) => viewer.Leads(team), (grain, caller) => Assign(grain, caller, body, context))).Produces<CommandAnswer>().ProducesProblem(403).ProducesProblem(409);
        customers.MapPost("/{id}/near/{other}/dismiss", (string id, string other, HttpContext context) =>
            Act(id, context, (viewer, owner, team) => viewer.ActsOnCustomer(owner, team), (grain, caller) => Dismiss(grain, id, other, caller, context)))
            .Produces<CommandAnswer>().ProducesProblem(403).ProducesProblem(409);
        customers.MapComplaints();
        api.MapCare(customers);
    }

    static Ok<Page<CustomerListItem>> List(string? text, string? owner, int? offset, int? take, HttpContext context, Permissions permissions, CustomerQueries queries)
    {
        var viewer = permissions.Of(context.User);
        return TypedResults.Ok(queries.List(new(
            text, owner, Math.Max(offset ?? 0, 0), Math.Clamp(take ?? 50, 1, MostInPage), viewer.SeesAllTeams, viewer.Rep, viewer.Team, viewer.Led)));
    }

    static async Task<IResult> Details(string id, HttpContext context, Permissions permissions, Answers answers, CustomerQueries queries)
    {
        var viewer = permissions.Of(context.User);
        if (await queries.Details(id, viewer.Sight) is not { } details) return answers.NotFound();
        var (owner, team) = (details.Summary.Owner, details.Summary.Team);
        return TypedResults.Ok(details with { MayAct = viewer.ActsOnCustomer(owner, team), MayAssign = viewer.Leads(team) });
    }

    static async Task<Ok<AtRiskView>> AtRisk(string? owner, bool? planned, int? offset, int? take, HttpContext context, Permissions permissions, SaveListQueries queries)
    {
        var viewer = permissions.Of(context.User);
        var view = await queries.AtRisk(new(
            owner, planned, Math.Max(offset ?? 0, 0), Math.Clamp(take ?? 50, 1, MostInPage), viewer.SeesAllTeams, viewer.Led, viewer.Rep));
        return TypedResults.Ok(view with { Items = [.. view.Items.Select(item => item with { MayAct = viewer.ActsOnCustomer(item.Owner, item.Team) })] });
    }

    static async ValueTask<Outcome> Assign(ICustomerGrain grain, Caller caller, OwnerRequest body, HttpContext context)
    {
        var reps = context.RequestServices.GetRequiredService<LiveModel>().Organisation.Reps;
        if (reps.GetValueOrDefault(body.To) is not { Active: true, Profile: { } profile }) return new(0, Refusal.Of("rep.not-available", ("rep", body.To)));
        return await grain.Assign(new(caller, new(body.To), profile.Team, IfNobody: false));
    }

    // Each of the two stands as a proposal with the other; said twice it changes nothing.
    static async ValueTask<Outcome> Dismiss(ICustomerGrain grain, string id, string other, Caller caller, HttpContext context)
    {
        var services = context.RequestServices;
        if (!services.GetRequiredService<Permissions>().MaySee(context.User, $"customer/{other}")) return new(0, Refusal.Of("customer.unknown"));
        await services.GetRequiredService<IGrainFactory>().GetGrain<ICustomerGrain>(other).DismissMatch(new(caller, new(id)));
        return await grain.DismissMatch(new(caller, new(other)));
    }

    internal static async Task<IResult> Act(
        string id, HttpContext context, Func<Viewer, string?, string?, bool> may, Func<ICustomerGrain, Caller, ValueTask<Outcome>> act)
    {
        var services = context.RequestServices;
        var (answers, viewer) = (services.GetRequiredService<Answers>(), services.GetRequiredService<Permissions>().Of(context.User));
        var grain = services.GetRequiredService<IGrainFactory>().GetGrain<ICustomerGrain>(id);
        var customer = await grain.Get();
        var (owner, team) = (customer.Owner?.Value, customer.Team?.Value);
        if (!customer.Exists || !viewer.SeesCustomer(owner, team)) return answers.NotFound();
        if (!may(viewer, owner, team)) return answers.Forbidden();
        if (Answers.Caller(context, viewer) is not { } caller) return answers.Invalid(("Idempotency-Key", "problem.key-too-long"));
        return answers.Of(id, await act(grain, caller));
    }
}
