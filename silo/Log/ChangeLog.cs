using System.Data.Common;
using System.Globalization;
using TradeLive.Storage;

namespace TradeLive.Log;

/// <summary>Reads the change log in order, and waits for more of it.</summary>
public sealed class ChangeLog
{
    static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(25);

    readonly Database database;
    readonly RecentEntries recent = new();
    volatile TaskCompletionSource added = NewSignal();

    public ChangeLog(Database database)
    {
        this.database = database;
        database.Committed += () => Interlocked.Exchange(ref added, NewSignal()).TrySetResult();
    }

    /// <summary>A task that ends when this process may have added to the log. Take it before reading, wait for it after.</summary>
    public Task Added => added.Task;

    /// <summary>Waits for <paramref name="added"/>, but no longer than a poll: another process may have written.</summary>
    public static async Task WaitFor(Task added, CancellationToken stop)
    {
        try { await added.WaitAsync(PollEvery, stop); }
        catch (TimeoutException) { }
    }

    /// <summary>Steps through the log until stopped: at once while there is more, else when something is added. A step that fails is tried again in a second.</summary>
    /// <param name="step">False if there was nothing to read.</param>
    /// <param name="failed">Told of each failure; the position has not moved then.</param>
    public async Task Follow(Func<CancellationToken, Task<bool>> step, Action<Exception> failed, TimeProvider clock, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var signal = Added;
            try
            {
                if (!await step(stop)) await WaitFor(signal, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested) { }
#pragma warning disable CA1031 // whatever fails is tried again: the position has not moved
            catch (Exception failure)
#pragma warning restore CA1031
            {
                failed(failure);
                await Task.Delay(TimeSpan.FromSeconds(1), clock, stop);
            }
        }
    }

    /// <summary>The next entries after a position, in log order, at most <paramref name="most"/>; perhaps only those that somebody read before. None if the log ends there.</summary>
    public IReadOnlyList<LogEntry> ReadAfter(LogPosition position, int most)
    {
        if (recent.After(position, most) is { } known) return known;
        var read = ReadStoredAfter(position, most);
        recent.Keep(position, read);
        return read;
    }

    /// <summary>The same as it is stored now, whatever was read of it before.</summary>
    public IReadOnlyList<LogEntry> ReadStoredAfter(LogPosition position, int most)
    {
        using var connection = database.OpenForReading();
        return Read(connection, database.Sql("ReadAfter"), ("xid", position.Xid), ("seq", position.Seq), ("most", most));
    }

    /// <summary>All entries of some streams, oldest first.</summary>
    public IReadOnlyList<LogEntry> ReadStreams(IReadOnlyCollection<string> streams)
    {
        if (streams.Count == 0) return [];
        using var connection = database.OpenForReading();
        return Read(connection, database.Sql("ReadStreams"), ("streams", System.Text.Json.JsonSerializer.Serialize(streams)));
    }

    /// <summary>Position of the last entry that readers may see.</summary>
    public LogPosition End()
    {
        using var connection = database.OpenForReading();
        using var command = Database.Command(connection, null, database.Sql("ReadEnd"));
        using var reader = command.ExecuteReader();
        return reader.Read() ? new(reader.GetInt64(0), reader.GetInt64(1)) : LogPosition.Start;
    }

    static List<LogEntry> Read(DbConnection connection, string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var command = Database.Command(connection, null, sql, parameters);
        using var reader = command.ExecuteReader();
        var entries = new List<LogEntry>();
        while (reader.Read())
            entries.Add(new(
                new(reader.GetInt64(0), reader.GetInt64(1)), reader.GetString(2), reader.GetInt64(3), reader.GetString(4),
                DateTimeOffset.Parse(reader.GetString(5), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
                reader.GetString(6), reader.GetString(7), reader.GetString(8), reader.GetString(9), reader.GetString(10)));
        return entries;
    }

    static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
