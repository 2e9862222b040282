using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TradeLive.Surveys;
using TradeLive.Views;
using TradeLive.Web.Access;
using TradeLive.Web.Surveys;

namespace TradeLive.Web.Api;

/// <summary>Surveys over HTTP for who is signed in. Answers come another way: <see cref="SurveyBox"/>.</summary>
static class SurveyEndpoints
{
    public static void MapSurveys(this RouteGroupBuilder api)
    {
        var open = api.MapGroup("/surveys").WithTags("Surveys");
        open.MapGet("/mine", Mine).Produces<IReadOnlyList<MySurvey>>();
        open.MapPost("/{id}/token", GiveToken).Produces<BlindSigned>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);

        var managed = api.MapGroup("/surveys").WithTags("Surveys").Only(viewer => viewer.ManagesSurveys);
        managed.MapGet("/", async (SurveyQueries queries) => TypedResults.Ok(await queries.All())).ProducesProblem(403);
        managed.MapGet("/templates", () => TypedResults.Ok(SurveyTemplates.All)).ProducesProblem(403);
        managed.MapGet("/staff", async (Staff staff) => TypedResults.Ok(await staff.All())).ProducesProblem(403);
        managed.MapPost("/", Create).Produces<CommandAnswer>(201).ProducesProblem(403).ProducesProblem(409);
        managed.MapGet("/{id}", async (string id, SurveyQueries queries, Answers answers) => await queries.Find(id) is { } survey ? TypedResults.Ok(survey) : answers.NotFound())
            .Produces<SurveyDetails>().ProducesProblem(403).ProducesProblem(404);
        managed.MapPut("/{id}", (string id, SurveyRequest body, HttpContext context) => Act(id, context, (grain, caller) => grain.Change(new(caller, Terms(body), body.Version)))).Answered();
        managed.MapPost("/{id}/open", Open).Answered();
        managed.MapPost("/{id}/invite", Invite).Answered();
        managed.MapPost("/{id}/codes", MakeCodes).Produces<CodesView>().ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);
        managed.MapPost("/{id}/close", Close).Answered();
        managed.MapPost("/{id}/discard", Discard).Answered();

        var read = api.MapGroup("/surveys").WithTags("Surveys").Only(viewer => viewer.ReadsSurveys);
        read.MapGet("/{id}/results", async (string id, SurveyQueries queries, Answers answers) => await queries.Results(id) is { } results ? TypedResults.Ok(results) : answers.NotFound())
            .Produces<SurveyResults>().ProducesProblem(403).ProducesProblem(404);
        read.MapGet("/{id}/trend", async (string id, SurveyQueries queries) => TypedResults.Ok(await queries.Trend(id))).ProducesProblem(403);
        read.MapGet("/{id}/results.csv", Export).Produces(200, contentType: "text/csv").ProducesProblem(403).ProducesProblem(404);
    }

    static RouteHandlerBuilder Answered(this RouteHandlerBuilder route) => route.Produces<CommandAnswer>().ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);

    static async Task<IResult> Mine(HttpContext context, Permissions permissions, SurveyQueries queries, Staff staff)
    {
        var surveys = await queries.Of(permissions.Of(context.User).User);
        if (surveys.Count == 0) return TypedResults.Ok(surveys);
        var names = (await staff.All()).Select(person => (person.Id, person.Name)).ToList();
        return TypedResults.Ok<IReadOnlyList<MySurvey>>([.. surveys.Select(survey => survey with
        {
            Invited = [.. names.Where(person => survey.Invited.Contains(person.Id)).Select(person => person.Name)],
        })]);
    }

    // The key of the command is made of what is asked for: under a key of the caller's choice a second message would pass for the first.
    static async Task<IResult> GiveToken(string id, BlindRequest body, HttpContext context, Permissions permissions, Answers answers, IGrainFactory grains, SurveyKeys keys, Staff staff)
    {
        var viewer = permissions.Of(context.User);
        var grain = grains.GetGrain<ISurveyGrain>(id);
        var survey = await grain.Get();
        if (survey.Terms?.Invited.Contains(viewer.User) != true || !await staff.Has(viewer.User)) return answers.NotFound();
        if (survey is not { Phase: SurveyPhase.Open, Key: { } key }) return answers.Refused(Refusal.Of("survey.not-open"));
        if (!SurveyKeys.Fits(key, body.Blinded)) return answers.Invalid(("blinded", "problem.survey-blinded"));
        var blinded = Convert.ToHexStringLower(SHA256.HashData(body.Blinded));
        var caller = new Caller(new($"token:{viewer.User}:{blinded}"), viewer.Signature, "web");
        if ((await grain.Grant(new(caller, viewer.User, blinded))).Refusal is { } refusal) return answers.Refused(refusal);
        if ((await grain.Get()).Grants.GetValueOrDefault(viewer.User) != blinded) return answers.Refused(Refusal.Of("survey.token-taken"));
        return await keys.Sign(id, key, body.Blinded) is { } signed ? TypedResults.Ok(new BlindSigned(signed)) : answers.Refused(Refusal.Of("survey.not-open"));
    }

    static async Task<IResult> Create(SurveyRequest body, HttpContext context, Permissions permissions, Answers answers, IGrainFactory grains)
    {
        if (Answers.Caller(context, permissions.Of(context.User)) is not { } caller) return answers.Invalid(("Idempotency-Key", "problem.key-too-long"));
        // Of the command's key, so that the same request sent again is the same survey.
        var id = $"S{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(caller.Key.Value)))[..12]}";
        return answers.Of(id, await grains.GetGrain<ISurveyGrain>(id).Draft(new(caller, Terms(body), id, 1)), StatusCodes.Status201Created);
    }

    static Task<IResult> Open(string id, HttpContext context, SurveyOpening opening) => Act(id, context, async (_, caller) => await opening.Open(id, caller));

    static async Task<IResult> Invite(string id, InviteRequest body, HttpContext context, Staff staff, Answers answers)
    {
        var accounts = await staff.Accounts();
        return body.People.All(accounts.Contains)
            ? await Act(id, context, (grain, caller) => grain.Invite(new(caller, body.People)))
            : answers.Invalid(("people", "problem.survey-unknown-person"));
    }

    // The codes after the log: codes that nobody was told of do no harm, and codes that nobody knows were made would.
    static async Task<IResult> MakeCodes(string id, CodesRequest body, HttpContext context, Permissions permissions, Answers answers, IGrainFactory grains, AnswerStore store)
    {
        var caller = new Caller(CommandId.New(), permissions.Of(context.User).Signature, "web");
        if ((await grains.GetGrain<ISurveyGrain>(id).MakeCodes(new(caller, body.People))).Refusal is { } refusal) return answers.Refused(refusal);
        var codes = body.People.Distinct().Select(_ => OneTimeCode.New()).ToArray();
        await store.PutCodes(id, codes.Select(code => OneTimeCode.HashOf(id, code)));
        return TypedResults.Ok(new CodesView(codes, answers.Words("survey.codes-warning")));
    }

    // The rest is released at once: it is at least k, and nobody's own arrival brings it about.
    static Task<IResult> Close(string id, HttpContext context, SurveyRounds rounds) => Act(id, context, async (grain, caller) =>
    {
        var outcome = await grain.Close(new(caller));
        if (outcome.IsDone) await rounds.Settle(id);
        return outcome;
    });

    static Task<IResult> Discard(string id, HttpContext context, SurveyKeys keys) => Act(id, context, async (grain, caller) =>
    {
        var outcome = await grain.Discard(new(caller));
        if (outcome.IsDone) await keys.Drop(id);
        return outcome;
    });

    static async Task<IResult> Export(string id, SurveyQueries queries, Answers answers)
    {
        if (await queries.Find(id) is not { } survey || await queries.Results(id) is not { } results) return answers.NotFound();
        var text = new SurveyExport(survey.Form, results, CultureInfo.CurrentUICulture.Name, answers.Words).Write();
        return TypedResults.File(Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(text)).ToArray(), "text/csv; charset=utf-8", $"{id}.csv");
    }

    static SurveyTerms Terms(SurveyRequest body) => new(body.Form, body.Invited, body.K, body.OpensOn, body.ClosesOn, body.Repeats);

    static async Task<IResult> Act(string id, HttpContext context, Func<ISurveyGrain, Caller, ValueTask<Outcome>> command)
    {
        var services = context.RequestServices;
        var answers = services.GetRequiredService<Answers>();
        return Answers.Caller(context, services.GetRequiredService<Permissions>().Of(context.User)) is { } caller
            ? answers.Of(id, await command(services.GetRequiredService<IGrainFactory>().GetGrain<ISurveyGrain>(id), caller))
            : answers.Invalid(("Idempotency-Key", "problem.key-too-long"));
    }
}
