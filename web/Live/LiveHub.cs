using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using TradeLive.Views;

namespace TradeLive.Web.Live;

/// <summary>The live side of the web: carries changes to watchers. Nothing is changed through it.</summary>
[Authorize]
sealed class LiveHub(LiveConnections connections, BoardFeeds boards, ObjectFeed objects) : Hub
{
    /// <summary>Streams all changes of a board after a position: <c>Batch</c>, or <c>Reset</c> where they are no longer kept.</summary>
    public Task<WatchAnswer> Watch(string board, string position) => boards.Join(connections[Context.ConnectionId], board, position);

    public void Unwatch(string board) => boards.Leave(Context.ConnectionId, board);

    /// <summary>Tells by <c>Changed</c> when an inquiry, customer, order, team or import is no longer as it was.</summary>
    public bool WatchObject(string stream) => objects.Join(connections[Context.ConnectionId], stream);

    public void UnwatchObject(string stream) => objects.Leave(Context.ConnectionId, stream);

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        boards.LeaveAll(Context.ConnectionId);
        objects.LeaveAll(Context.ConnectionId);
        return Task.CompletedTask;
    }
}
