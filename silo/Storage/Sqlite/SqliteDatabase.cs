using System.Data.Common;
using System.IO.Compression;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace TradeLive.Storage.Sqlite;

/// <summary>The embedded database: one file in WAL mode, one writer, any number of readers.</summary>
sealed class SqliteDatabase : Database
{
    readonly StorageOptions options;
    readonly string readConnectionString;
    readonly SqliteWriter writer;

    public SqliteDatabase(StorageOptions options)
    {
        this.options = options;
        Directory.CreateDirectory(options.Directory);
        var file = Path.GetFullPath(options.DatabaseFile);
        writer = new(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString(), RaiseCommitted);
        // Not ReadOnly mode: a reader of a WAL database must be able to create the shared-memory file; query_only keeps it from writing.
        readConnectionString = new SqliteConnectionStringBuilder { DataSource = file, Pooling = true }.ToString();
        GrainStorage = new GrainStorageSource(readConnectionString, writer);
    }

    public override string Invariant => "System.Data.SQLite";

    public override DbDataSource GrainStorage { get; }

    protected override string Dialect => "sqlite";

    public override DbConnection OpenForReading()
    {
        var connection = new SqliteConnection(readConnectionString);
        connection.Open();
        Execute(connection, null, "PRAGMA query_only = ON");
        return connection;
    }

    public override DbTransaction BeginReading(DbConnection connection) => ((SqliteConnection)connection).BeginTransaction(deferred: true);

    public override Task<T> Write<T>(Func<DbConnection, DbTransaction, T> work) => writer.Write<T>(work);

    public override async Task Save(ZipArchive archive)
    {
        foreach (var file in Directory.EnumerateFiles(options.Directory, "*.db"))
        {
            var copy = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
            try
            {
                await using (var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString()))
                {
                    await connection.OpenAsync();
                    await using var command = connection.CreateCommand();
                    command.CommandText = "VACUUM INTO @copy";
                    command.Parameters.AddWithValue("copy", copy);
                    await command.ExecuteNonQueryAsync();
                }
                await archive.CreateEntryFromFileAsync(copy, Path.GetFileName(file));
            }
            finally
            {
                File.Delete(copy);
            }
        }
    }

    public override Task Restore(ZipArchive archive) => Task.CompletedTask;

    public override void Configure(DbContextOptionsBuilder builder, DbConnection connection) => builder.UseSqlite(connection);

    public override ValueTask DisposeAsync()
    {
        writer.Dispose();
        SqliteConnection.ClearAllPools();
        return ValueTask.CompletedTask;
    }
}
