using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using TradeLive.Live;
using TradeLive.Views;
using TradeLive.Web.Access;
using TradeLive.Web.Resources;

namespace TradeLive.Web.Api;

/// <summary>How the API answers: what was done, or why not, in the caller's language.</summary>
sealed class Answers(IStringLocalizer<ServerWords> words, IStringLocalizer<Client.Words> terms, LiveModel model)
{
    const int MostKeyLetters = 100;

    /// <summary>The command's caller, with the key from the header <c>Idempotency-Key</c>.</summary>
    /// <returns>Null if the key is too long.</returns>
    public static Caller? Caller(HttpContext context, Viewer viewer)
    {
        var key = context.Request.Headers["Idempotency-Key"].ToString();
        if (key.Length > MostKeyLetters) return null;
        var from = Accounts.TokenSignIn.Token(context.Request) is null ? "web" : "api";
        return new(key.Length == 0 ? CommandId.New() : new($"{viewer.User}:{key}"), viewer.Signature, from);
    }

    public IResult Of(string id, Outcome outcome, int status = StatusCodes.Status200OK) => outcome.Refusal is { } refusal
        ? Refused(refusal)
        : TypedResults.Json(new CommandAnswer(id, outcome.Version), ViewsJson.Default.CommandAnswer, statusCode: status);

    /// <summary>409, or 404 where there is no such thing.</summary>
    public IResult Refused(Refusal refusal)
    {
        var problem = new ProblemDetails
        {
            Status = refusal.Code.EndsWith(".unknown", StringComparison.Ordinal) ? StatusCodes.Status404NotFound : StatusCodes.Status409Conflict,
            Title = Text(refusal),
        };
        problem.Extensions["code"] = refusal.Code;
        problem.Extensions["data"] = refusal.Data;
        return TypedResults.Problem(problem);
    }

    /// <summary>The refusal in words, its data put in place.</summary>
    public string Text(Refusal refusal)
    {
        var text = words[$"refusal.{refusal.Code}"].Value;
        foreach (var (name, value) in refusal.Data) text = text.Replace($"{{{name}}}", Said(name, value), StringComparison.Ordinal);
        return text;
    }

    // Codes and ids as people call them.
    string Said(string name, string value) => name switch
    {
        "stage" => terms[$"stage.{value}"],
        "before" => terms[$"milestone.{value}"],
        "field" => terms[$"field.{char.ToLowerInvariant(value[0])}{value[1..]}"],
        "by" or "to" or "rep" => model.Organisation.Reps.GetValueOrDefault(value)?.Profile?.Name ?? value,
        "until" or "at" when DateTimeOffset.TryParseExact(value, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) => $"{at.ToString("g", CultureInfo.CurrentCulture)} UTC",
        _ => value,
    };

    public string Words(string key) => words[key];

    /// <summary>What a model is for, as people call it.</summary>
    public string Task(string task) => terms[$"models.task.{task}"] is { ResourceNotFound: false } known ? known.Value : task;

    public IResult NotFound() => Problem(StatusCodes.Status404NotFound, "problem.not-found");

    public IResult Forbidden() => Problem(StatusCodes.Status403Forbidden, "problem.forbidden");

    public IResult Problem(int status, string key, params object[] arguments)
    {
        var problem = new ProblemDetails { Status = status, Title = words[key, arguments] };
        problem.Extensions["code"] = key;
        return TypedResults.Problem(problem);
    }

    /// <summary>400 with what the accounts say is wrong.</summary>
    public IResult Invalid(string field, IdentityResult result) => TypedResults.ValidationProblem(
        new Dictionary<string, string[]> { [field] = [.. result.Errors.Select(error => error.Description)] }, title: words["problem.invalid"]);

    /// <summary>400 with what is wrong by field.</summary>
    public IResult Invalid(params ReadOnlySpan<(string Field, string Key)> errors)
    {
        var byField = new Dictionary<string, string[]>();
        foreach (var (field, key) in errors) byField[field] = [words[key]];
        return TypedResults.ValidationProblem(byField, title: words["problem.invalid"]);
    }
}
