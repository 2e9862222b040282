using TradeLive.Log;
using TradeLive.Policies;
using TradeLive.Views;

namespace TradeLive.Web.Api;

/// <summary>Reactions that failed for good, for the administrator.</summary>
static class FailureEndpoints
{
    public static void MapFailures(this RouteGroupBuilder api)
    {
        var failures = api.MapGroup("/failures").WithTags("Failures").Only(viewer => viewer.ManagesAccounts);
        failures.MapGet("/", (FailedReactions failed) => TypedResults.Ok(failed.All()));
        failures.MapPost("/{position}/{policy}/retry", Retry).Produces<CommandAnswer>().ProducesProblem(409);
    }

    static async Task<IResult> Retry(string position, string policy, FailedReactions failed, Answers answers) => LogPosition.TryParse(position, out var at)
        ? answers.Of(position, await failed.Retry(at, policy))
        : answers.Refused(Refusal.Of("failure.gone"));
}
