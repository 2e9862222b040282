using Microsoft.Data.Sqlite;

namespace TradeLive.Tests.Faults;

/// <summary>The rows of every read table, for comparing.</summary>
static class ReadTableDump
{
    static readonly string[] Tables = ["read_inquiry", "read_customer", "read_order", "read_organisation", "read_care", "read_contest", "read_complaint"];

    public static Dictionary<string, List<string>> Of(string file) => Tables.ToDictionary(table => table, table => Rows(file, $"SELECT * FROM {table} ORDER BY 1, 2"));

    /// <summary>True once every reader of the log has come to its end.</summary>
    public static bool IsSettled(string file) =>
        Rows(file, "SELECT coalesce((SELECT min(seq) FROM reader_position), -1) = (SELECT max(seq) FROM change_log)") is ["1"];

    public static List<string> Rows(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the constants above
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read()) rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "" : reader.GetValue(i).ToString())));
        return rows;
    }
}
