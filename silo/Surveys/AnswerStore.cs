using System.Globalization;
using System.Security.Cryptography;
using TradeLive.ReadModel;

namespace TradeLive.Surveys;

/// <summary>What became of an answer that was handed in.</summary>
public enum Reception { Taken, WasReceived, UnknownCode, NotOpen }

/// <summary>A batch as it lies in the tables.</summary>
/// <param name="EndedWith">Answers received in all, where the survey ended with this batch.</param>
public sealed record StoredBatch(int Number, DateOnly Day, int Count, string Digest, int? EndedWith);

/// <summary>An answer that was released. Its id is random and means nothing.</summary>
public sealed record StoredAnswer(int Batch, string Id, byte[] Mark, SurveyAnswer Answer)
{
    public string Receipt => Surveys.Receipt.Of(Mark, Answer);
}

/// <summary>
/// Takes answers in, lets them wait, and releases them in batches of chance. Nothing here knows a person, and nothing has a time but the day of a release.
/// </summary>
public sealed class AnswerStore(SurveyDatabase database)
{
    const string
        IsOpen = "SELECT 1 FROM survey_key WHERE survey = @survey",
        HasCode = "SELECT 1 FROM survey_code WHERE survey = @survey AND token = @token",
        IsSpent = "SELECT 1 FROM survey_spent WHERE survey = @survey AND token = @token",
        Turn = "UPDATE survey_key SET turn = @day WHERE survey = @survey AND turn < @day",
        AddBatch = "INSERT INTO survey_batch (survey, number, day, count, digest, ended_with) VALUES (@survey, @number, @day, @count, @digest, @ended)",
        SelectBatches = "SELECT number, day, count, digest, ended_with FROM survey_batch WHERE survey = @survey ORDER BY number",
        SelectAnswers = "SELECT batch, id, mark, body FROM survey_answer WHERE survey = @survey ORDER BY batch, id",
        CountSpent = "SELECT count(*) FROM survey_spent WHERE survey = @survey",
        DropCodes = "DELETE FROM survey_code WHERE survey = @survey",
        DropKey = "DELETE FROM survey_key WHERE survey = @survey",
        Codes = "survey_code (survey, token)", Answers = "survey_answer (survey, batch, id, day, mark, body)";

    /// <summary>Takes an answer and spends its token, together. The same token again is not taken again.</summary>
    /// <param name="token">Hash of the token or code, lower-case hex.</param>
    /// <param name="isCode">True if it must be one of the codes that were made.</param>
    public Task<Reception> Put(string survey, string token, bool isCode, byte[] mark, SurveyAnswer clean) => database.Write((connection, transaction) =>
    {
        var rows = new SurveyRowset(database, connection, transaction);
        rows.Lock();
        if (!rows.Any(IsOpen, ("survey", survey))) return Reception.NotOpen;
        if (isCode && !rows.Any(HasCode, ("survey", survey), ("token", token))) return Reception.UnknownCode;
        if (rows.Any(IsSpent, ("survey", survey), ("token", token))) return Reception.WasReceived;
        rows.Rewrite([.. rows.AllSpent(), [survey, token]], [.. rows.AllPending(), [survey, RandomId(), Convert.ToHexStringLower(mark), StateJson.Write(clean)]]);
        return Reception.Taken;
    });

    /// <summary>Keeps the hashes of one-time codes.</summary>
    public Task PutCodes(string survey, IEnumerable<string> tokens) => database.Write<object?>((connection, transaction) =>
    {
        new SurveyRowset(database, connection, transaction).Insert(Codes, 2, [.. tokens.Select(token => new[] { survey, token })]);
        return null;
    });

    /// <summary>
    /// At the turn of a day, once for each day: releases a choice of chance of the waiting answers so that k stay back, if that leaves at least k to release.
    /// </summary>
    /// <returns>True if a batch was released.</returns>
    public Task<bool> ReleaseAtTurn(string survey, int k, DateOnly day) => database.Write((connection, transaction) =>
    {
        var rows = new SurveyRowset(database, connection, transaction);
        if (rows.Run(Turn, ("survey", survey), ("day", Text(day))) == 0) return false;
        rows.Lock();
        var (mine, others) = Split(rows.AllPending(), survey);
        if (mine.Count < 2 * k) return false;
        var chosen = mine.ToArray();
        RandomNumberGenerator.Shuffle<string[]>(chosen);
        Release(rows, survey, day, chosen[k..], ended: null);
        rows.Rewrite(rows.AllSpent(), [.. others, .. chosen[..k]]);
        return true;
    });

    /// <summary>Releases the rest, or destroys it where it is fewer than k, and forgets tokens, codes and the key. Doing it again changes nothing.</summary>
    public Task Settle(string survey, int k, DateOnly day) => database.Write<object?>((connection, transaction) =>
    {
        var rows = new SurveyRowset(database, connection, transaction);
        if (!rows.Any(IsOpen, ("survey", survey))) return null;
        rows.Lock();
        var (mine, others) = Split(rows.AllPending(), survey);
        var (spent, othersSpent) = Split(rows.AllSpent(), survey);
        Release(rows, survey, day, mine.Count < k ? [] : [.. mine], spent.Count);
        rows.Rewrite(othersSpent, others);
        rows.Run(DropCodes, ("survey", survey));
        rows.Run(DropKey, ("survey", survey));
        return null;
    });

    public Task<IReadOnlyList<StoredBatch>> Batches(string survey) => database.Read<IReadOnlyList<StoredBatch>>(connection =>
        [.. Select(connection, SelectBatches, survey).Select(row => new StoredBatch(Number(row[0]), Day(row[1]), Number(row[2]), row[3], row[4].Length > 0 ? Number(row[4]) : null))]);

    public Task<IReadOnlyList<StoredAnswer>> Released(string survey) => database.Read<IReadOnlyList<StoredAnswer>>(connection =>
        [.. Select(connection, SelectAnswers, survey).Select(row => new StoredAnswer(Number(row[0]), row[1], Convert.FromHexString(row[2]), StateJson.Read<SurveyAnswer>(row[3])))]);

    /// <summary>How many tokens and codes of a survey that has not ended are spent.</summary>
    public Task<int> CountReceived(string survey) => database.Read(connection => Number(Select(connection, CountSpent, survey)[0][0]));

    static void Release(SurveyRowset rows, string survey, DateOnly day, string[][] released, int? ended)
    {
        var number = rows.Select(SelectBatches, ("survey", survey)).Count + 1;
        // An id of its own again: the one it waited under may be in an older backup, with those that waited then.
        rows.Insert(Answers, 6, [.. released.Select(row => new[] { survey, $"{number}", RandomId(), Text(day), row[2], row[3] })], 1);
        var receipts = released.Select(row => Receipt.Of(Convert.FromHexString(row[2]), StateJson.Read<SurveyAnswer>(row[3])));
        rows.Run(AddBatch, ("survey", survey), ("number", number), ("day", Text(day)), ("count", released.Length), ("digest", Receipt.Digest(receipts)), ("ended", (object?)ended ?? DBNull.Value));
    }

    List<string[]> Select(System.Data.Common.DbConnection connection, string sql, string survey) => new SurveyRowset(database, connection, null).Select(sql, ("survey", survey));

    static (List<string[]> Mine, List<string[]> Others) Split(List<string[]> rows, string survey) =>
        (rows.FindAll(row => row[0] == survey), rows.FindAll(row => row[0] != survey));

    static string RandomId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
