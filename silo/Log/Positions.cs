using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace TradeLive.Log;

/// <summary>Up to where each reader of the log has got. Moved by compare-and-set, so that two readers of one name do no harm.</summary>
static class Positions
{
    public static LogPosition Of(string reader, DbConnection connection, DbTransaction? transaction)
    {
        using var command = Command(connection, transaction, "SELECT xid, seq FROM reader_position WHERE name = @name", reader);
        using var row = command.ExecuteReader();
        return row.Read() ? new(row.GetInt64(0), row.GetInt64(1)) : LogPosition.Start;
    }

    /// <returns>False if the reader is not at <paramref name="from"/>.</returns>
    public static bool Move(string reader, LogPosition from, LogPosition to, DbConnection connection, DbTransaction transaction)
    {
        const string Insert = "INSERT INTO reader_position (name, xid, seq) VALUES (@name, @xid, @seq) ON CONFLICT (name) DO NOTHING";
        const string Update = "UPDATE reader_position SET xid = @xid, seq = @seq WHERE name = @name AND xid = @fromXid AND seq = @fromSeq";
        using var command = Command(
            connection, transaction, from == LogPosition.Start ? Insert : Update, reader,
            ("xid", to.Xid), ("seq", to.Seq), ("fromXid", from.Xid), ("fromSeq", from.Seq));
        return command.ExecuteNonQuery() == 1;
    }

    [SuppressMessage("Security", "CA2100", Justification = "Constant statements.")]
    static DbCommand Command(
        DbConnection connection, DbTransaction? transaction, string sql, string reader, params ReadOnlySpan<(string Name, long Value)> numbers)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        Add(command, "name", reader);
        foreach (var (name, value) in numbers) Add(command, name, value);
        return command;
    }

    static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }
}
