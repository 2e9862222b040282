using Microsoft.AspNetCore.Http.HttpResults;
using TradeLive.Customers;
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
        customers.MapGet("/{id}", Details).Produces<CustomerDetails>().ProducesProblem(404);
        customers.MapPost("/{id}/notes", Note).Produces<CommandAnswer>().ProducesProblem(409);
    }

    static Ok<Page<CustomerListItem>> List(string? text, string? owner, int? offset, int? take, HttpContext context, Permissions permissions, CustomerQueries queries)
    {
        var viewer = permissions.Of(context.User);
        return TypedResults.Ok(queries.List(new(
            text, owner, Math.Max(offset ?? 0, 0), Math.Clamp(take ?? 50, 1, MostInPage), viewer.SeesAllTeams, viewer.Rep, viewer.Team)));
    }

    static async Task<IResult> Details(string id, HttpContext context, Permissions permissions, Answers answers, CustomerQueries queries)
    {
        var viewer = permissions.Of(context.User);
        return await queries.Details(id, viewer.SeesCustomer, viewer.SeesContactsOfCustomer) is { } details ? TypedResults.Ok(details) : answers.NotFound();
    }

    static async Task<IResult> Note(string id, NoteRequest body, HttpContext context, Permissions permissions, Answers answers, IGrainFactory grains)
    {
        var viewer = permissions.Of(context.User);
        if (!permissions.MaySee(context.User, $"customer/{id}")) return answers.NotFound();
        if (Answers.Caller(context, viewer) is not { } caller) return answers.Invalid(("Idempotency-Key", "problem.key-too-long"));
        return answers.Of(id, await grains.GetGrain<ICustomerGrain>(id).Note(new(caller, body.Text)));
    }
}
