using System.Data.Common;
using System.Security.Cryptography;
using System.Text.Json;
using TradeLive.Storage;

namespace TradeLive.Surveys;

/// <summary>Rows of text in and out of the tables of surveys, within one transaction.</summary>
sealed class SurveyRowset(SurveyDatabase database, DbConnection connection, DbTransaction? transaction)
{
    const string Spent = "survey_spent (survey, token)", Pending = "survey_pending (survey, id, mark, body)";

    /// <summary>Keeps others out of waiting answers and spent tokens.</summary>
    public void Lock()
    {
        if (database.Lock.Length > 0) Run(database.Lock);
    }

    public List<string[]> AllSpent() => Select("SELECT survey, token FROM survey_spent");

    public List<string[]> AllPending() => Select("SELECT survey, id, mark, body FROM survey_pending");

    /// <summary>Writes all spent tokens and waiting answers of all surveys anew, each table in an order of chance.</summary>
    public void Rewrite(List<string[]> spent, List<string[]> pending)
    {
        Run(database.Clear);
        Insert(Spent, 2, spent);
        Insert(Pending, 4, pending);
    }

    /// <summary>Inserts rows in an order of chance.</summary>
    /// <param name="into">Table and columns.</param>
    public void Insert(string into, int columns, IReadOnlyCollection<string[]> rows, params ReadOnlySpan<int> numbers)
    {
        if (rows.Count == 0) return;
        var shuffled = rows.ToArray();
        RandomNumberGenerator.Shuffle<string[]>(shuffled);
        var values = new string[columns];
        for (var i = 0; i < columns; i++) values[i] = numbers.Contains(i) ? $"CAST(value ->> {i} AS integer)" : $"value ->> {i}";
        Run($"INSERT INTO {into} SELECT {string.Join(", ", values)} FROM {database.Rows}", ("rows", JsonSerializer.Serialize(shuffled)));
    }

    public int Run(string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var command = Database.Command(connection, transaction, sql, parameters);
        return command.ExecuteNonQuery();
    }

    public List<string[]> Select(string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var command = Database.Command(connection, transaction, sql, parameters);
        using var reader = command.ExecuteReader();
        var rows = new List<string[]>();
        while (reader.Read())
        {
            var row = new string[reader.FieldCount];
            for (var i = 0; i < row.Length; i++) row[i] = reader.IsDBNull(i) ? "" : Convert.ToString(reader.GetValue(i), System.Globalization.CultureInfo.InvariantCulture)!;
            rows.Add(row);
        }
        return rows;
    }

    public bool Any(string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var command = Database.Command(connection, transaction, sql, parameters);
        return command.ExecuteScalar() is not (null or DBNull);
    }
}
