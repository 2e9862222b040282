using System.Text.Json;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Localization;
using TradeLive.Surveys;
using TradeLive.Views;
using TradeLive.Web.Api;
using TradeLive.Web.Hosting;

namespace TradeLive.Web.Surveys;

/// <summary>
/// The way to the box, before sign-in and everything else: no cookie is read or set, no address or browser looked at, nothing about a request is logged.
/// A failure is counted and told later, apart from the moment in which it happened.
/// </summary>
sealed class SurveyBoxPath(SurveyBox box, SurveyQueries queries, ILogger<SurveyBoxPath> logger) : IDisposable
{
    public const string Prefix = "/survey-box";

    const int MostBytes = 256 * 1024, Burst = 600, PerSecond = 100;

    // What the framework would say of each request, at any level that the settings allow.
    static readonly string[] Chatty =
    [
        "Microsoft.AspNetCore.Hosting.Diagnostics", "Microsoft.AspNetCore.Routing", "Microsoft.AspNetCore.HttpLogging", "Microsoft.AspNetCore.Server.Kestrel",
        "Microsoft.AspNetCore.Http", "Microsoft.AspNetCore.Localization", "Microsoft.AspNetCore.Watch", "Microsoft.AspNetCore.ResponseCompression",
        "Microsoft.AspNetCore.HttpsPolicy", "Microsoft.AspNetCore.StaticFiles", "Microsoft.AspNetCore.StaticAssets", "Microsoft.AspNetCore.HostFiltering",
    ];

    // One for all: to limit each sender, senders would have to be remembered.
    readonly TokenBucketRateLimiter limiter = new(new()
    {
        TokenLimit = Burst,
        TokensPerPeriod = PerSecond,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        QueueLimit = 0,
    });

    int failures;
    volatile string? failure;

    public static void Quieten(ILoggingBuilder logging)
    {
        foreach (var category in Chatty) logging.AddFilter(category, LogLevel.Warning);
    }

    public static void Use(IApplicationBuilder app) => app.Map(Prefix, branch =>
    {
        branch.UseMiddleware<SecurityHeaders>();
        branch.UseRequestLocalization(options =>
        {
            options.SetDefaultCulture(Languages.English).AddSupportedCultures([.. Languages.Supported]).AddSupportedUICultures([.. Languages.Supported]);
            // Not the cookie's.
            options.RequestCultureProviders = [new AcceptLanguageHeaderRequestCultureProvider()];
        });
        branch.Run(context => context.RequestServices.GetRequiredService<SurveyBoxPath>().Serve(context));
    });

    /// <summary>Says how many requests failed since it was last said.</summary>
    public void TellFailures()
    {
        if (Interlocked.Exchange(ref failures, 0) is var count and > 0) logger.LogError("{Count} requests to the survey box failed; the last one with {Failure}.", count, failure);
    }

    async Task Serve(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        try
        {
            using var lease = limiter.AttemptAcquire();
            if (lease.IsAcquired) await Answer(context);
            else await Refuse(context, StatusCodes.Status429TooManyRequests, Refusal.Of("survey.busy"));
        }
        catch (Exception wrong) when (wrong is JsonException or BadHttpRequestException)
        {
            var tooLarge = wrong is BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge };
            await Refuse(context, tooLarge ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status400BadRequest, Refusal.Of(tooLarge ? "answer.too-large" : "answer.unreadable"));
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested) { }
#pragma warning disable CA1031 // whoever logs it would log the moment, too
        catch (Exception wrong)
#pragma warning restore CA1031
        {
            Interlocked.Increment(ref failures);
            failure = wrong.GetType().Name;
            if (!context.Response.HasStarted) await Refuse(context, StatusCodes.Status503ServiceUnavailable, Refusal.Of("survey.busy"));
        }
    }

    async Task Answer(HttpContext context)
    {
        var parts = context.Request.Path.Value?.Split('/', StringSplitOptions.RemoveEmptyEntries) ?? [];
        switch (context.Request.Method, parts)
        {
            case ("GET", [var id]) when await queries.Box(id) is { } view:
                await context.Response.WriteAsJsonAsync(view, ViewsJson.Default.BoxView);
                break;
            case ("GET", [var id, "receipts"]) when await queries.Box(id) is not null:
                await context.Response.WriteAsJsonAsync(await queries.Receipts(id), ViewsJson.Default.IReadOnlyListReceiptsView);
                break;
            case ("POST", [var id]):
                await Take(context, id);
                break;
            default:
                await Refuse(context, StatusCodes.Status404NotFound, Refusal.Of("survey.unknown"));
                break;
        }
    }

    async Task Take(HttpContext context, string id)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = MostBytes;
        var given = await JsonSerializer.DeserializeAsync(context.Request.Body, ViewsJson.Default.BoxAnswer, context.RequestAborted);
        if (given?.Answer?.Items is not { } items || items.Any(item => item?.Question is null)) throw new JsonException();
        var (received, refusal) = await box.Put(id, given);
        if (received is not null) await context.Response.WriteAsJsonAsync(received, ViewsJson.Default.BoxReceived);
        else await Refuse(context, StatusOf(refusal!.Code), refusal);
    }

    static int StatusOf(string code) => code switch
    {
        "survey.unknown" => StatusCodes.Status404NotFound,
        "survey.not-open" => StatusCodes.Status409Conflict,
        "survey.bad-token" or "survey.bad-code" => StatusCodes.Status403Forbidden,
        _ => StatusCodes.Status400BadRequest,
    };

    static Task Refuse(HttpContext context, int status, Refusal refusal)
    {
        context.Response.StatusCode = status;
        if (status == StatusCodes.Status429TooManyRequests) context.Response.Headers.RetryAfter = "2";
        return context.Response.WriteAsJsonAsync(new Dictionary<string, object?>
        {
            ["status"] = status,
            ["title"] = context.RequestServices.GetRequiredService<Answers>().Text(refusal),
            ["code"] = refusal.Code,
            ["data"] = refusal.Data,
        }, options: null, contentType: "application/problem+json");
    }

    public void Dispose() => limiter.Dispose();
}

/// <summary>Tells of failed requests by the hour.</summary>
sealed class SurveyBoxFailures(SurveyBoxPath path, TimeProvider clock) : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken)) path.TellFailures();
    }
}
