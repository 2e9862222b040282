using System.Data.Common;
using System.Globalization;
using TradeLive.Log;

namespace TradeLive.Policies;

/// <summary>Reactions that failed again and again, kept for a person to look at.</summary>
static class FailedReactions
{
    const string Insert =
        "INSERT INTO failed_reaction (xid, seq, policy, error, at) VALUES (@xid, @seq, @policy, @error, @at) ON CONFLICT (xid, seq, policy) DO NOTHING";

    public static bool Keep(LogEntry entry, string policy, string error, DateTimeOffset at, DbConnection connection, DbTransaction transaction)
    {
        using var command = connection.CreateCommand();
        (command.Transaction, command.CommandText) = (transaction, Insert);
        foreach (var (name, value) in new (string, object)[]
        {
            ("xid", entry.Position.Xid), ("seq", entry.Position.Seq), ("policy", policy), ("error", error),
            ("at", at.ToString("O", CultureInfo.InvariantCulture)),
        })
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }
        return command.ExecuteNonQuery() == 1;
    }
}
