using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.AspNetCore.SignalR;

namespace TradeLive.Web.Live;

/// <summary>The open hub connections, so that feeds write to each by itself and none waits for another.</summary>
sealed class LiveConnections(ILogger<DefaultHubLifetimeManager<LiveHub>> logger) : DefaultHubLifetimeManager<LiveHub>(logger)
{
    readonly ConcurrentDictionary<string, HubConnectionContext> open = new();

    public HubConnectionContext this[string connection] => open[connection];

    public override Task OnConnectedAsync(HubConnectionContext connection)
    {
        open[connection.ConnectionId] = connection;
        return base.OnConnectedAsync(connection);
    }

    public override Task OnDisconnectedAsync(HubConnectionContext connection)
    {
        open.TryRemove(connection.ConnectionId, out _);
        return base.OnDisconnectedAsync(connection);
    }

    /// <summary>Closes a user's connections; the browser comes back and is asked again who it is.</summary>
    public void Drop(string user)
    {
        foreach (var connection in open.Values.Where(connection => connection.User.FindFirstValue(ClaimTypes.NameIdentifier) == user)) connection.Abort();
    }
}
