using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace TradeLive.Tests.Surveys;

/// <summary>One row of any table as text.</summary>
sealed record DumpedRow(string Table, string Text);

/// <summary>All that an installation keeps, as one who holds its databases and files reads it.</summary>
static class Everything
{
    public static async Task<List<DumpedRow>> Rows(SurveyHost host)
    {
        var rows = new List<DumpedRow>();
        if (host.Postgres is { } server)
            await Read(new NpgsqlConnection(server), "SELECT quote_ident(table_schema) || '.' || quote_ident(table_name) FROM information_schema.tables WHERE table_schema IN ('public', 'accounts')", rows);
        else
            foreach (var file in Directory.GetFiles(host.Folder, "*.db"))
                await Read(new SqliteConnection($"Data Source={file};Pooling=False;Mode=ReadOnly"), "SELECT name FROM sqlite_master WHERE type = 'table'", rows);
        return rows;
    }

    /// <summary>What the files of the data folder hold, byte by byte, but for the one that answers are in.</summary>
    public static async Task<string> BytesBesideAnswers(SurveyHost host)
    {
        var text = new StringBuilder();
        foreach (var file in Directory.EnumerateFiles(host.Folder, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) is not ("surveys.db" or "lock")))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            text.Append(await reader.ReadToEndAsync());
        }
        return text.ToString();
    }

    static async Task Read(DbConnection connection, string tables, List<DumpedRow> rows)
    {
        await using (connection)
        {
            await connection.OpenAsync();
            foreach (var table in (await Select(connection, tables)).Select(row => row.Trim('|')))
                rows.AddRange((await Select(connection, $"SELECT * FROM {table}")).Select(row => new DumpedRow(table.Split('.')[^1], row)));
        }
    }

    static async Task<List<string>> Select(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // names of tables of our own
        command.CommandText = sql;
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            var row = new StringBuilder();
            for (var i = 0; i < reader.FieldCount; i++) row.Append(Text(reader.GetValue(i))).Append('|');
            rows.Add(row.ToString());
        }
        return rows;
    }

    static string Text(object value) => value switch
    {
        byte[] bytes => $"{Encoding.UTF8.GetString(bytes)} {Convert.ToHexStringLower(bytes)}",
        DBNull => "",
        DateTime at => at.ToString("O", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
