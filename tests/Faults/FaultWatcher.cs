using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR.Client;
using TradeLive.Tests.Web;

namespace TradeLive.Tests.Faults;

/// <summary>A watcher of the board of all who keeps its own record over every loss of the server, and minds order, gaps and doubles.</summary>
sealed class FaultWatcher(Server server, HttpClient admin) : IAsyncDisposable
{
    readonly Dictionary<string, long> versions = [];
    readonly List<string> faults = [];
    HubConnection? hub;
    string position = "";

    /// <summary>What was out of order, missing or double.</summary>
    public IReadOnlyList<string> Faults { get { lock (versions) return [.. faults]; } }

    public int Resets { get; private set; }
    public int Changes { get; private set; }

    public long VersionOf(string inquiry) { lock (versions) return versions.GetValueOrDefault(inquiry); }

    /// <summary>Comes back to the server with the last position it has seen, as a browser does.</summary>
    public async Task Resume()
    {
        if (hub is not null) await hub.DisposeAsync();
        hub = new HubConnectionBuilder().WithUrl(new Uri(server.Address, "/hub/live"), options =>
            options.Headers["Authorization"] = admin.DefaultRequestHeaders.Authorization!.ToString()).Build();
        hub.On<JsonElement>("Batch", Take);
        await hub.StartAsync();
        while (position.Length == 0 || await Watch() != "Watching")
        {
            Resets++;
            // What changed in between shows in the snapshot alone: the record begins anew, as a browser's board does.
            lock (versions) versions.Clear();
            position = (await admin.GetFromJsonAsync<JsonElement>("/api/boards/all?take=1")).GetProperty("position").GetString()!;
        }
    }

    async Task<string?> Watch() => (await hub!.InvokeAsync<JsonElement>("Watch", "all", position)).GetString();

    void Take(JsonElement batch)
    {
        lock (versions)
        {
            var from = batch.GetProperty("from").GetString();
            if (from != position) faults.Add($"A batch from {from} came at {position}.");
            position = batch.GetProperty("to").GetString()!;
            foreach (var change in batch.GetProperty("changes").EnumerateArray())
            {
                var now = change.GetProperty("now");
                var (id, version) = (now.GetProperty("id").GetString()!, now.GetProperty("version").GetInt64());
                if (versions.GetValueOrDefault(id) >= version) faults.Add($"{id} came at version {version} after {versions[id]}.");
                versions[id] = version;
                Changes++;
            }
        }
    }

    public ValueTask DisposeAsync() => hub?.DisposeAsync() ?? ValueTask.CompletedTask;
}
