using TradeLive.Log;
using TradeLive.Storage;

namespace TradeLive.Upkeep;

/// <summary>A stream whose log is not what was written.</summary>
/// <param name="Version">The first version at fault.</param>
public sealed record Tampering(string Stream, long Version, string What);

/// <summary>Recomputes the hash chain of every stream and compares its end with the stored state, so that a cut tail shows too.</summary>
public sealed class Verification(Database database, ChangeLog log)
{
    const int MostAtOnce = 2000;

    /// <returns>Every fault found, one for each stream; empty if the log is whole.</returns>
    public IReadOnlyList<Tampering> Run()
    {
        var ends = new Dictionary<string, (long Version, string Hash)>(StringComparer.Ordinal);
        var faults = new Dictionary<string, Tampering>(StringComparer.Ordinal);
        var position = LogPosition.Start;
        while (log.ReadStoredAfter(position, MostAtOnce) is { Count: > 0 } entries)
        {
            foreach (var entry in entries) Check(entry, ends, faults);
            position = entries[^1].Position;
        }
        foreach (var (stream, version, hash) in StoredEnds())
        {
            var end = ends.GetValueOrDefault(stream);
            if (end.Version != version || end.Hash != hash)
                faults.TryAdd(stream, new(stream, Math.Min(version, end.Version) + 1, $"The state is at version {version}, the log ends at {end.Version}."));
            ends.Remove(stream);
        }
        foreach (var stream in ends.Keys) faults.TryAdd(stream, new(stream, 1, "The log has entries, but there is no state."));
        return [.. faults.Values];
    }

    static void Check(LogEntry entry, Dictionary<string, (long Version, string Hash)> ends, Dictionary<string, Tampering> faults)
    {
        var (version, hash) = ends.GetValueOrDefault(entry.Stream, (0, ""));
        if (entry.Version != version + 1)
            faults.TryAdd(entry.Stream, new(entry.Stream, version + 1, $"Version {entry.Version} follows version {version}."));
        if (entry.Hash != LogLine.Chain(hash, entry.Stream, entry.Version, entry.At, entry.Command, entry.By, entry.From, entry.Body))
            faults.TryAdd(entry.Stream, new(entry.Stream, entry.Version, "The entry is not what its hash says."));
        ends[entry.Stream] = (entry.Version, entry.Hash);
    }

    List<(string Stream, long Version, string Hash)> StoredEnds()
    {
        using var connection = database.OpenForReading();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // our own .sql file
        command.CommandText = database.Sql("ReadStoredEnds");
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var ends = new List<(string, long, string)>();
        while (reader.Read()) ends.Add((reader.GetString(0), reader.GetInt64(1), reader.GetString(2)));
        return ends;
    }
}
