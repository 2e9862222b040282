using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using TradeLive.Customers;
using TradeLive.Import;
using TradeLive.Inquiries;
using TradeLive.Live;
using TradeLive.Log;
using TradeLive.Models;
using TradeLive.Orders;
using TradeLive.People;
using TradeLive.ReadModel;
using TradeLive.Surveys;
using TradeLive.Teams;
using TradeLive.Web.Access;

namespace TradeLive.Web.Live;

/// <summary>Tells who has a page open when what it shows has changed, once the read tables show it too.</summary>
sealed class ObjectFeed(LiveModel model, ReadTables tables, Permissions permissions, BoardFeeds boards, ImportJobs imports) : BackgroundService
{
    static readonly TimeSpan Window = TimeSpan.FromMilliseconds(200);

    readonly StreamWatchers<HubConnectionContext> watchers = new();
    readonly ConcurrentDictionary<string, LogPosition> touched = new(StringComparer.Ordinal);

    public bool Join(HubConnectionContext connection, string stream)
    {
        if (!permissions.MaySee(connection.User, stream)) return false;
        watchers.Add(stream, connection.ConnectionId, connection);
        return true;
    }

    public void Leave(string connection, string stream) => watchers.Remove(stream, connection);

    public void LeaveAll(string connection) => watchers.RemoveAll(connection);

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
            foreach (var stream in Shown(entry, CustomerOf(entry))) Note(stream, entry.Position);
        }
    }

    string? CustomerOf(LogEntry entry) => entry.Event switch
    {
        InquiryEvent => model.Find(entry.Key)?.Customer,
        OrderEvent and not OrderPlaced when watchers.AnyOf("customer/") =>
            tables.Read(context => context.Orders.Where(row => row.Id == entry.Key).Select(row => row.Customer).FirstOrDefault()),
        _ => null,
    };

    /// <summary>What an entry changes on pages: its own stream, the customer of an inquiry or order, and the lists that count it.</summary>
    internal static IEnumerable<string> Shown(LogEntry entry, string? customer)
    {
        yield return entry.Stream;
        if (customer is not null) yield return $"customer/{customer}";
        if (entry.Event is OrderPlaced placed) yield return $"customer/{placed.Terms.Customer.Value}";
        if (entry.Event is InquiryEvent or OrderEvent or CustomerEvent) yield return "customer/all";
        if (entry.Event is CustomerCarePlanned planned) yield return $"care/{planned.To.Value}";
        if (entry.Event is CustomerCareDone done) yield return $"care/{done.To.Value}";
        if (entry.Event is OrderEvent) yield return "order/all";
        if (entry.Event is InquiryScoreContested or InquiryContestSeen) yield return "score/all";
        if (entry.Event is ModelEvent) yield return "model/all";
        if (entry.Event is SurveyEvent) yield return "survey/all";
        if (entry.Event is TeamEvent or RepEvent || ChangesLoad(entry.Event)) yield return "team/all";
    }

    static bool ChangesLoad(IEvent? happened) =>
        happened is InquiryRouted or InquiryOfferTakenBack or InquiryClaimed or InquiryReleased or InquiryReassigned or InquiryWon or InquiryLost or InquiryReopened;

    void Note(string stream, LogPosition position)
    {
        if (watchers.Any(stream)) touched[stream] = position;
    }

    void Tell()
    {
        var shown = tables.Position();
        foreach (var (stream, position) in touched)
        {
            if (position > shown || !touched.TryRemove(stream, out _)) continue;
            var message = new SerializedHubMessage(new InvocationMessage("Changed", [stream]));
            foreach (var connection in watchers.Of(stream)) Tell(connection, stream, message);
        }
    }

    void Tell(HubConnectionContext connection, string stream, SerializedHubMessage message)
    {
        if (permissions.MaySee(connection.User, stream)) _ = connection.WriteAsync(message).AsTask();
        else watchers.Remove(stream, connection.ConnectionId);
    }
}
