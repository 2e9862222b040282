using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace TradeLive.Benchmarks.Peer;

/// <summary>An inquiry as the peer keeps and shows it.</summary>
public sealed record PeerCard(string Id, long Version, string Stage, string Buyer, string Company, string Email, string Country, string Product, decimal Quantity, decimal Value);

/// <summary>What the peer shows of a board.</summary>
public sealed record PeerColumn(string Stage, long Count, decimal Value, IReadOnlyList<PeerCard> Cards);

/// <summary>The peer's one table, on a database that syncs each commit.</summary>
public abstract class PeerStore
{
    const string Schema =
        "CREATE TABLE IF NOT EXISTS inquiry (id TEXT PRIMARY KEY, version BIGINT NOT NULL, stage TEXT NOT NULL, buyer TEXT NOT NULL, company TEXT NOT NULL, email TEXT NOT NULL, "
        + "country TEXT NOT NULL, product TEXT NOT NULL, quantity NUMERIC NOT NULL, value NUMERIC NOT NULL); CREATE INDEX IF NOT EXISTS inquiry_stage ON inquiry (stage, value DESC);";
    const string Insert = "INSERT INTO inquiry VALUES (@id, 1, @stage, @buyer, @company, @email, @country, @product, @quantity, @value) ON CONFLICT (id) DO NOTHING";
    const string Update =
        "UPDATE inquiry SET stage = @to, version = version + 1 WHERE id = @id AND stage = @from RETURNING id, version, stage, buyer, company, email, country, product, quantity, value";
    const string Totals = "SELECT stage, count(*), sum(value) FROM inquiry GROUP BY stage";
    const string Cards = "SELECT id, version, stage, buyer, company, email, country, product, quantity, value FROM inquiry WHERE stage = @stage ORDER BY value DESC LIMIT @take";

    public static PeerStore Open(string kind, string connectionString) => kind == "sqlite" ? new SqlitePeerStore(connectionString) : new PostgresPeerStore(connectionString);

    protected abstract Task<T> Use<T>(Func<DbConnection, Task<T>> work);

    public Task Ensure() => Use(async connection => await Command(connection, Schema).ExecuteNonQueryAsync());

    public Task Add(PeerCard card) => Use(connection => Command(
        connection, Insert, ("id", card.Id), ("stage", card.Stage), ("buyer", card.Buyer), ("company", card.Company), ("email", card.Email), ("country", card.Country),
        ("product", card.Product), ("quantity", card.Quantity), ("value", card.Value)).ExecuteNonQueryAsync());

    public Task<int> AddAll(IReadOnlyList<PeerCard> cards) => Use(async connection =>
    {
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var card in cards)
        {
            await using var command = Command(
                connection, Insert, ("id", card.Id), ("stage", card.Stage), ("buyer", card.Buyer), ("company", card.Company), ("email", card.Email), ("country", card.Country),
                ("product", card.Product), ("quantity", card.Quantity), ("value", card.Value));
            command.Transaction = transaction;
            await command.ExecuteNonQueryAsync();
        }
        await transaction.CommitAsync();
        return cards.Count;
    });

    /// <returns>Null if it is not at that stage.</returns>
    public Task<PeerCard?> Move(string id, string from, string to) => Use(async connection =>
    {
        await using var command = Command(connection, Update, ("id", id), ("from", from), ("to", to));
        await using var reader = await command.ExecuteReaderAsync();
        return await reader.ReadAsync() ? Read(reader) : null;
    });

    public Task<List<PeerColumn>> Board(int take) => Use(async connection =>
    {
        var columns = new List<PeerColumn>();
        await using (var command = Command(connection, Totals))
        await using (var reader = await command.ExecuteReaderAsync())
            while (await reader.ReadAsync()) columns.Add(new(reader.GetString(0), reader.GetInt64(1), reader.GetDecimal(2), []));
        for (var i = 0; i < columns.Count; i++)
        {
            var cards = new List<PeerCard>();
            await using var command = Command(connection, Cards, ("stage", columns[i].Stage), ("take", take));
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync()) cards.Add(Read(reader));
            columns[i] = columns[i] with { Cards = cards };
        }
        return columns;
    });

    static PeerCard Read(DbDataReader reader) => new(
        reader.GetString(0), reader.GetInt64(1), reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetString(5), reader.GetString(6), reader.GetString(7),
        reader.GetDecimal(8), reader.GetDecimal(9));

    static DbCommand Command(DbConnection connection, string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // the constants above
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }
        return command;
    }

    /// <summary>SQLite as most would use it: one connection behind a lock.</summary>
    sealed class SqlitePeerStore : PeerStore, IDisposable
    {
        readonly SqliteConnection connection;
        readonly SemaphoreSlim gate = new(1, 1);

        public SqlitePeerStore(string connectionString)
        {
            connection = new(connectionString);
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL";
            command.ExecuteNonQuery();
        }

        protected override async Task<T> Use<T>(Func<DbConnection, Task<T>> work)
        {
            await gate.WaitAsync();
            try { return await work(connection); }
            finally { gate.Release(); }
        }

        public void Dispose()
        {
            connection.Dispose();
            gate.Dispose();
        }
    }

    sealed class PostgresPeerStore(string connectionString) : PeerStore, IDisposable
    {
        readonly NpgsqlDataSource source = NpgsqlDataSource.Create(connectionString);

        protected override async Task<T> Use<T>(Func<DbConnection, Task<T>> work)
        {
            await using var connection = await source.OpenConnectionAsync();
            return await work(connection);
        }

        public void Dispose() => source.Dispose();
    }
}
