using TradeLive.Queries;
using TradeLive.Views;
using TradeLive.Web.Access;

namespace TradeLive.Web.Api;

/// <summary>What became of scores, over HTTP.</summary>
static class ScoreEndpoints
{
    const int MostInPage = 200;

    public static void MapScores(this RouteGroupBuilder api)
    {
        var scores = api.MapGroup("/scores").WithTags("Scores");
        scores.MapGet("/contested", Contested).Produces<Page<ContestView>>().ProducesProblem(403);
    }

    static async Task<IResult> Contested(
        bool? seen, ScoreFlaw? flaw, int? offset, int? take, HttpContext context, Permissions permissions, Answers answers, ScoreQueries queries)
    {
        var viewer = permissions.Of(context.User);
        return viewer.ReadsScores
            ? TypedResults.Ok(await queries.Contested(new(seen, flaw, Math.Max(offset ?? 0, 0), Math.Clamp(take ?? 50, 1, MostInPage), viewer.SeesAllTeams, viewer.Team)))
            : answers.Forbidden();
    }
}
