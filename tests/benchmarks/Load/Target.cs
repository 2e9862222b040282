using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using TradeLive.Benchmarks.Peer;
using TradeLive.Tests.Storage;
using TradeLive.Tests.Web;

namespace TradeLive.Benchmarks.Load;

/// <summary>A server under test in a process of its own, spoken to in the same words whichever it is.</summary>
abstract class Target : IAsyncDisposable
{
    public abstract string Name { get; }
    public abstract Uri Address { get; }
    public abstract Process Process { get; }
    public HttpClient Http { get; protected set; } = null!;

    public virtual AuthenticationHeaderValue? Authorization => null;

    /// <summary>The hub's invocation by which a watcher begins to watch the board of all.</summary>
    public abstract Task<string> WatchInvocation();

    /// <summary>Resident memory of the server, in MB.</summary>
    public double Memory
    {
        get
        {
            Process.Refresh();
            return Process.WorkingSet64 / 1e6;
        }
    }

    public static object Inquiry(string number) => new
    {
        source = "benchmark",
        number,
        buyer = $"Buyer {number}",
        company = $"Company {number}",
        email = $"buyer@company{number}.example",
        country = "DE",
        product = "LED lamp",
        quantity = 5 + Math.Abs(string.GetHashCode(number, StringComparison.Ordinal) % 1000),
    };

    public async Task<string> Create(string number)
    {
        using var answer = await Http.PostAsJsonAsync("/api/inquiries", Inquiry(number));
        answer.EnsureSuccessStatusCode();
        await using var body = await answer.Content.ReadAsStreamAsync();
        return (await JsonDocument.ParseAsync(body)).RootElement.GetProperty("id").GetString()!;
    }

    public async Task Move(string id, string from, string to)
    {
        using var answer = await Http.PostAsJsonAsync($"/api/inquiries/{id}/stage", new { from, to });
        answer.EnsureSuccessStatusCode();
    }

    public async Task<int> Board()
    {
        using var answer = await Http.GetAsync("/api/boards/all?take=30");
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadAsByteArrayAsync()).Length;
    }

    /// <summary>Puts in inquiries by the thousand.</summary>
    public async Task Fill(int from, int to)
    {
        foreach (var some in Enumerable.Range(from, to - from).Chunk(500))
        {
            using var answer = await Http.PostAsJsonAsync("/api/inquiries/bulk", some.Select(i => Inquiry(i.ToString(CultureInfo.InvariantCulture))));
            answer.EnsureSuccessStatusCode();
        }
        await Settled();
    }

    /// <summary>Waits until the server has done what follows from all that came in.</summary>
    public abstract Task Settled();

    protected static HttpClient Client(Uri address, AuthenticationHeaderValue? authorization)
    {
        var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 256 }) { BaseAddress = address, Timeout = TimeSpan.FromMinutes(2) };
        client.DefaultRequestHeaders.Authorization = authorization;
        return client;
    }

    public abstract ValueTask DisposeAsync();
}

/// <summary>TradeLive as it is delivered: embedded SQLite, full sync, scoring, routing and all.</summary>
sealed class TradeLiveTarget : Target
{
    Server server = null!;
    AuthenticationHeaderValue token = null!;

    public override string Name => "TradeLive";
    public override Uri Address => server.Address;
    public override Process Process => server.Process;
    public override AuthenticationHeaderValue? Authorization => token;
    public string DatabaseFile => Path.Combine(server.Data, "tradelive.db");
    public Server Running => server;

    public static async Task<TradeLiveTarget> Start()
    {
        var server = await Server.Run();
        try
        {
            using var admin = await server.Admin();
            await Server.SetUpTeam(admin);
            var token = admin.DefaultRequestHeaders.Authorization!;
            return new TradeLiveTarget { server = server, token = token, Http = Client(server.Address, token) };
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public override async Task<string> WatchInvocation()
    {
        var board = await Http.GetFromJsonAsync<JsonElement>("/api/boards/all?take=1");
        return $$"""{"type":1,"invocationId":"1","target":"Watch","arguments":["all","{{board.GetProperty("position").GetString()}}"]}""";
    }

    public override async Task Settled()
    {
        // Every reader of the log has come to its end, and stays there.
        for (var quiet = 0; quiet < 3; quiet = Lag() == 0 ? quiet + 1 : 0) await Task.Delay(50);
    }

    public long Lag()
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={DatabaseFile}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT coalesce((SELECT max(seq) FROM change_log), 0) - coalesce((SELECT min(seq) FROM reader_position), 0)";
        return (long)command.ExecuteScalar()!;
    }

    public override async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await server.DisposeAsync();
    }
}

/// <summary>The hand-written peer on one of its two databases.</summary>
sealed class PeerTarget : Target
{
    readonly string folder = Directory.CreateTempSubdirectory("tradelive-peer-").FullName;
    readonly string kind;
    PostgresServer? postgres;
    Process process = null!;

    PeerTarget(string kind) => this.kind = kind;

    public override string Name => $"peer on {kind}";
    public override Uri Address { get; } = new($"http://localhost:{FreePort()}");
    public override Process Process => process;

    public static async Task<PeerTarget> Start(string kind)
    {
        var target = new PeerTarget(kind);
        var connectionString = $"Data Source={target.folder}/peer.db";
        if (kind == "postgres")
        {
            await (target.postgres = new PostgresServer(durable: true)).Start();
            connectionString = await target.postgres.Create();
        }
        target.process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["peer", target.Address.ToString(), kind, connectionString]))!;
        target.Http = Client(target.Address, null);
        await Server.Until(async () =>
        {
            try { return (await target.Http.GetAsync("/health/ready")).IsSuccessStatusCode; }
            catch (HttpRequestException) { return false; }
        });
        return target;
    }

    public override Task<string> WatchInvocation() => Task.FromResult("""{"type":1,"invocationId":"1","target":"Watch","arguments":["all"]}""");

    public override Task Settled() => Task.CompletedTask;

    static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    public override async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        Http.Dispose();
        if (postgres is not null) await postgres.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
