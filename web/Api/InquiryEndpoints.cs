using TradeLive.Inquiries;
using TradeLive.Live;
using TradeLive.Orders;
using TradeLive.Queries;
using TradeLive.ReadModel;
using TradeLive.Trade;
using TradeLive.Views;
using TradeLive.Web.Access;

namespace TradeLive.Web.Api;

/// <summary>Inquiries over HTTP.</summary>
static class InquiryEndpoints
{
    const int MostInBulk = 1000;

    public static void MapInquiries(this RouteGroupBuilder api)
    {
        var inquiries = api.MapGroup("/inquiries").WithTags("Inquiries");
        inquiries.MapPost("/", Receive).Produces<CommandAnswer>(201).ProducesProblem(400);
        inquiries.MapPost("/bulk", ReceiveMany).Produces<BulkItem[]>();
        inquiries.MapGet("/{id}", Details).Produces<InquiryDetails>().ProducesProblem(404);
        Act(inquiries, "/{id}/claim", (viewer, card) => viewer.Claims(card), (grain, caller, viewer) => grain.Claim(new(caller, new(viewer.Rep!))));
        Act(inquiries, "/{id}/release", (viewer, card) => viewer.ActsOn(card), (grain, caller, _) => grain.Release(new(caller)));
        Act(inquiries, "/{id}/reopen", (viewer, card) => viewer.ActsOn(card), (grain, caller, _) => grain.Reopen(new(caller)));
        Act<ReassignRequest>(inquiries, "/{id}/reassign", (viewer, card) => viewer.Reassigns(card), Reassign);
        Act<MoveRequest>(inquiries, "/{id}/stage", (viewer, card) => viewer.ActsOn(card), (grain, caller, body, _) => grain.Move(new(caller, body.From, body.To)));
        Act<ContactRequest>(inquiries, "/{id}/contacts", (viewer, card) => viewer.ActsOn(card), (grain, caller, body, _) =>
            grain.RecordContact(new(caller, body.Channel, body.Text, body.FromBuyer, body.Automatic, body.At?.ToUniversalTime())));
        inquiries.MapPost("/{id}/fields", Amend).Produces<CommandAnswer>().ProducesProblem(400).ProducesProblem(409);
        Act<NoteRequest>(inquiries, "/{id}/notes", (viewer, card) => viewer.Sees(card), (grain, caller, body, _) => grain.Note(new(caller, body.Text)));
        Act<ContestRequest>(inquiries, "/{id}/contests", (viewer, card) => viewer.ContestsScore(card), (grain, caller, body, _) => grain.Contest(new(caller, body.Flaw, body.Text)));
        inquiries.MapPost("/{id}/contests/{number:int}/seen", (string id, int number, HttpContext context) =>
            Act(id, context, (viewer, card) => viewer.Leads(card.Team), (grain, caller, _) => grain.MarkContestSeen(new(caller, number)))).Produces<CommandAnswer>().ProducesProblem(409);
        inquiries.MapGet("/{id}/what-if", WhatIf).Produces<WhatIfView>().ProducesProblem(404);
        Act<QuoteRequest>(inquiries, "/{id}/quotes", (viewer, card) => viewer.ActsOn(card), (grain, caller, body, _) => grain.Quote(new(caller, Quotation(caller, body))));
        Act<WinRequest>(inquiries, "/{id}/win", (viewer, card) => viewer.ActsOn(card), (grain, caller, body, services) =>
            grain.Win(new(
                caller, body.Quote, body.Amount is { } amount ? new Money(amount, Currency(body.Currency, services)) : null, body.AcceptedAfterExpiry,
                Payment(body.DepositShare, body.BalanceBeforeShipment))));
        Act<LoseRequest>(inquiries, "/{id}/lose", (viewer, card) => viewer.ActsOn(card), (grain, caller, body, _) => grain.Lose(new(caller, body.Reason, body.Text)));
    }

    static async Task<IResult> Receive(ReceiveRequest body, HttpContext context, Permissions permissions, Answers answers, IGrainFactory grains, TimeProvider clock)
    {
        var viewer = permissions.Of(context.User);
        if (Answers.Caller(context, viewer) is not { } caller) return answers.Invalid(("Idempotency-Key", "problem.key-too-long"));
        var (id, command, error) = ReceiveMapping.Read(body, caller, await Organisation(context, body), clock.GetUtcNow());
        if (error is { } wrong) return answers.Invalid(wrong);
        var outcome = await grains.GetGrain<IInquiryGrain>(id.Value).Receive(command!);
        context.Response.Headers.Location = $"/api/inquiries/{id}";
        return answers.Of(id.Value, outcome, StatusCodes.Status201Created);
    }

    static async Task<IResult> ReceiveMany(
        ReceiveRequest[] body, HttpContext context, Permissions permissions, Answers answers, IGrainFactory grains, LiveModel model, TimeProvider clock)
    {
        if (body.Length > MostInBulk) return answers.Problem(StatusCodes.Status400BadRequest, "problem.bulk-too-long", MostInBulk);
        var viewer = permissions.Of(context.User);
        if (Answers.Caller(context, viewer) is not { } caller) return answers.Invalid(("Idempotency-Key", "problem.key-too-long"));
        var items = new BulkItem[body.Length];
        var organisation = await Organisation(context, body);
        await Parallel.ForAsync(0, body.Length, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (i, _) =>
        {
            var own = caller with { Key = new($"{caller.Key}:{i}") };
            var (id, command, error) = ReceiveMapping.Read(body[i], own, organisation, clock.GetUtcNow());
            if (error is { } wrong)
            {
                items[i] = new(i, null, false, false, wrong.Key, answers.Words(wrong.Key));
                return;
            }
            var there = model.Find(id.Value) is not null;
            var outcome = await grains.GetGrain<IInquiryGrain>(id.Value).Receive(command!);
            items[i] = new(i, id.Value, outcome.IsDone, there, outcome.Refusal?.Code, outcome.Refusal is { } refusal ? answers.Text(refusal) : null);
        });
        return TypedResults.Ok(items);
    }

    static async Task<IResult> Details(string id, HttpContext context, Permissions permissions, Answers answers, InquiryQueries queries, WinSignal signal)
    {
        var viewer = permissions.Of(context.User);
        return await queries.Details(id, viewer.Sight) is { } details
            ? TypedResults.Ok(details with { MayAmend = viewer.ActsOn(details.Card), MayContest = viewer.ContestsScore(details.Card), HasNoSignal = await signal.IsMissing() })
            : answers.NotFound();
    }

    static async Task<IResult> WhatIf(string id, HttpContext context, Permissions permissions, Answers answers, ScoreQueries queries) =>
        await Newest(id, context.RequestServices) is { } card && permissions.Of(context.User).Sees(card) ? TypedResults.Ok(queries.WhatIf(card)) : answers.NotFound();

    static async Task<IResult> Amend(string id, FieldRequest body, HttpContext context, Answers answers)
    {
        var value = body.Value;
        if (body.Field == InquiryField.Country && value is { Length: > 0 } && (value = Countries.Parse(value)) is null) return answers.Invalid(("value", "problem.bad-country"));
        return await Act(id, context, (viewer, card) => viewer.ActsOn(card), (grain, caller, _) => grain.Amend(new(caller, body.Field, body.Expected, value)));
    }

    static async ValueTask<Outcome> Reassign(IInquiryGrain grain, Caller caller, ReassignRequest body, IServiceProvider services)
    {
        var reps = services.GetRequiredService<LiveModel>().Organisation.Reps;
        if (reps.GetValueOrDefault(body.To) is not { Active: true, Profile: { } profile }) return new(0, Refusal.Of("rep.not-available", ("rep", body.To)));
        return await grain.Reassign(new(caller, new(body.To), profile.Team));
    }

    static Quotation Quotation(Caller caller, QuoteRequest body)
    {
        var currency = new Currency(body.Currency);
        return new(
            caller.Key.Value, [.. body.Lines.Select(line => new QuoteLine(line.Product, line.Quantity, line.Unit, new(line.UnitPrice, currency)))],
            new(body.Incoterm, body.Place), body.ValidUntil, Payment(body.DepositShare, body.BalanceBeforeShipment));
    }

    static PaymentTerms? Payment(decimal? depositShare, bool balanceBeforeShipment) =>
        depositShare is { } share ? new PaymentTerms(share, balanceBeforeShipment) : null;

    static Currency Currency(string? code, IServiceProvider services) =>
        code is null ? services.GetRequiredService<LiveModel>().Organisation.Company.Reporting : new(code);

    static void Act(RouteGroupBuilder group, string pattern, Func<Viewer, Card, bool> may, Func<IInquiryGrain, Caller, Viewer, ValueTask<Outcome>> act) =>
        group.MapPost(pattern, (string id, HttpContext context) => Act(id, context, may, act)).Produces<CommandAnswer>().ProducesProblem(409);

    static void Act<TBody>(
        RouteGroupBuilder group, string pattern, Func<Viewer, Card, bool> may, Func<IInquiryGrain, Caller, TBody, IServiceProvider, ValueTask<Outcome>> act) where TBody : notnull =>
        group.MapPost(pattern, (string id, TBody body, HttpContext context) =>
            Act(id, context, may, (grain, caller, _) => act(grain, caller, body, context.RequestServices))).Produces<CommandAnswer>().ProducesProblem(409);

    static async Task<IResult> Act(
        string id, HttpContext context, Func<Viewer, Card, bool> may, Func<IInquiryGrain, Caller, Viewer, ValueTask<Outcome>> act)
    {
        var services = context.RequestServices;
        var (answers, viewer) = (services.GetRequiredService<Answers>(), services.GetRequiredService<Permissions>().Of(context.User));
        var card = services.GetRequiredService<LiveModel>().Find(id);
        if (card is null || !viewer.Sees(card) || !may(viewer, card)) card = await Newest(id, services);
        if (card is null || !viewer.Sees(card)) return answers.NotFound();
        if (!may(viewer, card)) return answers.Forbidden();
        if (Answers.Caller(context, viewer) is not { } caller) return answers.Invalid(("Idempotency-Key", "problem.key-too-long"));
        try
        {
            return answers.Of(id, await act(services.GetRequiredService<IGrainFactory>().GetGrain<IInquiryGrain>(id), caller, viewer));
        }
        catch (FormatException)
        {
            return answers.Invalid(("currency", "problem.bad-currency"));
        }
    }

    // A team that was just formed is known at once, also before this node's tailer has seen it.
    static async Task<Organisation> Organisation(HttpContext context, params ReceiveRequest[] bodies)
    {
        var services = context.RequestServices;
        var model = services.GetRequiredService<LiveModel>();
        if (bodies.Any(body => body.Team is { Length: > 0 } team && !model.Organisation.Teams.ContainsKey(team)))
            await model.CatchUp(services.GetRequiredService<Log.ChangeLog>());
        return model.Organisation;
    }

    // What was just received or claimed counts at once, also before this node's tailer has seen it.
    static async Task<Card?> Newest(string id, IServiceProvider services)
    {
        var model = services.GetRequiredService<LiveModel>();
        await model.CatchUp(services.GetRequiredService<Log.ChangeLog>());
        return model.Find(id);
    }
}
