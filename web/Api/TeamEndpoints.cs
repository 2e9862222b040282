using Microsoft.AspNetCore.Http.HttpResults;
using TradeLive.Live;
using TradeLive.Log;
using TradeLive.People;
using TradeLive.Queries;
using TradeLive.Teams;
using TradeLive.Views;
using TradeLive.Web.Access;

namespace TradeLive.Web.Api;

/// <summary>Teams and reps over HTTP.</summary>
static class TeamEndpoints
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static void MapTeams(this RouteGroupBuilder api)
    {
        var teams = api.MapGroup("/teams").WithTags("Teams");
        teams.MapGet("/", All);
        teams.MapGet("/{id}", (string id, TeamQueries queries, Answers answers) => queries.Find(id) is { } team ? TypedResults.Ok(team) : answers.NotFound())
            .Produces<TeamView>().ProducesProblem(404);
        teams.MapGet("/{id}/response", (string id, TeamQueries queries, Answers answers) => queries.Response(id) is { } response ? TypedResults.Ok(response) : answers.NotFound())
            .Produces<ResponseView>().ProducesProblem(404);
        teams.MapPut("/{id}", PutTeam).Produces<CommandAnswer>().ProducesProblem(403).ProducesProblem(409);
        api.MapPut("/reps/{id}", PutRep).WithTags("Teams").Produces<CommandAnswer>().ProducesProblem(403).ProducesProblem(409);
    }

    // Who has just changed something sees it.
    static async Task<Ok<IReadOnlyList<TeamView>>> All(TeamQueries queries, LiveModel model, ChangeLog log)
    {
        await model.Reach(log.End(), Patience);
        return TypedResults.Ok(queries.All());
    }

    static async Task<IResult> PutTeam(string id, TeamView body, HttpContext context, Permissions permissions, Answers answers, IGrainFactory grains)
    {
        var viewer = permissions.Of(context.User);
        if (!viewer.ManagesTeams) return answers.Forbidden();
        if (Answers.Caller(context, viewer) is not { } caller) return answers.Invalid(("Idempotency-Key", "problem.key-too-long"));
        var terms = new TeamTerms(
            body.Name.Trim(), body.Lead is { Length: > 0 } lead ? new RepId(lead) : null,
            new(body.TimeZone, body.WorkStart, body.WorkEnd, body.WorkDays, body.Holidays), body.ClaimMinutes, body.EscalateMinutes,
            new(body.ReplyHours, body.WarnHours), body.HighValue);
        var grain = grains.GetGrain<ITeamGrain>(id);
        var known = (await grain.Get()).Terms is not null;
        return answers.Of(id, known ? await grain.Change(new(caller, terms, body.Version)) : await grain.Form(new(caller, terms)));
    }

    static async Task<IResult> PutRep(string id, RepView body, HttpContext context, Permissions permissions, Answers answers, IGrainFactory grains)
    {
        var viewer = permissions.Of(context.User);
        if (!viewer.Leads(body.Team)) return answers.Forbidden();
        if (Answers.Caller(context, viewer) is not { } caller) return answers.Invalid(("Idempotency-Key", "problem.key-too-long"));
        var grain = grains.GetGrain<IRepGrain>(id);
        var rep = await grain.Get();
        if (rep.Profile is not null && !viewer.Leads(rep.Profile.Team?.Value)) return answers.Forbidden();

        var profile = new RepProfile(
            body.Name, body.Team is { Length: > 0 } team ? new TeamId(team) : null, body.Level, body.Languages, body.Markets, body.ProductLines,
            new(body.TimeZone, body.WorkStart, body.WorkEnd, body.WorkDays, rep.Profile?.Hours.Holidays ?? []), body.Capacity);
        return answers.Of(id, await grain.Put(new(caller, profile, Leave(body), body.Active, body.Version)));
    }

    static IReadOnlyList<Leave> Leave(RepView body) =>
        body.LeaveFrom is { } from ? [new(from, body.LeaveUntil ?? from)] : [];
}
