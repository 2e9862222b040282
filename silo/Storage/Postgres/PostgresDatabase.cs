using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace TradeLive.Storage.Postgres;

/// <summary>PostgreSQL 15 or newer, shared by all nodes of a cluster.</summary>
sealed partial class PostgresDatabase(StorageOptions options) : Database
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

    public override void Configure(DbContextOptionsBuilder builder, DbConnection connection) => builder.UseNpgsql(connection);

    public override ValueTask DisposeAsync() => source.DisposeAsync();
}
