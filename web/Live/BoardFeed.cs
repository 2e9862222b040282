using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using TradeLive.Live;
using TradeLive.Log;
using TradeLive.Views;

namespace TradeLive.Web.Live;

/// <summary>
/// Sends the changes of one board to its watchers. An idle board sends the first change at once; what follows travels together,
/// at most once in a window. Each watcher has its own position: one that is slow gets its changes merged when it can take them,
/// and <c>Reset</c> when they are no longer kept. Nothing is buffered for anybody.
/// </summary>
sealed class BoardFeed(string board, LiveModel model, FeedPace pace) : IDisposable
{
    readonly SemaphoreSlim gate = new(1, 1);
    readonly Dictionary<string, Watcher> watchers = [];
    LogPosition sent = model.Position, looked = model.Position;

    /// <summary>Sends what the newcomer has missed, then all that comes, so that its position and the next batch always meet.</summary>
    public async Task<WatchAnswer> Join(HubConnectionContext connection, LogPosition from)
    {
        await gate.WaitAsync();
        try
        {
            Flush();
            if (model.Since(board, from) is not { } missed) return WatchAnswer.Reset;
            var watcher = new Watcher(connection, sent);
            watcher.Write(new("Batch", [missed.Batch with { To = sent.ToString() }]));
            lock (watchers) watchers[connection.ConnectionId] = watcher;
            return WatchAnswer.Watching;
        }
        finally
        {
            gate.Release();
        }
    }

    public void Leave(string connection) { lock (watchers) watchers.Remove(connection); }

    /// <summary>Lets go of the watchers that may no longer watch.</summary>
    public void LeaveUnless(Func<HubConnectionContext, bool> mayWatch)
    {
        foreach (var watcher in Watchers().Where(watcher => !mayWatch(watcher.Connection)))
        {
            Leave(watcher.Connection.ConnectionId);
            watcher.Write(new("Reset", [board]));
        }
    }

    /// <summary>Sends for as long as the process runs.</summary>
    public async Task Run(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var next = model.Next;
            await gate.WaitAsync(stop);
            TimeSpan rest;
            try { rest = Flush(); }
            finally { gate.Release(); }
            if (rest > TimeSpan.Zero) await Task.Delay(rest, stop);
            if (Watchers().All(watcher => watcher.Position == sent)) await next.WaitAsync(stop);
        }
    }

    /// <returns>How long to rest before the next sending.</returns>
    TimeSpan Flush()
    {
        var all = Watchers();
        var started = pace.Start();
        var from = sent;
        InvocationMessage? shared = null;
        if (model.Since(board, looked) is not { } news) (sent, looked) = (model.Position, model.Position);
        else
        {
            looked = news.To;
            if (news.Batch.Changes.Count > 0)
            {
                sent = news.To;
                shared = new("Batch", [news.Batch with { From = from.ToString() }]);
            }
        }
        if (all.All(watcher => watcher.Position == sent)) return TimeSpan.Zero;

        var message = shared is null ? null : new SerializedHubMessage(shared);
        foreach (var watcher in all.Where(watcher => watcher is { IsBusy: false } && watcher.Position != sent))
            if (message is not null && watcher.Position == from) watcher.Write(message, sent);
            else CatchUp(watcher);
        return pace.RestAfter(started);
    }

    void CatchUp(Watcher watcher)
    {
        if (model.Since(board, watcher.Position) is { } missed)
        {
            watcher.Write(new(new InvocationMessage("Batch", [missed.Batch with { To = sent.ToString() }])), sent);
            return;
        }
        Leave(watcher.Connection.ConnectionId);
        watcher.Write(new("Reset", [board]));
    }

    public void Dispose() => gate.Dispose();

    List<Watcher> Watchers() { lock (watchers) return [.. watchers.Values]; }

    sealed class Watcher(HubConnectionContext connection, LogPosition position)
    {
        Task lastWrite = Task.CompletedTask;

        public HubConnectionContext Connection => connection;
        public LogPosition Position { get; private set; } = position;
        public bool IsBusy => !lastWrite.IsCompleted;

        public void Write(SerializedHubMessage message, LogPosition to)
        {
            lastWrite = connection.WriteAsync(message).AsTask();
            Position = to;
        }

        public void Write(InvocationMessage message) => lastWrite = connection.WriteAsync(message).AsTask();
    }
}
