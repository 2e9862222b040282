using System.Globalization;
using System.IO.Compression;
using System.Text;
using Npgsql;

namespace TradeLive.Storage.Postgres;

/// <summary>Rows into an archive and back: grain states, change log, models, surveys and accounts.</summary>
sealed partial class PostgresDatabase
{
    /// <summary>Count of log entries that have been reacted to: their numbers change, their count does not.</summary>
    const string Reacted = "reacted";

    const string Accounts = "accounts/", Ending = ".csv";

    // Not xid and seq: the numbers of another server mean nothing here. The rows come in log order and are numbered anew.
    static readonly (string Table, string Columns)[] Copied =
    [
        ("grain_state", "kind, key, service, version, payload"),
        ("change_log", "stream, version, type, at, command, actor, origin, body, hash"),
        ("model_file", "hash, task, bytes, summary"),
        ("survey_key", "survey, modulus, exponent, sealed, turn"),
        ("survey_code", "survey, token"),
        ("survey_spent", "survey, token"),
        ("survey_pending", "survey, id, mark, body"),
        ("survey_answer", "survey, batch, id, day, mark, body"),
        ("survey_batch", "survey, number, day, count, digest, ended_with"),
    ];

    static string OrderOf(string table) => table switch
    {
        "change_log" => "xid, seq",
        "model_file" => "hash",
        "survey_key" => "survey",
        "survey_code" or "survey_spent" => "survey, token",
        "survey_pending" => "survey, id",
        "survey_answer" => "survey, batch, id",
        "survey_batch" => "survey, number",
        _ => "kind, key",
    };

    public override async Task Save(ZipArchive archive)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead);
        // Before anything is read: what is emptied by TRUNCATE meanwhile would look empty to a snapshot of before.
        Execute(connection, transaction, "LOCK TABLE survey_spent, survey_pending IN ACCESS SHARE MODE");
        foreach (var (table, columns) in Copied)
        {
            await using var rows = await connection.BeginRawBinaryCopyAsync($"COPY (SELECT {columns} FROM {table} ORDER BY {OrderOf(table)}) TO STDOUT (FORMAT BINARY)");
            await using var entry = await archive.CreateEntry(table).OpenAsync();
            await rows.CopyToAsync(entry);
        }
        foreach (var table in await AccountTables(connection, transaction))
        {
            using var rows = await connection.BeginTextExportAsync($"COPY accounts.\"{table}\" TO STDOUT (FORMAT csv, HEADER)");
            await using var entry = new StreamWriter(await archive.CreateEntry($"{Accounts}{table}{Ending}").OpenAsync());
            await entry.WriteAsync(await rows.ReadToEndAsync());
        }
        await using var reacted = new NpgsqlCommand(Sql("CountReacted"), connection, transaction);
        await using var count = new StreamWriter(await archive.CreateEntry(Reacted).OpenAsync());
        await count.WriteAsync(Convert.ToString(await reacted.ExecuteScalarAsync(), CultureInfo.InvariantCulture));
    }

    public override async Task Restore(ZipArchive archive)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await MustBeEmpty("change_log", connection, transaction);
        Execute(connection, transaction, "ALTER TABLE grain_state DISABLE TRIGGER grain_state_written");
        foreach (var (table, columns) in Copied)
        {
            if (archive.GetEntry(table) is not { } stored) continue; // of before the table was kept
            await using var rows = await connection.BeginRawBinaryCopyAsync($"COPY {table} ({columns}) FROM STDIN (FORMAT BINARY)");
            await using var entry = await stored.OpenAsync();
            await entry.CopyToAsync(rows);
        }
        Execute(connection, transaction, "ALTER TABLE grain_state ENABLE TRIGGER grain_state_written");
        foreach (var entry in archive.Entries.Where(entry => entry.FullName.StartsWith(Accounts, StringComparison.Ordinal)))
            await RestoreAccounts(entry, connection, transaction);
        using (var reader = new StreamReader(await archive.GetEntry(Reacted)!.OpenAsync()))
        await using (var position = new NpgsqlCommand(Sql("RestoreReacted"), connection, transaction))
        {
            position.Parameters.AddWithValue("count", long.Parse(await reader.ReadToEndAsync(), CultureInfo.InvariantCulture));
            await position.ExecuteNonQueryAsync();
        }
        await transaction.CommitAsync();
    }

    // The columns are named by the first line, so that an archive of before a column was added still goes in.
    static async Task RestoreAccounts(ZipArchiveEntry entry, NpgsqlConnection connection, NpgsqlTransaction transaction)
    {
        var table = $"accounts.\"{entry.Name[..^Ending.Length]}\"";
        await MustBeEmpty(table, connection, transaction);
        using var rows = new StreamReader(await entry.OpenAsync(), Encoding.UTF8);
        var columns = string.Join(", ", (await rows.ReadLineAsync() ?? "").Split(',').Select(name => $"\"{name.Trim('"')}\""));
        await using var into = await connection.BeginTextImportAsync($"COPY {table} ({columns}) FROM STDIN (FORMAT csv)");
        await into.WriteAsync(await rows.ReadToEndAsync());
    }

    static async Task MustBeEmpty(string table, NpgsqlConnection connection, NpgsqlTransaction transaction)
    {
#pragma warning disable CA2100 // names of tables of our own
        await using var any = new NpgsqlCommand($"SELECT EXISTS (SELECT 1 FROM {table})", connection, transaction);
#pragma warning restore CA2100
        if (await any.ExecuteScalarAsync() is not false) throw new InvalidOperationException("The PostgreSQL database is not empty. Restore into a new one.");
    }

    async Task<List<string>> AccountTables(NpgsqlConnection connection, NpgsqlTransaction transaction)
    {
        await using var command = new NpgsqlCommand(Sql("AccountTables"), connection, transaction);
        await using var reader = await command.ExecuteReaderAsync();
        var tables = new List<string>();
        while (await reader.ReadAsync()) tables.Add(reader.GetString(0));
        return tables;
    }
}
