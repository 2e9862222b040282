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
    public static void MapTeams(this RouteGroupBuilder api)
    {
        var teams = api.MapGroup("/teams").WithTags("Teams");
        teams.MapGet("/", (TeamQueries queries, LiveModel model, ChangeLog log) => Fresh(model, log, queries.All));
        teams.MapGet("/{id}", (string id, TeamQueries queries, Answers answers) => queries.Find(id) is { } team ? TypedResults.Ok(team) : answers.NotFound())
            .Produces<TeamView>().ProducesProblem(404);
        teams.MapGet("/{id}/response", (string id, TeamQueries queries, Answers answers) => queries.Response(id) is { } response ? TypedResults.Ok(response) : answers.NotFound())
            .Produces<ResponseView>().ProducesProblem(404);
        teams.MapPut("/{id}", PutTeam).Produces<CommandAnswer>().ProducesProblem(403).ProducesProblem(409);
        var reps = api.MapGroup("/reps").WithTags("Teams");
        reps.MapGet("/", (TeamQueries queries, LiveModel model, ChangeLog log) => Fresh(model, log, queries.Reps));
        reps.MapPut("/{id}", PutRep).Produces<CommandAnswer>().ProducesProblem(403).ProducesProblem(409);
        reps.MapPost("/{id}/leave", AddLeave).Produces<CommandAnswer>().ProducesProblem(403).ProducesProblem(409);
        reps.MapDelete("/{id}/leave", RemoveLeave).Produces<CommandAnswer>().ProducesProblem(403);
    }

    static async Task<Ok<IReadOnlyList<T>>> Fresh<T>(LiveModel model, ChangeLog log, Func<IReadOnlyList<T>> read)
    {
        await model.CatchUp(log);
        return TypedResults.Ok(read());
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

    static async Task<IResult> PutRep(string id, RepView body, HttpContext context, Permissions permissions, Answers answers, IGrainFactory grains, TimeProvider clock)
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
        var leave = body.Leave is { } wanted ? [.. wanted.Select(days => new Leave(days.From, days.Until)), .. Past(rep, clock.GetUtcNow())] : rep.Leave;
        return answers.Of(id, await grain.Put(new(caller, profile, leave, body.Active, body.Version)));
    }

    // Leave that has passed is not shown, and so not cancelled by not being sent.
    static IEnumerable<Leave> Past(Rep rep, DateTimeOffset now) =>
        rep.Profile is { } profile ? rep.Leave.Where(leave => leave.Until < profile.Hours.LocalDate(now)) : [];

    static Task<IResult> AddLeave(string id, LeaveView body, HttpContext context, Permissions permissions, Answers answers, IGrainFactory grains) =>
        OfRep(id, context, permissions, answers, grains, (grain, caller) => grain.AddLeave(new(caller, new(body.From, body.Until))));

    static Task<IResult> RemoveLeave(string id, DateOnly from, DateOnly until, HttpContext context, Permissions permissions, Answers answers, IGrainFactory grains) =>
        OfRep(id, context, permissions, answers, grains, (grain, caller) => grain.RemoveLeave(new(caller, new(from, until))));

    static async Task<IResult> OfRep(
        string id, HttpContext context, Permissions permissions, Answers answers, IGrainFactory grains, Func<IRepGrain, Caller, ValueTask<Outcome>> command)
    {
        var viewer = permissions.Of(context.User);
        var grain = grains.GetGrain<IRepGrain>(id);
        if (!viewer.Leads((await grain.Get()).Profile?.Team?.Value)) return answers.Forbidden();
        return Answers.Caller(context, viewer) is { } caller ? answers.Of(id, await command(grain, caller)) : answers.Invalid(("Idempotency-Key", "problem.key-too-long"));
    }
}
