using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using TradeLive.Live;
using TradeLive.Log;
using TradeLive.People;
using TradeLive.Views;
using TradeLive.Web.Access;

namespace TradeLive.Web.Live;

/// <summary>The feeds of all boards that are watched, and who may watch them.</summary>
sealed class BoardFeeds(LiveModel model, FeedPace pace, Permissions permissions, IHostApplicationLifetime lifetime)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    readonly ConcurrentDictionary<string, Lazy<BoardFeed>> feeds = new(StringComparer.Ordinal);

    public async Task<WatchAnswer> Join(HubConnectionContext connection, string board, string position)
    {
        if (!permissions.MayWatch(connection.User, board)) return WatchAnswer.Forbidden;
        if (!LogPosition.TryParse(position, out var from) || !await model.Reach(from, Patience, connection.ConnectionAborted)) return WatchAnswer.Reset;
        return await Feed(board).Join(connection, from);
    }

    public void Leave(string connection, string board)
    {
        if (feeds.TryGetValue(board, out var feed)) feed.Value.Leave(connection);
    }

    public void LeaveAll(string connection)
    {
        foreach (var feed in feeds.Values) feed.Value.Leave(connection);
    }

    /// <summary>Checks all watchers again when people change teams.</summary>
    public void Recheck(IReadOnlyList<LogEntry> entries)
    {
        if (!entries.Any(entry => entry.Event is RepEvent)) return;
        foreach (var (board, feed) in feeds) feed.Value.LeaveUnless(connection => permissions.MayWatch(connection.User, board));
    }

    BoardFeed Feed(string board) => feeds.GetOrAdd(board, name => new(() =>
    {
        var feed = new BoardFeed(name, model, pace);
        _ = feed.Run(lifetime.ApplicationStopping);
        return feed;
    })).Value;
}
