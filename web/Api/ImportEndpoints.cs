using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using TradeLive.Client;
using TradeLive.Import;
using TradeLive.Views;
using TradeLive.Web.Access;

namespace TradeLive.Web.Api;

/// <summary>Imports over HTTP.</summary>
static class ImportEndpoints
{
    const int MostMegabytes = 100;

    public static void MapImports(this RouteGroupBuilder api)
    {
        var imports = api.MapGroup("/imports").WithTags("Imports").AddEndpointFilter(async (context, next) =>
        {
            var services = context.HttpContext.RequestServices;
            return services.GetRequiredService<Permissions>().Of(context.HttpContext.User).Imports ? await next(context) : services.GetRequiredService<Answers>().Forbidden();
        });
        imports.MapPost("/", Upload).Produces<ImportPreview>().ProducesProblem(400).DisableAntiforgery();
        imports.MapGet("/", (ImportJobs jobs) => TypedResults.Ok(jobs.All));
        imports.MapGet("/{id}", (string id, ImportJobs jobs, Answers answers) => jobs.Find(id) is { } view ? TypedResults.Ok(view) : answers.NotFound()).Produces<ImportView>();
        imports.MapGet("/{id}/preview", (string id, ImportJobs jobs, Answers answers) => jobs.Preview(id) is { } preview ? TypedResults.Ok(preview) : answers.NotFound()).Produces<ImportPreview>();
        imports.MapPost("/{id}/start", Start).Produces<ImportView>().ProducesProblem(400);
        imports.MapPost("/{id}/cancel", (string id, ImportJobs jobs, Answers answers) => jobs.Cancel(id) is { } view ? TypedResults.Ok(view) : answers.NotFound()).Produces<ImportView>();
        imports.MapGet("/{id}/errors", (string id, ImportJobs jobs) => TypedResults.Ok(jobs.Errors(id)));
        imports.MapGet("/{id}/errors.csv", ErrorsCsv);
    }

    static async Task<IResult> Upload(IFormFile file, ImportJobs jobs, Answers answers)
    {
        if (file.Length > MostMegabytes << 20) return answers.Problem(StatusCodes.Status400BadRequest, "problem.file-too-large", MostMegabytes);
        try
        {
            await using var content = file.OpenReadStream();
            return TypedResults.Ok(await jobs.Upload(content, Path.GetFileName(file.FileName)));
        }
        catch (Exception failure) when (failure is InvalidDataException or Sylvan.Data.Csv.CsvFormatException)
        {
            return answers.Problem(StatusCodes.Status400BadRequest, "problem.bad-file");
        }
    }

    static IResult Start(string id, ImportStart body, ImportJobs jobs, Answers answers)
    {
        if (!Currency.TryParse(body.Currency, out _)) return answers.Invalid(("currency", "problem.bad-currency"));
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(body.TimeZone, out _)) return answers.Invalid(("timeZone", "problem.bad-zone"));
        if (string.IsNullOrWhiteSpace(body.Source)) return answers.Invalid(("source", "problem.required"));
        return jobs.Start(id, body) is { } view ? TypedResults.Ok(view) : answers.NotFound();
    }

    // With a byte order mark: without it spreadsheets garble Chinese.
    static FileContentHttpResult ErrorsCsv(string id, ImportJobs jobs, IStringLocalizer<Words> words)
    {
        var text = new StringBuilder("\ufeff").AppendJoin(',', words["import.row"], words["import.column"], words["import.reason"], words["import.value"]).AppendLine();
        foreach (var error in jobs.Errors(id))
            text.AppendJoin(',', error.Row.ToString(CultureInfo.InvariantCulture), Quoted(error.Column), Quoted(words[$"import.error.{error.Code}"]), Quoted(error.Value)).AppendLine();
        return TypedResults.File(Encoding.UTF8.GetBytes(text.ToString()), "text/csv; charset=utf-8", "errors.csv");
    }

    // A leading sign would be run as a formula.
    static string Quoted(string text) => $"\"{(text is ['=' or '+' or '-' or '@', ..] ? "'" : "")}{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
