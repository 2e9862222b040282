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
        api.MapGet("/reports/scores", Report).WithTags("Scores").Produces<ScoreReportView>().ProducesProblem(400).ProducesProblem(403);
    }

    /// <param name="from">A quarter of a year before <paramref name="to"/>, where absent.</param>
    /// <param name="to">Today, where absent.</param>
    static async Task<IResult> Report(
        DateOnly? from, DateOnly? to, HttpContext context, Permissions permissions, Answers answers, ScoreQueries queries, TimeProvider clock)
    {
        var viewer = permissions.Of(context.User);
        if (!viewer.ReadsScores) return answers.Forbidden();
        var until = to ?? DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var since = from ?? until.AddMonths(until.Year > 1 ? -3 : 0);
        if (since > until) return answers.Invalid(("from", "problem.bad-period"));
        return until == DateOnly.MaxValue ? answers.Invalid(("to", "problem.bad-period")) : TypedResults.Ok(await queries.Report(since, until, viewer.SeesAllTeams ? null : viewer.Team));
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
