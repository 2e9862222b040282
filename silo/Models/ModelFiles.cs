using System.Security.Cryptography;
using TradeLive.Learning;
using TradeLive.ReadModel;
using TradeLive.Scoring;
using TradeLive.Storage;

namespace TradeLive.Models;

/// <summary>The files of trained models in the database, by the hash of what is in them.</summary>
public sealed class ModelFiles(Database database)
{
    const string
        Insert = "INSERT INTO model_file (hash, task, bytes) VALUES (@hash, @task, @bytes) ON CONFLICT (hash) DO UPDATE SET bytes = excluded.bytes",
        Offer = "UPDATE model_file SET summary = @summary WHERE hash = @hash",
        Offers = "SELECT task, summary FROM model_file WHERE summary IS NOT NULL",
        Taken = "UPDATE model_file SET summary = NULL WHERE hash = @hash",
        Select = "SELECT bytes FROM model_file WHERE hash = @hash",
        Delete = "DELETE FROM model_file WHERE task = @task AND hash = @hash",
        Hashes = "SELECT hash FROM model_file WHERE task = @task AND summary IS NULL";

    public static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Keeps a file. Keeping it again changes nothing, unless what is stored of it was damaged: then it is whole again.</summary>
    /// <returns>Its hash.</returns>
    public async Task<string> Save(string task, byte[] bytes)
    {
        var hash = HashOf(bytes);
        await database.Write((connection, transaction) =>
        {
            using var stored = Database.Command(connection, transaction, Select, ("hash", hash));
            if (stored.ExecuteScalar() is byte[] kept && HashOf(kept) == hash) return 0;
            using var command = Database.Command(connection, transaction, Insert, ("hash", hash), ("task", task), ("bytes", bytes));
            return command.ExecuteNonQuery();
        });
        return hash;
    }

    /// <summary>Keeps a file that was made elsewhere until the register takes it in.</summary>
    /// <param name="horizonDays">For churn: days that it looks ahead.</param>
    /// <returns>Its task and how many of its columns every inquiry can have.</returns>
    /// <exception cref="InvalidOperationException">It is damaged, or of a form that this version does not know; the message says what.</exception>
    public async Task<(string Task, int Known, int Columns)> Bring(byte[] bytes, int? horizonDays)
    {
        var model = Read(bytes);
        var card = model.Card;
        if (!ModelTasks.All.Contains(card.Task)) throw new InvalidOperationException($"The model is for \"{card.Task}\"; this version knows win, amount and churn.");
        if (card.Task == ModelTasks.Churn && horizonDays is null) throw new InvalidOperationException("A churn model looks some days ahead: say how many with --horizon DAYS.");
        var known = model.Columns.Count(column => card.Task == ModelTasks.Churn || InquiryFeatures.NameOf(column.Name) is not null);
        var hash = await Save(card.Task, bytes);
        List<string> limits = ["association", "imported"];
        if (known * 2 < model.Columns.Count) limits.Add("columns-unknown");
        var summary = new ModelSummary(
            card.Candidate, card.Cases, null, Days.At(card.From), Days.At(card.To), card.TrainedAt, hash, bytes.Length, true, horizonDays, limits,
            new(card.HeldOut, card.Loss, Finite(card.Auc), Finite(card.Ece), null, [new(CandidateNames.Prior, card.PriorLoss, null, null)], [], []));
        await Change(Offer, ("hash", hash), ("summary", StateJson.Write(summary)));
        return (card.Task, known, model.Columns.Count);
    }

    static TrainedModel Read(byte[] bytes)
    {
        try { return TrainedModel.Load(new MemoryStream(bytes)); }
        catch (BadModelException bad) { throw new InvalidOperationException(bad.Message, bad); }
    }

    /// <summary>Files that were brought in and that no register knows yet.</summary>
    public IReadOnlyList<(string Task, ModelSummary Summary)> Brought()
    {
        using var connection = database.OpenForReading();
        using var command = Database.Command(connection, null, Offers);
        using var reader = command.ExecuteReader();
        var found = new List<(string, ModelSummary)>();
        while (reader.Read()) found.Add((reader.GetString(0), StateJson.Read<ModelSummary>(reader.GetString(1))));
        return found;
    }

    /// <summary>The register knows it now.</summary>
    public Task TakeIn(string hash) => Change(Taken, ("hash", hash));

    Task<int> Change(string sql, params (string Name, object Value)[] parameters) => database.Write((connection, transaction) =>
    {
        using var command = Database.Command(connection, transaction, sql, parameters);
        return command.ExecuteNonQuery();
    });

    static double? Finite(double number) => double.IsFinite(number) ? number : null;

    /// <exception cref="BadModelException">There is no such file, or it is damaged or of another form.</exception>
    public TrainedModel Load(string hash)
    {
        using var connection = database.OpenForReading();
        using var command = Database.Command(connection, null, Select, ("hash", hash));
        if (command.ExecuteScalar() is not byte[] bytes) throw new BadModelException("The model's file is gone.");
        if (HashOf(bytes) != hash) throw new BadModelException("The model is damaged: its file does not match its hash.");
        return TrainedModel.Load(new MemoryStream(bytes));
    }

    /// <summary>Drops the files of a task that its register no longer knows.</summary>
    public async Task Prune(string task, IReadOnlySet<string> known)
    {
        var gone = All(task).Where(hash => !known.Contains(hash)).ToList();
        if (gone.Count == 0) return;
        await database.Write((connection, transaction) =>
        {
            foreach (var hash in gone)
            {
                using var command = Database.Command(connection, transaction, Delete, ("task", task), ("hash", hash));
                command.ExecuteNonQuery();
            }
            return gone.Count;
        });
    }

    List<string> All(string task)
    {
        using var connection = database.OpenForReading();
        using var command = Database.Command(connection, null, Hashes, ("task", task));
        using var reader = command.ExecuteReader();
        var hashes = new List<string>();
        while (reader.Read()) hashes.Add(reader.GetString(0));
        return hashes;
    }
}
