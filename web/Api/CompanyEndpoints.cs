using Microsoft.AspNetCore.Http.HttpResults;
using TradeLive.Company;
using TradeLive.Inquiries;
using TradeLive.Live;
using TradeLive.Log;
using TradeLive.ReadModel;
using TradeLive.Views;
using TradeLive.Web.Access;

namespace TradeLive.Web.Api;

/// <summary>The company's settings over HTTP.</summary>
static class CompanyEndpoints
{
    const int MostRates = 500;

    public static void MapCompany(this RouteGroupBuilder api)
    {
        var company = api.MapGroup("/company").WithTags("Company");
        company.MapGet("/", Get);
        company.MapPut("/", Put).Produces<CommandAnswer>().ProducesProblem(403).ProducesProblem(409);
        company.MapPost("/rates", SetRates).Produces<CommandAnswer>().ProducesProblem(403).ProducesProblem(409);
    }

    static async Task<Ok<CompanyView>> Get(LiveModel model, ChangeLog log)
    {
        await model.CatchUp(log);
        return TypedResults.Ok(View(model.Organisation));
    }

    static CompanyView View(Organisation organisation) => View(organisation.Company) with { Version = organisation.VersionOf($"company/{ICompanyGrain.Key}") };

    static CompanyView View(CompanyState company) => new()
    {
        Name = company.Terms?.Name ?? "",
        Currency = company.Reporting.Code,
        ReplyHours = (company.Terms?.Promise ?? ReplyPromise.Default).Hours,
        WarnHours = (company.Terms?.Promise ?? ReplyPromise.Default).WarnHours,
        Stages = company.Terms?.Stages ?? StageSetting.Defaults,
        Scoring = View(company.Scoring),
        Rates = [.. company.Rates.OrderByDescending(rate => rate.On).Take(MostRates).Select(rate => new RateView(rate.From.Code, rate.To.Code, rate.On, rate.Rate))],
    };

    static ScoringView View(ScoringTerms scoring) => new()
    {
        ByCountry = scoring.ByCountry,
        ByLanguage = scoring.ByLanguage,
        ChurnDays = scoring.ChurnDays,
        TrainEveryDays = scoring.TrainEveryDays,
    };

    static ScoringTerms Terms(ScoringView? wanted, ScoringTerms present) => new(
        wanted?.ByCountry ?? present.ByCountry, wanted?.ByLanguage ?? present.ByLanguage, wanted?.ChurnDays ?? present.ChurnDays,
        wanted?.TrainEveryDays ?? present.TrainEveryDays);

    static async Task<IResult> Put(CompanyView body, HttpContext context, Permissions permissions, Answers answers, IGrainFactory grains)
    {
        var viewer = permissions.Of(context.User);
        if (!viewer.ManagesTeams) return answers.Forbidden();
        if (Answers.Caller(context, viewer) is not { } caller) return answers.Invalid(("Idempotency-Key", "problem.key-too-long"));
        if (!Currency.TryParse(body.Currency, out var currency)) return answers.Invalid(("currency", "problem.bad-currency"));
        var grain = grains.GetGrain<ICompanyGrain>(ICompanyGrain.Key);
        var company = await grain.Get();
        var terms = new CompanyTerms(body.Name.Trim(), currency, body.Stages, new(body.ReplyHours, body.WarnHours)) { Scoring = Terms(body.Scoring, company.Scoring) };
        var known = company.Terms is not null;
        return answers.Of(ICompanyGrain.Key, known ? await grain.Change(new(caller, terms, body.Version)) : await grain.SetUp(new(caller, terms)));
    }

    static async Task<IResult> SetRates(RateView[] body, HttpContext context, Permissions permissions, Answers answers, IGrainFactory grains)
    {
        var viewer = permissions.Of(context.User);
        if (!viewer.ManagesTeams) return answers.Forbidden();
        if (Answers.Caller(context, viewer) is not { } caller) return answers.Invalid(("Idempotency-Key", "problem.key-too-long"));
        var rates = new List<FxRate>();
        foreach (var rate in body)
        {
            if (!Currency.TryParse(rate.From, out var from) || !Currency.TryParse(rate.To, out var to)) return answers.Invalid(("currency", "problem.bad-currency"));
            rates.Add(new(from, to, rate.On, rate.Rate));
        }
        return answers.Of(ICompanyGrain.Key, await grains.GetGrain<ICompanyGrain>(ICompanyGrain.Key).SetRates(new(caller, rates)));
    }
}
