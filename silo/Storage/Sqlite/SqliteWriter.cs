using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace TradeLive.Storage.Sqlite;

/// <summary>
/// The only one who writes to a SQLite file: a thread with one connection, which runs whatever has come in meanwhile in one
/// transaction and acknowledges each piece of work after COMMIT, synced to disk.
/// </summary>
sealed class SqliteWriter : IDisposable
{
    const int MostPerTransaction = 512;

    readonly SqliteConnection connection;
    readonly BlockingCollection<IWork> waiting = [];
    readonly Dictionary<string, SqliteCommand> prepared = [];
    readonly Thread thread;
    readonly Action committed;

    public SqliteWriter(string connectionString, Action committed)
    {
        this.committed = committed;
        connection = new(connectionString);
        connection.Open();
        Database.Execute(connection, null, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000; PRAGMA wal_autocheckpoint = 4000; PRAGMA cache_size = -65536;");
        thread = new(Run) { IsBackground = true, Name = "sqlite writer" };
        thread.Start();
    }

    /// <summary>Runs the work in the next transaction; the task ends when it is on disk, or fails alone.</summary>
    public Task<T> Write<T>(Func<SqliteConnection, SqliteTransaction, T> work) => Add(new Work<T>(work, atomic: false));

    /// <summary>The same for one statement, which undoes itself when it fails. It is prepared once.</summary>
    public Task<T> Write<T>(string statement, Func<SqliteCommand, T> work) =>
        Add(new Work<T>((_, transaction) => work(Prepared(statement, transaction)), atomic: true));

    Task<T> Add<T>(Work<T> work)
    {
        waiting.Add(work);
        return work.Task;
    }

    SqliteCommand Prepared(string statement, SqliteTransaction transaction)
    {
#pragma warning disable CA2100 // the statements of grain storage
        if (!prepared.TryGetValue(statement, out var command)) prepared.Add(statement, command = new(statement, connection));
#pragma warning restore CA2100
        command.Transaction = transaction;
        return command;
    }

    void Run()
    {
        var batch = new List<IWork>(MostPerTransaction);
        foreach (var first in waiting.GetConsumingEnumerable())
        {
            batch.Clear();
            batch.Add(first);
            while (batch.Count < MostPerTransaction && waiting.TryTake(out var next)) batch.Add(next);
            Commit(batch);
        }
    }

    void Commit(List<IWork> batch)
    {
        try
        {
            using (var transaction = connection.BeginTransaction())
            {
                foreach (var work in batch) work.Run(connection, transaction);
                transaction.Commit();
            }
        }
        catch (SqliteException failure)
        {
            foreach (var work in batch) work.Fail(failure);
            return;
        }
        foreach (var work in batch) work.Acknowledge();
        committed();
    }

    public void Dispose()
    {
        waiting.CompleteAdding();
        thread.Join();
        foreach (var command in prepared.Values) command.Dispose();
        connection.Dispose();
        waiting.Dispose();
    }

    interface IWork
    {
        void Run(SqliteConnection connection, SqliteTransaction transaction);
        void Acknowledge();
        void Fail(Exception reason);
    }

    sealed class Work<T>(Func<SqliteConnection, SqliteTransaction, T> work, bool atomic) : IWork
    {
        readonly TaskCompletionSource<T> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        T result = default!;
        Exception? failure;

        public Task<T> Task => answer.Task;

        public void Run(SqliteConnection connection, SqliteTransaction transaction)
        {
            const string Mark = "work";
            if (!atomic) transaction.Save(Mark);
            try
            {
                result = work(connection, transaction);
                if (!atomic) transaction.Release(Mark);
            }
#pragma warning disable CA1031 // whatever fails, fails this piece of work alone
            catch (Exception reason)
#pragma warning restore CA1031
            {
                failure = reason;
                if (atomic) return;
                transaction.Rollback(Mark);
                transaction.Release(Mark);
            }
        }

        public void Acknowledge()
        {
            if (failure is null) answer.SetResult(result);
            else answer.SetException(failure);
        }

        public void Fail(Exception reason) => answer.TrySetException(failure ?? reason);
    }
}
