using System.Net;
using System.Text.Json.Serialization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Localization;
using Scalar.AspNetCore;
using TradeLive.Client;
using TradeLive.Hosting;
using TradeLive.Storage;
using TradeLive.Views;
using TradeLive.Web.Access;
using TradeLive.Web.Accounts;
using TradeLive.Web.Api;
using TradeLive.Web.Live;
using TradeLive.Web.Pages;
using TradeLive.Web.Resources;
using TradeLive.Web.Surveys;

namespace TradeLive.Web.Hosting;

/// <summary>Puts the web together.</summary>
static class WebSetup
{
    public const string DefaultUrl = "http://localhost:5080", SignInLimit = "sign-in";

    static readonly string[] Forwarded = ["Cookie", "Accept-Language"];

    public static WebApplicationBuilder AddTradeLiveWeb(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration["urls"])) builder.WebHost.UseUrls(DefaultUrl);
        builder.WebHost.UseStaticWebAssets();
        builder.AddTradeLiveSilo();
        builder.AddSurveyBox();
        var services = builder.Services;
        services.AddAccounts(builder.Configuration.GetSection(StorageOptions.Section).Get<StorageOptions>() ?? new()).AddSignIn();
        services.AddHostedService<AccountsSchema>();
        services.AddSingleton<Permissions>();
        services.AddScoped<DemoAccounts>();
        services.AddScoped<Answers>();
        services.AddSingleton<WinSignal>();
        services.AddLive();
        services.AddLocalization();
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.TypeInfoResolverChain.Insert(0, ViewsJson.Default);
            options.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
            options.SerializerOptions.Converters.Add(new JsonStringEnumConverter());
        });
        services.AddProblemDetails(options => options.CustomizeProblemDetails = Word);
        services.AddOpenApi();
        services.AddHttpContextAccessor();
        services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "application/problem+json"];
        });
        services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.AddPolicy(SignInLimit, context => RateLimitPartition.GetFixedWindowLimiter(
                context.Connection.RemoteIpAddress ?? IPAddress.None, _ => new() { PermitLimit = 30, Window = TimeSpan.FromMinutes(1) }));
        });
        services.AddRazorComponents().AddInteractiveWebAssemblyComponents().AddAuthenticationStateSerialization(options => options.SerializeAllClaims = true);
        services.AddCascadingAuthenticationState();
        services.AddPrerendering();
        return builder;
    }

    // What the framework says by number alone, said in the caller's language.
    static void Word(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        if (problem.Extensions.ContainsKey("code") || problem is HttpValidationProblemDetails) return;
        var key = $"problem.status-{problem.Status}";
        var text = context.HttpContext.RequestServices.GetRequiredService<IStringLocalizer<ServerWords>>()[key];
        if (text.ResourceNotFound) return;
        problem.Title = text;
        problem.Extensions["code"] = key;
    }

    static void AddLive(this IServiceCollection services)
    {
        services.AddSignalR().AddJsonProtocol(options =>
        {
            options.PayloadSerializerOptions.TypeInfoResolverChain.Insert(0, ViewsJson.Default);
            options.PayloadSerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
            options.PayloadSerializerOptions.Converters.Add(new JsonStringEnumConverter());
        });
        services.AddSingleton<LiveConnections>();
        services.AddSingleton<HubLifetimeManager<LiveHub>>(provider => provider.GetRequiredService<LiveConnections>());
        services.AddSingleton<FeedPace>();
        services.AddSingleton<BoardFeeds>();
        services.AddSingleton<ObjectFeed>();
        services.AddHostedService(provider => provider.GetRequiredService<ObjectFeed>());
    }

    // While a page is prerendered it asks this very server as the user, over the loopback address.
    static void AddPrerendering(this IServiceCollection services)
    {
        services.AddScoped(provider =>
        {
            var context = provider.GetRequiredService<IHttpContextAccessor>().HttpContext;
            var client = new HttpClient { BaseAddress = OwnAddress(provider) };
            foreach (var header in Forwarded)
                if (context?.Request.Headers[header].ToString() is { Length: > 0 } value) client.DefaultRequestHeaders.TryAddWithoutValidation(header, value);
            return client;
        });
        services.AddScoped(provider => new ReaderZone(provider.GetRequiredService<IHttpContextAccessor>().HttpContext?.Request.Cookies["tz"]));
        services.AddTradeLiveClient();
    }

    static Uri OwnAddress(IServiceProvider provider)
    {
        var address = provider.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? DefaultUrl;
        var uri = new Uri(address.Replace("*", "localhost", StringComparison.Ordinal).Replace("+", "localhost", StringComparison.Ordinal));
        return uri.Host is "0.0.0.0" or "[::]" ? new UriBuilder(uri) { Host = "localhost" }.Uri : uri;
    }

    public static void UseTradeLive(this WebApplication app)
    {
        SurveyBoxPath.Use(app);
        app.UseForwardedHeaders(new() { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto });
        app.UseResponseCompression();
        app.UseMiddleware<SecurityHeaders>();
        app.UseRequestLocalization(options => options.SetDefaultCulture(Languages.English)
            .AddSupportedCultures([.. Languages.Supported]).AddSupportedUICultures([.. Languages.Supported]));
        app.UseWhen(context => !IsForPrograms(context.Request), pages => pages.UseExceptionHandler("/error").UseStatusCodePagesWithReExecute("/missing"));
        app.UseWhen(context => IsForPrograms(context.Request), programs => programs.UseExceptionHandler().UseStatusCodePages());
        // After these, so that what they execute again is routed again.
        app.UseRouting();
        app.UseAuthentication();
        app.UseMiddleware<FirstRun>();
        app.UseAuthorization();
        app.UseRateLimiter();
        app.UseAntiforgery();
    }

    // Answered with problem details, never with a page.
    static bool IsForPrograms(HttpRequest request) => request.Path.StartsWithSegments("/api") || request.Path.StartsWithSegments("/hub");

    public static void MapTradeLive(this WebApplication app)
    {
        app.MapStaticAssets();
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false });
        app.MapHealthChecks("/health/ready");
        app.MapOpenApi();
        app.MapScalarApiReference("/scalar", options => options.WithTitle("TradeLive API"));
        app.MapHub<LiveHub>("/hub/live");
        var api = app.MapGroup("/api").RequireAuthorization().DisableAntiforgery().AddEndpointFilter<RouteGroupBuilder, NoNulls>();
        api.MapSession();
        api.MapBoards();
        api.MapInquiries();
        api.MapScores();
        api.MapCustomers();
        api.MapOrders();
        api.MapTeams();
        api.MapCompany();
        api.MapSample();
        api.MapImports();
        api.MapModels();
        api.MapSurveys();
        api.MapFailures();
        api.MapAccount();
        api.Map("/{**rest}", (Answers answers) => answers.NotFound()).ExcludeFromDescription();
        app.MapSignOut();
        app.MapRazorComponents<App>().AddInteractiveWebAssemblyRenderMode().AddAdditionalAssemblies(typeof(TradeLiveClient).Assembly);
    }
}
