using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using TradeLive.Import;
using TradeLive.Inquiries;
using TradeLive.Live;
using TradeLive.Log;
using TradeLive.Orders;
using TradeLive.ReadModel;
using TradeLive.Web.Access;

namespace TradeLive.Web.Live;

/// <summary>Tells who has a page open when what it shows has changed, once the read tables show it too.</summary>
sealed class ObjectFeed(LiveModel model, ReadTables tables, Permissions permissions, BoardFeeds boards, ImportJobs imports) : BackgroundService
{
    static readonly TimeSpan Window = TimeSpan.FromMilliseconds(200);

    readonly ConcurrentDictionary<string, ConcurrentDictionary<string, HubConnectionContext>> watchers = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, LogPosition> touched = new(StringComparer.Ordinal);

    public bool Join(HubConnectionContext connection, string stream)
    {
        if (!permissions.MaySee(connection.User, stream)) return false;
        watchers.GetOrAdd(stream, _ => new())[connection.ConnectionId] = connection;
        return true;
    }

    public void Leave(string connection, string stream)
    {
        if (watchers.TryGetValue(stream, out var some)) some.TryRemove(connection, out _);
    }

    public void LeaveAll(string connection)
    {
        foreach (var stream in watchers.Keys) Leave(connection, stream);
    }

    // Not in the log, so that no position is waited for.
    void NoteImports() => Note("import/all", LogPosition.Start);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        model.Advanced += Note;
        imports.Changed += NoteImports;
        using var timer = new PeriodicTimer(Window);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                if (!touched.IsEmpty) Tell();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { }
        finally
        {
            model.Advanced -= Note;
            imports.Changed -= NoteImports;
        }
    }

    void Note(IReadOnlyList<LogEntry> entries)
    {
        boards.Recheck(entries);
        foreach (var entry in entries)
        {
            Note(entry.Stream, entry.Position);
            if (CustomerOf(entry) is { } customer) Note($"customer/{customer}", entry.Position);
            if (entry.Kind is "rep" or "team") Note("team/all", entry.Position);
        }
    }

    string? CustomerOf(LogEntry entry) => entry.Event switch
    {
        InquiryEvent => model.Find(entry.Key)?.Customer,
        OrderPlaced e => e.Terms.Customer.Value,
        OrderEvent when watchers.Keys.Any(stream => stream.StartsWith("customer/", StringComparison.Ordinal)) =>
            tables.Read(context => context.Orders.Where(row => row.Id == entry.Key).Select(row => row.Customer).FirstOrDefault()),
        _ => null,
    };

    void Note(string stream, LogPosition position)
    {
        if (watchers.TryGetValue(stream, out var some) && !some.IsEmpty) touched[stream] = position;
    }

    void Tell()
    {
        var shown = tables.Position();
        foreach (var (stream, position) in touched)
        {
            if (position > shown || !touched.TryRemove(stream, out _)) continue;
            if (!watchers.TryGetValue(stream, out var some)) continue;
            var message = new SerializedHubMessage(new InvocationMessage("Changed", [stream]));
            foreach (var connection in some.Values) _ = connection.WriteAsync(message).AsTask();
        }
    }
}
