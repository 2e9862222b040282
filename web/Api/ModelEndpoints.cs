using TradeLive.Models;
using TradeLive.Scoring;
using TradeLive.Views;
using TradeLive.Web.Access;

namespace TradeLive.Web.Api;

/// <summary>The models that score, for managers and administrators.</summary>
static class ModelEndpoints
{
    public static void MapModels(this RouteGroupBuilder api)
    {
        var models = api.MapGroup("/models").WithTags("Models").AddEndpointFilter(async (context, next) =>
        {
            var services = context.HttpContext.RequestServices;
            return services.GetRequiredService<Permissions>().Of(context.HttpContext.User).ManagesModels ? await next(context) : services.GetRequiredService<Answers>().Forbidden();
        });
        models.MapGet("/", async (ModelQueries queries) => TypedResults.Ok(await queries.All()));
        models.MapPost("/{task}/train", (string task, HttpContext context) => Act(task, context, (grain, caller) => grain.Request(new(caller)))).Produces<CommandAnswer>().ProducesProblem(404);
        models.MapPost("/{task}/cancel", (string task, HttpContext context) => Act(task, context, (grain, caller) => grain.Cancel(new(caller)))).Produces<CommandAnswer>().ProducesProblem(404);
        models.MapPost("/{task}/roll-back", (string task, HttpContext context) => Act(task, context, (grain, caller) => grain.RollBack(new(caller)))).Produces<CommandAnswer>().ProducesProblem(404).ProducesProblem(409);
        models.MapPost("/{task}/{version:int}/promote", (string task, int version, HttpContext context) =>
            Act(task, context, (grain, caller) => grain.Promote(new(caller, version)))).Produces<CommandAnswer>().ProducesProblem(404).ProducesProblem(409);
    }

    static async Task<IResult> Act(string task, HttpContext context, Func<IModelGrain, Caller, ValueTask<Outcome>> command)
    {
        var services = context.RequestServices;
        var answers = services.GetRequiredService<Answers>();
        if (!ModelTasks.All.Contains(task)) return answers.NotFound();
        if (Answers.Caller(context, services.GetRequiredService<Permissions>().Of(context.User)) is not { } caller) return answers.Invalid(("Idempotency-Key", "problem.key-too-long"));
        return answers.Of(task, await command(services.GetRequiredService<IGrainFactory>().GetGrain<IModelGrain>(task), caller));
    }
}
