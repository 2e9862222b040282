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
            // Where the newcomer is further than the last sending, nothing of this board lies between.
            if (model.Since(board, from, until: from > sent ? from : sent) is not { } missed) return WatchAnswer.Reset;
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
        var started = pace.Start();
        Advance();
        var behind = Watchers().Where(watcher => watcher.Position != sent).ToList();
        if (behind.Count == 0) return TimeSpan.Zero;

        // Positions are those of earlier sendings, so that the slow share messages too.
        var messages = new Dictionary<LogPosition, SerializedHubMessage?>();
        foreach (var watcher in behind.Where(watcher => !watcher.IsBusy))
        {
            if (!messages.TryGetValue(watcher.Position, out var message)) messages.Add(watcher.Position, message = MessageAfter(watcher.Position));
            if (message is not null) watcher.Write(message, sent);
            else
            {
                Leave(watcher.Connection.ConnectionId);
                watcher.Write(new("Reset", [board]));
            }
        }
        return pace.RestAfter(started);
    }

    /// <summary>Looks for what is new on this board; a position that brings nothing to it is not sent.</summary>
    void Advance()
    {
        if (model.Since(board, looked) is not { } news) (sent, looked) = (model.Position, model.Position);
        else
        {
            looked = news.To;
            if (news.Batch.Changes.Count > 0) sent = news.To;
        }
    }

    /// <returns>What changed since, for all who are there; null if that is no longer kept.</returns>
    SerializedHubMessage? MessageAfter(LogPosition position) =>
        model.Since(board, position, until: sent) is { } missed ? new(new InvocationMessage("Batch", [missed.Batch])) : null;

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
