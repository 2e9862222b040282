using System.Collections.Concurrent;
using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using TradeLive.Log;
using TradeLive.Storage;

namespace TradeLive.ReadModel;

/// <summary>Opens the read tables, creates them, and knows up to where of the log they have got.</summary>
public sealed class ReadTables(Database database, TimeProvider clock) : IDisposable
{
    /// <summary>Raised when a fold changes its meaning without changing a table, so that the tables are built anew.</summary>
    const int FoldVersion = 3;

    const string Reader = "projector";
    const int MostIdle = 16;

    // A context and its connection cost more to make than most queries do to answer.
    readonly ConcurrentBag<ReadContext> idle = [];

    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);

    /// <summary>Reads in one transaction: everything in it is at one position of the log.</summary>
    public T Read<T>(Func<ReadContext, LogPosition, T> query)
    {
        if (!idle.TryTake(out var context)) context = Open(database.OpenForReading(), null);
        try
        {
            var answer = Read(context, query);
            context.ChangeTracker.Clear();
            if (idle.Count < MostIdle) idle.Add(context);
            else Close(context);
            return answer;
        }
        catch
        {
            Close(context);
            throw;
        }
    }

    T Read<T>(ReadContext context, Func<ReadContext, LogPosition, T> query)
    {
        var connection = context.Database.GetDbConnection();
        using var transaction = database.BeginReading(connection);
        context.Database.UseTransaction(transaction);
        try { return query(context, Positions.Of(Reader, connection, transaction)); }
        finally { context.Database.UseTransaction(null); }
    }

    static void Close(ReadContext context)
    {
        var connection = context.Database.GetDbConnection();
        context.Dispose();
        connection.Dispose();
    }

    public void Dispose()
    {
        while (idle.TryTake(out var context)) Close(context);
    }

    /// <summary>Up to where of the log the tables have got.</summary>
    public LogPosition Position()
    {
        using var connection = database.OpenForReading();
        return Positions.Of(Reader, connection, null);
    }

    /// <summary>Waits until the tables show everything up to a position, so that who has just changed something sees it.</summary>
    /// <returns>False if they do not after <paramref name="patience"/>.</returns>
    public async Task<bool> Reach(LogPosition wanted, TimeSpan patience, CancellationToken stop = default)
    {
        var started = clock.GetTimestamp();
        while (Position() < wanted)
        {
            if (clock.GetElapsedTime(started) > patience) return false;
            await Task.Delay(Look, clock, stop);
        }
        return true;
    }

    public T Read<T>(Func<ReadContext, T> query) => Read((context, _) => query(context));

    /// <summary>Folds entries into the tables and moves the position, in one transaction.</summary>
    /// <remarks>Read and folded beside the writer, which only gets what has changed: it must not wait for a fold.</remarks>
    /// <returns>False if another projector moved the position meanwhile; nothing was written then.</returns>
    public async Task<bool> Advance(LogPosition from, LogPosition to, Action<ReadContext> fold)
    {
        await using var reading = database.OpenForReading();
        await using var context = Open(reading, null);
        fold(context);
        context.ChangeTracker.DetectChanges();
        context.ChangeTracker.AutoDetectChangesEnabled = false;
        return await database.Write((connection, transaction) =>
        {
            if (!Positions.Move(Reader, from, to, connection, transaction)) return false;
            context.Database.SetDbConnection(connection);
            context.Database.UseTransaction(transaction);
            context.SaveChanges();
            return true;
        });
    }

    /// <summary>Creates the tables; builds them anew from the start of the log if their shape or meaning changed.</summary>
    public Task Ensure() => database.Write<object?>((connection, transaction) =>
    {
        using var context = Open(connection, transaction);
        var shape = Shape(context);
        Database.Execute(connection, transaction, "CREATE TABLE IF NOT EXISTS read_shape (shape text PRIMARY KEY)");
        if (!context.Database.SqlQueryRaw<string>("SELECT shape AS \"Value\" FROM read_shape").AsEnumerable().Contains(shape))
            Recreate(context, shape, connection, transaction);
        return null;
    });

    /// <summary>Empties the tables and sets the position to the start of the log.</summary>
    public Task Reset() => database.Write<object?>((connection, transaction) =>
    {
        using var context = Open(connection, transaction);
        Recreate(context, Shape(context), connection, transaction);
        return null;
    });

    static void Recreate(ReadContext context, string shape, DbConnection connection, DbTransaction transaction)
    {
        foreach (var table in context.Model.GetEntityTypes().Select(type => type.GetTableName()!).Distinct())
            Database.Execute(connection, transaction, $"DROP TABLE IF EXISTS {table}");
        Database.Execute(connection, transaction, context.Database.GenerateCreateScript());
        Database.Execute(connection, transaction, "DELETE FROM read_shape");
        Database.Execute(connection, transaction, $"INSERT INTO read_shape (shape) VALUES ('{shape}')");
        Database.Execute(connection, transaction, $"DELETE FROM reader_position WHERE name = '{Reader}'");
    }

    static string Shape(ReadContext context) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{FoldVersion}\n{context.Database.GenerateCreateScript()}")));

    ReadContext Open(DbConnection connection, DbTransaction? transaction)
    {
        var builder = new DbContextOptionsBuilder<ReadContext>();
        database.Configure(builder, connection);
        var context = new ReadContext(builder.Options);
        if (transaction is not null) context.Database.UseTransaction(transaction);
        return context;
    }
}
