using TradeLive.Live;
using TradeLive.Queries;
using TradeLive.Views;
using TradeLive.Web.Access;

namespace TradeLive.Web.Api;

/// <summary>What a reader wants of a board, from the query.</summary>
sealed record BoardWish(string? Owner, string? Country, string? Source, decimal? MinValue, bool? OverdueOnly, string? Text)
{
    public BoardFilter Filter => new()
    {
        Owner = Said(Owner),
        Country = Said(Country),
        Source = Said(Source),
        MinValue = MinValue,
        OverdueOnly = OverdueOnly ?? false,
        Text = Said(Text),
    };

    static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}

/// <summary>Boards and the queue over HTTP.</summary>
static class BoardEndpoints
{
    const int MostCards = 200;

    public static void MapBoards(this RouteGroupBuilder api)
    {
        var boards = api.MapGroup("/boards").WithTags("Boards");
        boards.MapGet("/{board}", Snapshot).Produces<BoardSnapshot>().ProducesProblem(403);
        boards.MapGet("/{board}/columns/{stage}", Column).Produces<ColumnPage>().ProducesProblem(403);
        api.MapGet("/queue", Queue).WithTags("Queue").Produces<QueueView>().ProducesProblem(403);
    }

    static async Task<IResult> Snapshot(
        string board, [AsParameters] BoardWish wish, int? take, HttpContext context, Permissions permissions, Answers answers, LiveModel model, WinSignal signal)
    {
        var viewer = permissions.Of(context.User);
        if (!viewer.MayWatch(board)) return answers.Forbidden();
        var hasNoSignal = await signal.IsMissing();
        var snapshot = model.Snapshot(board, wish.Filter, Math.Clamp(take ?? 30, 1, MostCards));
        return TypedResults.Ok(snapshot with { Teams = [.. snapshot.Teams.Where(team => viewer.MayWatch(team.Id))], HasNoSignal = hasNoSignal });
    }

    static IResult Column(
        string board, Stage stage, [AsParameters] BoardWish wish, int? skip, int? take, HttpContext context, Permissions permissions, Answers answers, LiveModel model) =>
        permissions.Of(context.User).MayWatch(board)
            ? TypedResults.Ok(model.Column(board, stage, wish.Filter, Math.Max(skip ?? 0, 0), Math.Clamp(take ?? 30, 1, MostCards)))
            : answers.Forbidden();

    static async Task<IResult> Queue(string? rep, HttpContext context, Permissions permissions, Answers answers, InquiryQueries queries, LiveModel model, WinSignal signal)
    {
        var viewer = permissions.Of(context.User);
        if ((rep ?? viewer.Rep) is not { } whose) return answers.Problem(StatusCodes.Status404NotFound, "problem.no-rep");
        if (!viewer.SeesQueueOf(whose, model.Organisation.TeamOf(whose))) return answers.Forbidden();
        return TypedResults.Ok(queries.Queue(whose) with { HasNoSignal = await signal.IsMissing() });
    }
}
