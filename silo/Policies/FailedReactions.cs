using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using TradeLive.Live;
using TradeLive.Log;
using TradeLive.Storage;
using TradeLive.Views;

namespace TradeLive.Policies;

/// <summary>Reactions that failed again and again, kept for a person to look at and to have tried again.</summary>
public sealed class FailedReactions(Database database, ChangeLog log, LiveModel model, IServiceProvider services, TimeProvider clock)
{
    const int Most = 500;

    const string
        Insert = "INSERT INTO failed_reaction (xid, seq, policy, error, at) VALUES (@xid, @seq, @policy, @error, @at) ON CONFLICT (xid, seq, policy) DO NOTHING",
        Update = "UPDATE failed_reaction SET error = @error, at = @at WHERE xid = @xid AND seq = @seq AND policy = @policy",
        Delete = "DELETE FROM failed_reaction WHERE xid = @xid AND seq = @seq AND policy = @policy",
        Select = "SELECT xid, seq, policy, error, at FROM failed_reaction ORDER BY at DESC, xid DESC, seq DESC LIMIT 500",
        Count = "SELECT count(*) FROM failed_reaction WHERE xid = @xid AND seq = @seq AND policy = @policy";

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>The latest first, at most 500.</summary>
    public IReadOnlyList<FailureView> All()
    {
        using var connection = database.OpenForReading();
        using var command = Database.Command(connection, null, Select);
        using var reader = command.ExecuteReader();
        var rows = new List<(LogPosition Position, string Policy, string Error, DateTimeOffset At)>(Most);
        while (reader.Read())
            rows.Add((new(reader.GetInt64(0), reader.GetInt64(1)), reader.GetString(2), reader.GetString(3), DateTimeOffset.Parse(reader.GetString(4), CultureInfo.InvariantCulture)));
        return [.. rows.Select(row => View(row.Position, row.Policy, row.Error, row.At))];
    }

    /// <summary>Reacts once more; what succeeds is no longer kept. A reaction may run again without harm: its commands have the keys of its entry.</summary>
    /// <returns><c>failure.gone</c> where nothing of the kind is kept any more, <c>failure.again</c> (error) where it fails again.</returns>
    public async Task<Outcome> Retry(LogPosition position, string policy)
    {
        if (!IsKept(position, policy) || EntryAt(position) is not { } entry || services.GetServices<IPolicy>().FirstOrDefault(known => known.GetType().Name == policy) is not { } found)
            return new(0, Refusal.Of("failure.gone"));
        try
        {
            await model.Reach(position, Patience);
            await found.React(entry);
        }
#pragma warning disable CA1031 // whatever fails stays kept, and is said
        catch (Exception failure)
#pragma warning restore CA1031
        {
            await Write(Update, position, policy, failure.Message);
            return new(0, Refusal.Of("failure.again", ("error", failure.Message)));
        }
        await Write(Delete, position, policy, "");
        return new(entry.Version);
    }

    internal Task<bool> Keep(LogEntry entry, string policy, string error) => Write(Insert, entry.Position, policy, error);

    FailureView View(LogPosition position, string policy, string error, DateTimeOffset at)
    {
        var entry = EntryAt(position);
        return new(position.ToString(), policy, entry?.Stream ?? "", entry?.Version ?? 0, entry?.Type ?? "", error, at);
    }

    LogEntry? EntryAt(LogPosition position) =>
        log.ReadAfter(position with { Seq = position.Seq - 1 }, 1) is [var entry] && entry.Position == position ? entry : null;

    bool IsKept(LogPosition position, string policy)
    {
        using var connection = database.OpenForReading();
        using var command = Database.Command(connection, null, Count, ("xid", position.Xid), ("seq", position.Seq), ("policy", policy));
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture) > 0;
    }

    Task<bool> Write(string sql, LogPosition position, string policy, string error) => database.Write((connection, transaction) =>
    {
        using var command = Database.Command(connection, transaction, sql,
            ("xid", position.Xid), ("seq", position.Seq), ("policy", policy), ("error", error), ("at", clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture)));
        return command.ExecuteNonQuery() == 1;
    });
}
