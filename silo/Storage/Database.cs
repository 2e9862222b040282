using System.Data.Common;
using System.IO.Compression;
using System.Reflection;
using Microsoft.EntityFrameworkCore;

namespace TradeLive.Storage;

/// <summary>The one database of an installation: grain states, change log and read tables, on SQLite or PostgreSQL.</summary>
public abstract class Database : IAsyncDisposable
{
    /// <summary>Newest schema this program knows; a database with a higher one is refused.</summary>
    public const int SchemaVersion = 1;

    /// <summary>Name by which Orleans' AdoNet provider knows the kind of database.</summary>
    public abstract string Invariant { get; }

    /// <summary>Where Orleans' AdoNet provider gets its connections.</summary>
    public abstract DbDataSource GrainStorage { get; }

    /// <summary>An open connection for reading; the caller disposes it.</summary>
    public abstract DbConnection OpenForReading();

    /// <summary>A transaction in which everything read is of one moment. It keeps no writer waiting.</summary>
    public abstract DbTransaction BeginReading(DbConnection connection);

    /// <summary>Runs the work in a transaction of its own; durable when the task ends.</summary>
    public abstract Task<T> Write<T>(Func<DbConnection, DbTransaction, T> work);

    /// <summary>Puts what the database holds at one moment into an archive, keeping no writer waiting.</summary>
    public abstract Task Save(ZipArchive archive);

    /// <summary>Puts the rows of an archive into an empty database. With SQLite its file has been put in place already.</summary>
    /// <exception cref="InvalidOperationException">The database is not empty.</exception>
    public abstract Task Restore(ZipArchive archive);

    /// <summary>Tells EF Core which kind of database it speaks to, over a given connection.</summary>
    public abstract void Configure(DbContextOptionsBuilder builder, DbConnection connection);

    /// <summary>Raised after a commit by this process that may have added to the change log.</summary>
    public event Action? Committed;

    /// <summary>Creates or upgrades the schema. Doing it again changes nothing.</summary>
    /// <exception cref="InvalidOperationException">The database was written by a newer version of TradeLive.</exception>
    public Task EnsureSchema() => Write<object?>((connection, transaction) =>
    {
        // Looked at before anything else is touched: what a newer version made of the rest is not known here.
        Execute(connection, transaction, "CREATE TABLE IF NOT EXISTS schema_version (version integer PRIMARY KEY)");
        var found = Convert.ToInt32(Scalar(connection, transaction, "SELECT max(version) FROM schema_version") ?? 0, null);
        if (found > SchemaVersion)
            throw TooNew("This database has", found, SchemaVersion);
        Execute(connection, transaction, Sql("Schema"));
        if (found < SchemaVersion) Execute(connection, transaction, $"INSERT INTO schema_version(version) VALUES ({SchemaVersion})");
        return null;
    });

    /// <summary>What is said where something was written by a newer version of TradeLive.</summary>
    public static InvalidOperationException TooNew(string what, int found, int known) =>
        new($"{what} schema version {found}; this TradeLive knows versions up to {known}. Start a newer TradeLive.");

    /// <summary>The statement of that name for this kind of database, from the .sql file beside the code.</summary>
    public string Sql(string name) => SqlFile.Read($"{name}.{Dialect}.sql");

    protected abstract string Dialect { get; }

    protected void RaiseCommitted() => Committed?.Invoke();

    /// <param name="sql">One of our own statements: what comes from outside goes into the parameters.</param>
    internal static DbCommand Command(DbConnection connection, DbTransaction? transaction, string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // our own statements
        (command.Transaction, command.CommandText) = (transaction, sql);
#pragma warning restore CA2100
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }
        return command;
    }

    internal static void Execute(DbConnection connection, DbTransaction? transaction, string sql)
    {
        using var command = Command(connection, transaction, sql);
        command.ExecuteNonQuery();
    }

    static object? Scalar(DbConnection connection, DbTransaction transaction, string sql)
    {
        using var command = Command(connection, transaction, sql);
        return command.ExecuteScalar() is { } value and not DBNull ? value : null;
    }

    public abstract ValueTask DisposeAsync();
}

static class SqlFile
{
    public static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not part of the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
