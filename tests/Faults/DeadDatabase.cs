using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using TradeLive.Hosting;
using TradeLive.Inquiries;
using TradeLive.Log;
using TradeLive.Orders;
using TradeLive.ReadModel;
using TradeLive.Storage;
using TradeLive.Upkeep;

namespace TradeLive.Tests.Faults;

/// <summary>Looks into the database of a server that was just killed, round after round, and says what of it is not as the invariants say.</summary>
sealed class DeadDatabase(string folder) : IAsyncDisposable
{
    readonly string shadowFolder = Directory.CreateTempSubdirectory("tradelive-shadow-").FullName;
    readonly Dictionary<string, StreamFold> folds = [];
    readonly Dictionary<(string Stream, string Type), int> counts = [];
    readonly Dictionary<string, LogPosition> wins = [], identified = [];
    readonly Dictionary<string, int> orders = [];
    LogPosition read;
    (Database Database, ReadTables Tables)? shadow;

    string File => Path.Combine(folder, "tradelive.db");

    /// <summary>Orders that were placed so far.</summary>
    public int Orders => orders.Values.Sum();

    /// <returns>What is wrong; nothing if all is well.</returns>
    public async Task<IReadOnlyList<string>> Check(IEnumerable<Deal> deals)
    {
        await using var database = TradeLiveSilo.OpenDatabase(new() { Directory = folder });
        var log = new ChangeLog(database);
        using var tables = new ReadTables(database, TimeProvider.System);
        List<string> wrong = [.. new Verification(database, log).Run().Select(fault => $"{fault.Stream} {fault.Version}: {fault.What}")];
        var touched = Read(log, wrong);
        CheckAcknowledged(deals, wrong);
        CheckStates(touched, wrong);
        CheckOrders(database, wrong);
        await Follow(log, tables.Position());
        return [.. wrong, .. Differences()];
    }

    // I2: versions without a gap, and what the events make.
    HashSet<string> Read(ChangeLog log, List<string> wrong)
    {
        var touched = new HashSet<string>();
        while (log.ReadAfter(read, 5000) is { Count: > 0 } entries)
        {
            foreach (var entry in entries)
            {
                if (!folds.TryGetValue(entry.Stream, out var fold)) folds.Add(entry.Stream, fold = StreamFold.Of(entry.Kind));
                if (!fold.Take(entry)) wrong.Add($"{entry.Stream}: version {entry.Version} follows {fold.Version}.");
                touched.Add(entry.Stream);
                counts[(entry.Stream, entry.Type)] = counts.GetValueOrDefault((entry.Stream, entry.Type)) + 1;
                if (entry.Event is InquiryWon) wins[entry.Key] = entry.Position;
                if (entry.Event is InquiryIdentified) identified[entry.Key] = entry.Position;
                if (entry.Event is OrderPlaced { Terms.Inquiry: { } inquiry }) orders[inquiry.Value] = orders.GetValueOrDefault(inquiry.Value) + 1;
            }
            read = entries[^1].Position;
        }
        return touched;
    }

    // I1: what was acknowledged is there, and nothing is there twice.
    void CheckAcknowledged(IEnumerable<Deal> deals, List<string> wrong)
    {
        foreach (var deal in deals.Where(deal => deal.Id is not null))
            for (var step = 0; step < MixedLoad.Events.Count; step++)
            {
                var count = counts.GetValueOrDefault(($"inquiry/{deal.Id}", MixedLoad.Events[step]));
                if (count > 1 || (count == 0 && step < deal.Acknowledged)) wrong.Add($"{deal.Name}: {MixedLoad.Events[step]} is in the log {count} times.");
            }
    }

    void CheckStates(HashSet<string> touched, List<string> wrong)
    {
        foreach (var payload in ReadTableDump.Rows(File, "SELECT CAST(payload AS TEXT) FROM grain_state WHERE payload IS NOT NULL"))
        {
            var stored = JsonNode.Parse(payload)!;
            var stream = (string?)stored["stream"] ?? "";
            if (!touched.Contains(stream)) continue;
            if (folds[stream].Version != (long?)stored["version"]) wrong.Add($"{stream}: stored at {stored["version"]}, the log makes {folds[stream].Version}.");
            if (!JsonNode.DeepEquals(folds[stream].State, stored["state"])) wrong.Add($"{stream}: stored as {stored["state"]?.ToJsonString()}, the log makes {folds[stream].State?.ToJsonString()}.");
        }
    }

    // Each win that the policies are past has its order, and none has two.
    void CheckOrders(Database database, List<string> wrong)
    {
        using var connection = database.OpenForReading();
        var reacted = Positions.Of("reactor", connection, null);
        foreach (var (inquiry, won) in wins)
        {
            var count = orders.GetValueOrDefault(inquiry);
            var isDue = won <= reacted && identified.TryGetValue(inquiry, out var known) && known <= reacted;
            if (count > 1 || (count == 0 && isDue)) wrong.Add($"{inquiry} was won and has {count} orders.");
        }
        wrong.AddRange(ReadTableDump.Rows(File, "SELECT policy, error FROM failed_reaction"));
    }

    // I4: tables of our own follow the same log up to where the server's had got.
    async Task Follow(ChangeLog log, LogPosition end)
    {
        if (shadow is not var (_, tables))
        {
            var database = TradeLiveSilo.OpenDatabase(new() { Directory = shadowFolder });
            await database.EnsureSchema();
            tables = new(database, TimeProvider.System);
            await tables.Ensure();
            shadow = (database, tables);
        }
        for (var from = tables.Position(); from < end; from = tables.Position())
        {
            var entries = log.ReadAfter(from, 700).TakeWhile(entry => entry.Position <= end).ToList();
            await tables.Advance(from, entries[^1].Position, context => Projection.Fold(context, entries));
        }
    }

    IEnumerable<string> Differences()
    {
        var (server, own) = (ReadTableDump.Of(File), ReadTableDump.Of(Path.Combine(shadowFolder, "tradelive.db")));
        foreach (var (table, rows) in server)
            foreach (var row in rows.Except(own[table]).Concat(own[table].Except(rows)).Take(3)) yield return $"{table}: {row}";
    }

    public async ValueTask DisposeAsync()
    {
        if (shadow is var (database, tables))
        {
            tables.Dispose();
            await database.DisposeAsync();
        }
        SqliteConnection.ClearAllPools();
        Directory.Delete(shadowFolder, recursive: true);
    }
}
