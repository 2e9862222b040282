using System.Data.Common;
using TradeLive.Storage;

namespace TradeLive.Log;

/// <summary>Up to where each reader of the log has got. Moved by compare-and-set, so that two readers of one name do no harm.</summary>
static class Positions
{
    public static LogPosition Of(string reader, DbConnection connection, DbTransaction? transaction)
    {
        using var command = Database.Command(connection, transaction, "SELECT xid, seq FROM reader_position WHERE name = @name", ("name", reader));
        using var row = command.ExecuteReader();
        return row.Read() ? new(row.GetInt64(0), row.GetInt64(1)) : LogPosition.Start;
    }

    /// <returns>False if the reader is not at <paramref name="from"/>.</returns>
    public static bool Move(string reader, LogPosition from, LogPosition to, DbConnection connection, DbTransaction transaction)
    {
        const string Insert = "INSERT INTO reader_position (name, xid, seq) VALUES (@name, @xid, @seq) ON CONFLICT (name) DO NOTHING";
        const string Update = "UPDATE reader_position SET xid = @xid, seq = @seq WHERE name = @name AND xid = @fromXid AND seq = @fromSeq";
        using var command = Database.Command(
            connection, transaction, from == LogPosition.Start ? Insert : Update,
            ("name", reader), ("xid", to.Xid), ("seq", to.Seq), ("fromXid", from.Xid), ("fromSeq", from.Seq));
        return command.ExecuteNonQuery() == 1;
    }
}
