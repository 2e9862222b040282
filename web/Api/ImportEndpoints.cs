using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using TradeLive.Client;
using TradeLive.Import;
using TradeLive.Views;

namespace TradeLive.Web.Api;

/// <summary>Imports over HTTP.</summary>
static class ImportEndpoints
{
    const int MostMegabytes = 100;

    // The form around the file needs some too.
    const long MostBytes = (MostMegabytes + 1L) << 20;

    public static void MapImports(this RouteGroupBuilder api)
    {
        var imports = api.MapGroup("/imports").WithTags("Imports").Only(viewer => viewer.Imports);
        imports.MapPost("/", Upload).Produces<ImportPreview>().ProducesProblem(400).ProducesProblem(413).DisableAntiforgery()
            .WithMetadata(new RequestSizeLimitAttribute(MostBytes), new RequestFormLimitsAttribute { MultipartBodyLengthLimit = MostBytes });
        imports.MapGet("/", (ImportJobs jobs) => TypedResults.Ok(jobs.All));
        imports.MapGet("/{id}", (string id, ImportJobs jobs, Answers answers) => jobs.Find(id) is { } view ? TypedResults.Ok(view) : answers.NotFound()).Produces<ImportView>();
        imports.MapGet("/{id}/preview", (string id, ImportJobs jobs, Answers answers, string? source = null) => jobs.Preview(id, source) is { } preview ? TypedResults.Ok(preview) : answers.NotFound()).Produces<ImportPreview>();
        imports.MapPost("/{id}/start", Start).Produces<ImportView>().ProducesProblem(400);
        imports.MapPost("/{id}/cancel", (string id, ImportJobs jobs, Answers answers) => jobs.Cancel(id) is { } view ? TypedResults.Ok(view) : answers.NotFound()).Produces<ImportView>();
        imports.MapGet("/{id}/errors", (string id, ImportJobs jobs) => TypedResults.Ok(jobs.Errors(id)));
        imports.MapGet("/{id}/errors.csv", ErrorsCsv);
    }

    static async Task<IResult> Upload(IFormFile file, ImportJobs jobs, Answers answers)
    {
        if (file.Length > (long)MostMegabytes << 20) return answers.Problem(StatusCodes.Status400BadRequest, "problem.file-too-large", MostMegabytes);
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
        if (!IsCulture(body.Culture)) return answers.Invalid(("culture", "problem.bad-numbers"));
        if (string.IsNullOrWhiteSpace(body.Source)) return answers.Invalid(("source", "problem.required"));
        return jobs.Start(id, body) is { } view ? TypedResults.Ok(view) : answers.NotFound();
    }

    static bool IsCulture(string name)
    {
        try
        {
            return name.Length > 0 && CultureInfo.GetCultureInfo(name, predefinedOnly: true) is not null;
        }
        catch (CultureNotFoundException)
        {
            return false;
        }
    }

    // The rows in error as they were, what is wrong with them behind, so that they can be mended and taken in again. With a byte order mark: without it
    // spreadsheets garble Chinese.
    static IResult ErrorsCsv(string id, ImportJobs jobs, Answers answers, IStringLocalizer<Words> words)
    {
        if (jobs.RowsInError(id) is not { } found) return answers.NotFound();
        var text = new StringBuilder("\ufeff");
        Line(text, [.. found.Header, words["import.error-row"], words["import.error-column"], words["import.error-reason"]]);
        foreach (var (row, errors) in found.Rows)
            Line(text,
            [
                .. found.Header.Select((_, at) => at < row.Cells.Count ? row.Cells[at] : ""), row.Number.ToString(CultureInfo.InvariantCulture),
                string.Join("; ", errors.Select(error => error.Column)), string.Join("; ", errors.Select(error => words[$"import.error.{error.Code}"].Value)),
            ]);
        return TypedResults.File(Encoding.UTF8.GetBytes(text.ToString()), "text/csv; charset=utf-8", "errors.csv");
    }

    static void Line(StringBuilder text, IEnumerable<string> cells) => text.AppendJoin(',', cells.Select(Quoted)).AppendLine();

    // A leading sign would be run as a formula; reading takes the guard away again.
    static string Quoted(string text) => $"\"{(text is ['=' or '+' or '-' or '@', ..] ? "'" : "")}{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
