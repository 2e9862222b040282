using System.Data;
using System.Data.Common;
using System.Globalization;
using System.IO.Compression;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace TradeLive.Storage.Postgres;

/// <summary>PostgreSQL 15 or newer, shared by all nodes of a cluster.</summary>
sealed class PostgresDatabase(StorageOptions options) : Database
{
    readonly NpgsqlDataSource source = NpgsqlDataSource.Create(options.ConnectionString!);

    public override string Invariant => "Npgsql";

    public override DbDataSource GrainStorage => source;

    protected override string Dialect => "postgres";

    public override DbConnection OpenForReading() => source.OpenConnection();

    public override DbTransaction BeginReading(DbConnection connection) => connection.BeginTransaction(IsolationLevel.RepeatableRead);

    public override async Task<T> Write<T>(Func<DbConnection, DbTransaction, T> work)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var result = work(connection, transaction);
        await transaction.CommitAsync();
        RaiseCommitted();
        return result;
    }

    public override async Task Save(ZipArchive archive)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead);
        foreach (var (table, columns) in Copied)
        {
            await using var rows = await connection.BeginRawBinaryCopyAsync($"COPY (SELECT {columns} FROM {table} ORDER BY {OrderOf(table)}) TO STDOUT (FORMAT BINARY)");
            await using var entry = await archive.CreateEntry(table).OpenAsync();
            await rows.CopyToAsync(entry);
        }
        await using var reacted = new NpgsqlCommand(Sql("CountReacted"), connection, transaction);
        await using var count = new StreamWriter(await archive.CreateEntry(Reacted).OpenAsync());
        await count.WriteAsync(Convert.ToString(await reacted.ExecuteScalarAsync(), CultureInfo.InvariantCulture));
    }

    public override async Task Restore(ZipArchive archive)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var count = new NpgsqlCommand("SELECT count(*) FROM change_log", connection, transaction))
            if (await count.ExecuteScalarAsync() is not 0L) throw new InvalidOperationException("The PostgreSQL database is not empty. Restore into a new one.");
        Execute(connection, transaction, "ALTER TABLE grain_state DISABLE TRIGGER grain_state_written");
        foreach (var (table, columns) in Copied)
        {
            await using var rows = await connection.BeginRawBinaryCopyAsync($"COPY {table} ({columns}) FROM STDIN (FORMAT BINARY)");
            await using var entry = await archive.GetEntry(table)!.OpenAsync();
            await entry.CopyToAsync(rows);
        }
        Execute(connection, transaction, "ALTER TABLE grain_state ENABLE TRIGGER grain_state_written");
        using (var reader = new StreamReader(await archive.GetEntry(Reacted)!.OpenAsync()))
        await using (var position = new NpgsqlCommand(Sql("RestoreReacted"), connection, transaction))
        {
            position.Parameters.AddWithValue("count", long.Parse(await reader.ReadToEndAsync(), CultureInfo.InvariantCulture));
            await position.ExecuteNonQueryAsync();
        }
        await transaction.CommitAsync();
    }

    /// <summary>Count of log entries that have been reacted to: their numbers change, their count does not.</summary>
    const string Reacted = "reacted";

    // Not xid and seq: the numbers of another server mean nothing here. The rows come in log order and are numbered anew.
    static readonly (string Table, string Columns)[] Copied =
    [
        ("grain_state", "kind, key, service, version, payload"),
        ("change_log", "stream, version, type, at, command, actor, origin, body, hash"),
    ];

    static string OrderOf(string table) => table == "change_log" ? "xid, seq" : "kind, key";

    public override void Configure(DbContextOptionsBuilder builder, DbConnection connection) => builder.UseNpgsql(connection);

    public override ValueTask DisposeAsync() => source.DisposeAsync();
}
