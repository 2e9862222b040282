using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TradeLive.Client.Surveys;
using TradeLive.Surveys;
using TradeLive.Views;
using TradeLive.Web.Accounts;
using TradeLive.Web.Hosting;

namespace TradeLive.Tests.Surveys;

/// <summary>The web in this process, on a clock that can be put forward, with everything that is logged at any level kept.</summary>
sealed class SurveyHost : IAsyncDisposable
{
    public const string ManagerId = "manager-1";

    readonly WebApplication app;
    readonly Uri address;

    SurveyHost(WebApplication app, string folder, string? postgres, Clock clock, Captured logs)
    {
        (this.app, Folder, Postgres, Clock, Logs) = (app, folder, postgres, clock, logs);
        address = new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Box = new() { BaseAddress = address };
        Manager = Client(ManagerId);
    }

    public string Folder { get; }
    public string? Postgres { get; }
    public Clock Clock { get; }
    public Captured Logs { get; }
    /// <summary>Nobody in particular.</summary>
    public HttpClient Box { get; }
    public HttpClient Manager { get; }
    public IServiceProvider Services => app.Services;
    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    /// <param name="people">Accounts beside the manager's: <c>person-1</c>, …</param>
    public static async Task<SurveyHost> Begin(int people, string? postgres = null, LogLevel level = LogLevel.Trace)
    {
        var (folder, clock, logs) = (Directory.CreateTempSubdirectory("tradelive-").FullName, new Clock(), new Captured());
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "TradeLive.Web", ContentRootPath = AppContext.BaseDirectory, EnvironmentName = "Production" });
        (builder.Configuration["urls"], builder.Configuration["Storage:Directory"]) = ("http://127.0.0.1:0", folder);
        foreach (var category in new[] { "Default", "Microsoft", "Microsoft.AspNetCore", "System.Net.Http", "Microsoft.AspNetCore.DataProtection", "Orleans", "Polly" }) builder.Configuration[$"Logging:LogLevel:{category}"] = level.ToString();
        if (postgres is not null) (builder.Configuration["Storage:Provider"], builder.Configuration["Storage:ConnectionString"]) = ("Postgres", postgres);
        builder.Logging.ClearProviders().AddProvider(logs).SetMinimumLevel(level);
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.AddTradeLiveWeb();
        var app = builder.Build();
        app.UseTradeLive();
        app.MapTradeLive();
        await app.StartAsync();
        await AddAccounts(app.Services, people);
        return new(app, folder, postgres, clock, logs);
    }

    public static string PersonId(int number) => $"person-{number}";

    public HttpClient Client(string account)
    {
        var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", TokenOf(account));
        return client;
    }

    /// <returns>The id of a survey that is open to the first <paramref name="invited"/> people.</returns>
    public async Task<string> Open(SurveyForm form, int invited, int k = 5, DateOnly? closesOn = null, Recurrence repeats = Recurrence.Never)
    {
        var id = await Draft(form, invited, k, closesOn, repeats);
        await Done(Manager.PostAsync($"/api/surveys/{id}/open", null));
        return id;
    }

    public async Task<string> Draft(SurveyForm form, int invited, int k = 5, DateOnly? closesOn = null, Recurrence repeats = Recurrence.Never)
    {
        var request = new SurveyRequest { Form = form, Invited = [.. Enumerable.Range(1, invited).Select(PersonId)], K = k, ClosesOn = closesOn, Repeats = repeats };
        using var answer = await Manager.PostAsJsonAsync("/api/surveys", request, ViewsJson.Default.SurveyRequest);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync(ViewsJson.Default.CommandAnswer))!.Id;
    }

    public async Task Close(string id) => await Done(Manager.PostAsync($"/api/surveys/{id}/close", null));

    /// <summary>The next day comes, and what is due by then is done.</summary>
    public async Task NextDay(int days = 1)
    {
        Clock.Forward(TimeSpan.FromDays(days));
        await Look();
    }

    public async Task Look()
    {
        // What was just changed is in the list of surveys first.
        var tables = Services.GetRequiredService<ReadModel.ReadTables>();
        Assert.True(await tables.Reach(Services.GetRequiredService<Log.ChangeLog>().End(), TimeSpan.FromSeconds(30)));
        await Services.GetRequiredService<SurveyRounds>().Look();
    }

    public async Task<BoxView> View(string id) => (await Box.GetFromJsonAsync($"/survey-box/{id}", ViewsJson.Default.BoxView))!;

    public async Task<SurveyResults> Results(string id) => (await Manager.GetFromJsonAsync($"/api/surveys/{id}/results", ViewsJson.Default.SurveyResults))!;

    public async Task<List<string>> Receipts(string id) =>
        [.. (await Box.GetFromJsonAsync($"/survey-box/{id}/receipts", ViewsJson.Default.IReadOnlyListReceiptsView))!.SelectMany(release => release.Receipts)];

    public Task<HttpResponseMessage> Ask(HttpClient client, string survey, byte[] blinded) =>
        client.PostAsJsonAsync($"/api/surveys/{survey}/token", new BlindRequest(blinded), ViewsJson.Default.BlindRequest);

    /// <summary>A person's browser gets its token, as it does in the background at sign-in.</summary>
    public async Task<Held> Fetch(string account, string survey)
    {
        using var client = Client(account);
        var key = (await View(survey)).Key.Key;
        var blinded = BlindSignature.Blind(key, RandomNumberGenerator.GetBytes(32));
        using var answer = await Ask(client, survey, blinded.Sent);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        var signed = (await answer.Content.ReadFromJsonAsync(ViewsJson.Default.BlindSigned))!.Signed;
        return new(account, survey, blinded.Prepared, BlindSignature.Finish(key, blinded, signed)!, RandomNumberGenerator.GetBytes(32));
    }

    public async Task<HttpResponseMessage> Send(string survey, BoxAnswer answer)
    {
        while (true)
        {
            var response = await Box.PostAsJsonAsync($"/survey-box/{survey}", answer, ViewsJson.Default.BoxAnswer);
            if ((int)response.StatusCode != 429) return response;
            response.Dispose();
            await Task.Delay(200);
        }
    }

    public Task<HttpResponseMessage> Send(Held held, SurveyAnswer answer) => Send(held.Survey, new(answer, held.Token, held.Signature, Mark: Receipt.Mark(held.Secret)));

    public async Task<BoxReceived> Hand(Held held, SurveyAnswer answer)
    {
        using var response = await Send(held, answer);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync(ViewsJson.Default.BoxReceived))!;
    }

    public static async Task Done(Task<HttpResponseMessage> answer)
    {
        using var response = await answer;
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    public static async Task<string> CodeOf(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()!;

    static string TokenOf(string account) => $"tl_{account}-of-a-test";

    static async Task AddAccounts(IServiceProvider services, int people)
    {
        await using var scope = services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<AccountsContext>();
        foreach (var id in (string[])[ManagerId, .. Enumerable.Range(1, people).Select(PersonId)])
        {
            accounts.Users.Add(new()
            {
                Id = id,
                UserName = $"{id}@people.example",
                NormalizedUserName = $"{id}@PEOPLE.EXAMPLE",
                Email = $"{id}@people.example",
                DisplayName = $"Name of {id}",
                Role = id == ManagerId ? Roles.Manager : Roles.Rep,
                SecurityStamp = Guid.NewGuid().ToString(),
            });
            accounts.Tokens.Add(new() { Id = $"t-{id}", User = id, Name = "test", Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(TokenOf(id)))), CreatedAt = DateTimeOffset.UnixEpoch });
        }
        await accounts.SaveChangesAsync();
    }

    public async Task Leaves(string account)
    {
        await using var scope = Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<AccountsContext>();
        accounts.Users.Remove((await accounts.Users.FindAsync(account))!);
        await accounts.SaveChangesAsync();
        // Who a token belongs to is remembered for a second.
        await Task.Delay(TimeSpan.FromSeconds(1.2));
    }

    public async ValueTask DisposeAsync()
    {
        Box.Dispose();
        Manager.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}

/// <summary>What a person's browser holds of one survey.</summary>
sealed record Held(string Account, string Survey, byte[] Token, byte[] Signature, byte[] Secret)
{
    public string TokenHash => Convert.ToHexStringLower(SHA256.HashData(Token));
}

sealed class Clock : TimeProvider
{
    long ahead;

    public void Forward(TimeSpan by) => Interlocked.Add(ref ahead, by.Ticks);

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref ahead));
}

/// <summary>Keeps every line that is logged.</summary>
sealed class Captured : ILoggerProvider
{
    readonly ConcurrentQueue<string> lines = new();

    public IReadOnlyCollection<string> Lines => lines;

    public ILogger CreateLogger(string categoryName) => new Writer(categoryName, lines);

    public void Dispose() { }

    sealed class Writer(string category, ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull
        {
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{logLevel} {category} {formatter(state, exception)} {exception}");
    }
}
