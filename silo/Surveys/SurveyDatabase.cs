using System.Data.Common;
using Microsoft.Data.Sqlite;
using TradeLive.Storage;

namespace TradeLive.Surveys;

/// <summary>Where the answers, tokens and keys of surveys are kept: apart from grains, change log and read tables.</summary>
public abstract class SurveyDatabase : IAsyncDisposable
{
    /// <summary>Keeps every other writer and reader of waiting answers and spent tokens out until the transaction ends.</summary>
    internal abstract string Lock { get; }

    /// <summary>Empties both tables so that nothing of the former rows stays in the file of the table.</summary>
    internal abstract string Clear { get; }

    /// <summary>The rows of the JSON array <c>@rows</c>, one <c>value</c> each, in its order.</summary>
    internal abstract string Rows { get; }

    /// <summary>Creates the tables. Doing it again changes nothing.</summary>
    /// <exception cref="InvalidOperationException">A newer version of TradeLive wrote them.</exception>
    public abstract Task EnsureSchema();

    /// <summary>Runs the work in a transaction of its own; durable when the task ends.</summary>
    internal abstract Task<T> Write<T>(Func<DbConnection, DbTransaction, T> work);

    internal abstract Task<T> Read<T>(Func<DbConnection, T> work);

    /// <summary>Takes the time of the last arrival off the files, where that can be done. Called by the clock, so that the moment of the call tells nothing.</summary>
    public abstract void Blur(DateOnly day);

    public abstract ValueTask DisposeAsync();
}

/// <summary>A file beside the embedded database with a rollback journal instead of a write-ahead log, whose freed space is overwritten with zeros.</summary>
sealed class SqliteSurveyDatabase(StorageOptions options) : SurveyDatabase
{
    const int SchemaVersion = 1;

    readonly SemaphoreSlim one = new(1, 1);
    SqliteConnection? connection;

    string DatabaseFile => Path.Combine(options.Directory, "surveys.db");

    internal override string Lock => "";

    internal override string Clear => "DELETE FROM survey_spent; DELETE FROM survey_pending";

    internal override string Rows => "json_each(@rows)";

    public override Task EnsureSchema() => Alone<object?>(open =>
    {
        using var version = Database.Command(open, null, "PRAGMA user_version");
        if (Convert.ToInt32(version.ExecuteScalar(), null) is var found and > SchemaVersion) throw Database.TooNew("The surveys have", found, SchemaVersion);
        Database.Execute(open, null, SqlFile.Read("Surveys.sqlite.sql"));
        Database.Execute(open, null, $"PRAGMA user_version = {SchemaVersion}");
        return null;
    });

    internal override Task<T> Write<T>(Func<DbConnection, DbTransaction, T> work) => Alone(open =>
    {
        using var transaction = open.BeginTransaction(deferred: false);
        var result = work(open, transaction);
        transaction.Commit();
        return result;
    });

    internal override Task<T> Read<T>(Func<DbConnection, T> work) => Alone(work);

    async Task<T> Alone<T>(Func<SqliteConnection, T> work)
    {
        await one.WaitAsync();
        try { return work(connection ??= Open()); }
        finally { one.Release(); }
    }

    // The file system notes the moment of this call as that of the last change of the entry itself.
    public override void Blur(DateOnly day)
    {
        var at = day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        if (!File.Exists(DatabaseFile)) return;
        File.SetLastWriteTimeUtc(DatabaseFile, at);
        File.SetLastAccessTimeUtc(DatabaseFile, at);
        // The rollback journal came and went in it.
        Directory.SetLastWriteTimeUtc(options.Directory, at);
    }

    SqliteConnection Open()
    {
        Directory.CreateDirectory(options.Directory);
        var opened = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = DatabaseFile, Pooling = false }.ToString());
        opened.Open();
        Database.Execute(opened, null, "PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY; PRAGMA busy_timeout = 5000");
        return opened;
    }

    public override async ValueTask DisposeAsync()
    {
        if (connection is not null) await connection.DisposeAsync();
        one.Dispose();
    }
}

/// <summary>Tables of the one PostgreSQL database.</summary>
sealed class PostgresSurveyDatabase(Database database) : SurveyDatabase
{
    internal override string Lock => "LOCK TABLE survey_spent, survey_pending IN ACCESS EXCLUSIVE MODE";

    // A new file for each table: deleted rows would stay until a vacuum, each with the transaction that wrote it.
    internal override string Clear => "TRUNCATE survey_spent, survey_pending";

    internal override string Rows => "json_array_elements(@rows::json) AS t(value)";

    public override Task EnsureSchema() => Task.CompletedTask;

    internal override Task<T> Write<T>(Func<DbConnection, DbTransaction, T> work) => database.Write(work);

    internal override async Task<T> Read<T>(Func<DbConnection, T> work)
    {
        await using var connection = database.OpenForReading();
        return work(connection);
    }

    public override void Blur(DateOnly day) { }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
