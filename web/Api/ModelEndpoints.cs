using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using TradeLive.Learning;
using TradeLive.Models;
using TradeLive.Scoring;
using TradeLive.Views;
using TradeLive.Web.Access;

namespace TradeLive.Web.Api;

/// <summary>The models that score, for managers and administrators.</summary>
static class ModelEndpoints
{
    const int MostMegabytes = 32, MostDays = 3650;

    // The form around the file needs some too.
    const long MostBytes = (MostMegabytes + 1L) << 20;

    public static void MapModels(this RouteGroupBuilder api)
    {
        var models = api.MapGroup("/models").WithTags("Models").Only(viewer => viewer.ManagesModels);
        models.MapGet("/", async (ModelQueries queries) => TypedResults.Ok(await queries.All()));
        models.MapPost("/{task}/train", (string task, HttpContext context) => Act(task, context, (grain, caller) => grain.Request(new(caller)))).Produces<CommandAnswer>().ProducesProblem(404);
        models.MapPost("/{task}/cancel", (string task, HttpContext context) => Act(task, context, (grain, caller) => grain.Cancel(new(caller)))).Produces<CommandAnswer>().ProducesProblem(404);
        models.MapPost("/{task}/file", BringIn).Produces<BroughtModel>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(413).DisableAntiforgery()
            .WithMetadata(new RequestSizeLimitAttribute(MostBytes), new RequestFormLimitsAttribute { MultipartBodyLengthLimit = MostBytes });
        models.MapPost("/{task}/roll-back", (string task, HttpContext context) => Act(task, context, (grain, caller) => grain.RollBack(new(caller)))).Produces<CommandAnswer>().ProducesProblem(404).ProducesProblem(409);
        models.MapPost("/{task}/{version:int}/promote", (string task, int version, HttpContext context) =>
            Act(task, context, (grain, caller) => grain.Promote(new(caller, version)))).Produces<CommandAnswer>().ProducesProblem(404).ProducesProblem(409);
    }

    // Read as the command line's import-model reads it; a file is a challenger at once, and serves when a person promotes it.
    static async Task<IResult> BringIn(string task, IFormFile file, HttpContext context, ModelFiles files, IGrainFactory grains, Answers answers, Permissions permissions)
    {
        if (!ModelTasks.All.Contains(task)) return answers.NotFound();
        if (Answers.Caller(context, permissions.Of(context.User)) is not { } caller) return answers.Invalid(("Idempotency-Key", "problem.key-too-long"));
        if (file.Length > (long)MostMegabytes << 20) return answers.Problem(StatusCodes.Status400BadRequest, "problem.file-too-large", MostMegabytes);
        int? horizon = int.TryParse(context.Request.Form["horizonDays"], NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is > 0 and <= MostDays ? days : null;
        if (task == ModelTasks.Churn && horizon is null) return answers.Invalid(("horizonDays", "problem.model-horizon"));
        using var content = new MemoryStream();
        await file.CopyToAsync(content, context.RequestAborted);
        try
        {
            content.Position = 0;
            var made = TrainedModel.Load(content).Card.Task;
            if (made != task) return answers.Problem(StatusCodes.Status400BadRequest, "problem.model-other-task", answers.Task(made), answers.Task(task));
        }
        catch (BadModelException bad)
        {
            return answers.Problem(StatusCodes.Status400BadRequest, bad.IsOtherForm ? "problem.model-other-form" : "problem.model-damaged");
        }
        return TypedResults.Ok(await Register(grains.GetGrain<IModelGrain>(task), files, content.ToArray(), task == ModelTasks.Churn ? horizon : null, caller));
    }

    // The offer is left for the trainings' own round to take away: the file of a model that the register did not know when a training ended would be pruned.
    static async Task<BroughtModel> Register(IModelGrain grain, ModelFiles files, byte[] bytes, int? horizonDays, Caller caller)
    {
        var hash = ModelFiles.HashOf(bytes);
        KnownModel? Find(ModelRegister register) => register.Models.LastOrDefault(model => model.Summary.Hash == hash && !model.IsDamaged);
        var before = Find(await grain.Get());
        var (task, known, columns) = await files.Bring(bytes, horizonDays);
        if (files.Brought().FirstOrDefault(brought => brought.Summary.Hash == hash).Summary is { } summary) await grain.Import(new(caller, summary));
        var model = Find(await grain.Get()) ?? throw new InvalidOperationException($"The model {hash} was dropped while it came in.");
        return new(task, model.Version, known, columns, before is not null);
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
