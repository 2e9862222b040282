using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Net;
using System.Text.Json;
using TradeLive.Customers;

namespace TradeLive.Tests.Web;

/// <summary>The real server in a process of its own, on a data folder of its own.</summary>
public sealed class Server : IAsyncDisposable
{
    public const string Email = "admin@example.org", Password = "correct-horse-9";

    readonly List<string> said = [];
    Process? process;

    readonly string[] storage;

    Server(string data, int port, string[] storage) => (Data, Address, this.storage) = (data, new($"http://localhost:{port}"), storage);

    public string Data { get; }

    /// <summary>The server's process, while it runs.</summary>
    public Process Process => process!;

    public Uri Address { get; }

    public static string Root { get; } = FindRoot();

    /// <summary>The server to run: the one just built, unless the environment variable TRADELIVE_WEB names a published one.</summary>
    static string Dll => Environment.GetEnvironmentVariable("TRADELIVE_WEB") ?? Path.Combine(Root, "web/bin", Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd('/'))!), "net10.0/TradeLive.Web.dll");

    /// <param name="more">Arguments beside where to listen and keep its data.</param>
    public static async Task<Server> Run(params string[] more)
    {
        var server = Make(null);
        await server.Start(more);
        return server;
    }

    /// <summary>A server that is not yet started.</summary>
    /// <param name="postgres">Connection string of a PostgreSQL database; SQLite in the data folder where null.</param>
    public static Server Make(string? postgres) => new(
        Path.Combine(Directory.CreateTempSubdirectory("tradelive-").FullName, "data"), FreePort(), postgres is null ? [] : ["--Storage:Provider", "Postgres", "--Storage:ConnectionString", postgres]);

    /// <summary>What it has said on its standard output.</summary>
    public IReadOnlyList<string> Said { get { lock (said) return [.. said]; } }

    public async Task Start(params string[] more)
    {
        process = Begin(["--urls", Address.ToString(), .. more]);
        process.OutputDataReceived += (_, line) => { lock (said) said.Add(line.Data ?? ""); };
        process.BeginOutputReadLine();
        using var client = new HttpClient { BaseAddress = Address };
        await Until(async () =>
        {
            try { return (await client.GetAsync("/health/ready")).IsSuccessStatusCode; }
            catch (HttpRequestException) { return false; }
        });
    }

    /// <summary>Ends the process at once, as a power cut would.</summary>
    public async Task Kill()
    {
        process!.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }

    /// <summary>Runs a verb of the command line to its end.</summary>
    public async Task<string> Verb(params string[] args)
    {
        using var verb = Begin(args);
        var said = verb.StandardOutput.ReadToEndAsync();
        await verb.WaitForExitAsync();
        Check(verb.ExitCode == 0, await said);
        return (await said).Trim();
    }

    /// <summary>A client signed in as an administrator by token.</summary>
    public async Task<HttpClient> Admin()
    {
        if (!File.Exists(Path.Combine(Data, "admin"))) await File.WriteAllTextAsync(Path.Combine(Data, "admin"), await Verb("create-admin", Email));
        return Client((await Verb("create-token", Email)).Split('\n')[^1]);
    }

    public HttpClient Client(string? token)
    {
        var client = new HttpClient { BaseAddress = Address };
        if (token is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>A team that is always open with one rep.</summary>
    public static async Task SetUpTeam(HttpClient admin)
    {
        await PutTeam(admin, "east");
        await PutRep(admin, "ann", "east");
    }

    public static Task PutTeam(HttpClient admin, string id) => Ok(admin.PutAsJsonAsync($"/api/teams/{id}", new
    {
        id,
        name = Name(id),
        timeZone = "Asia/Shanghai",
        workStart = "00:00:00",
        workEnd = "00:00:00",
        workDays = Enum.GetNames<DayOfWeek>(),
        holidays = Array.Empty<string>(),
        claimMinutes = 30,
        escalateMinutes = 60,
        replyHours = 24,
        warnHours = 4,
        highValue = 0,
        members = Array.Empty<string>(),
    }));

    public static Task PutRep(HttpClient admin, string id, string team) => Ok(admin.PutAsJsonAsync($"/api/reps/{id}", new
    {
        id,
        name = Name(id),
        team,
        level = "Senior",
        languages = new[] { "de" },
        markets = new[] { "DE" },
        productLines = Array.Empty<string>(),
        timeZone = "Asia/Shanghai",
        workStart = "00:00:00",
        workEnd = "00:00:00",
        workDays = Enum.GetNames<DayOfWeek>(),
        capacity = 100_000,
        active = true,
    }));

    static string Name(string id) => $"{char.ToUpperInvariant(id[0])}{id[1..]}";

    public static async Task<string> Receive(HttpClient client, string number, string key, string buyer = "Uta")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/inquiries")
        {
            Content = JsonContent.Create(new { source = "web", number, buyer, company = $"{buyer} GmbH", email = $"mail@{buyer}.example", country = "DE", product = "LED lamp", quantity = 5 }),
        };
        request.Headers.Add("Idempotency-Key", key);
        using var answer = await client.SendAsync(request);
        Check(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetString()!;
    }

    /// <summary>The customer that a buyer received so is.</summary>
    public static string CustomerOf(string buyer) => CustomerIdentification.CustomerOf($"domain:{buyer.ToLowerInvariant()}.example").Value;

    public static async Task Until(Func<Task<bool>> condition, int seconds = 30)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            Check(Stopwatch.GetElapsedTime(started).TotalSeconds < seconds, $"It did not come true within {seconds} s.");
            await Task.Delay(50);
        }
    }

    static async Task Ok(Task<HttpResponseMessage> answer)
    {
        using var response = await answer;
        Check(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    Process Begin(params string[] args)
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = Environment.GetEnvironmentVariable("TRADELIVE_WEB") is null ? Path.Combine(Root, "web") : Path.GetDirectoryName(Dll)!, RedirectStandardOutput = true };
        foreach (var arg in (string[])[Dll, .. args, "--Storage:Directory", Data, .. storage, "--Logging:LogLevel:Default", "Warning"]) start.ArgumentList.Add(arg);
        start.Environment["TRADELIVE_PASSWORD"] = Password;
        var run = Process.Start(start)!;
        return run;
    }

    static void Check(bool holds, string otherwise)
    {
        if (!holds) throw new InvalidOperationException(otherwise);
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "TradeLive.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false }) await Kill();
        process?.Dispose();
        Directory.Delete(Path.GetDirectoryName(Data)!, recursive: true);
    }
}
