using System.Collections.Concurrent;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TradeLive.Learning;

/// <summary>A column's part in a score.</summary>
/// <param name="Weight">Contribution to the log-odds, or to the log of an amount.</param>
/// <param name="Evidence">What became of earlier cases with the same value.</param>
public readonly record struct Contribution(Column Column, Cell Value, double Weight, Tally Evidence);

/// <summary>Where a model came from and how well it did on cases that it had not learnt from.</summary>
/// <param name="Task"><c>win</c>, <c>amount</c> or <c>churn</c>.</param>
/// <param name="Candidate">Which of the candidates was chosen.</param>
/// <param name="From">Time of the first case learnt from, in the unit of the cases.</param>
/// <param name="HeldOut">Cases held out while choosing.</param>
/// <param name="Loss">Log-loss on those, calibrated; for amounts the mean squared error of the log.</param>
/// <param name="PriorLoss">The same of the prior.</param>
public sealed record ModelCard(
    string Task, string Candidate, int Cases, double From, double To, int HeldOut, double Loss, double PriorLoss, double Auc, double Ece, DateTimeOffset TrainedAt);

/// <summary>What has been learnt: cases in, chance (or amount) and contributions out. Immutable; any number of threads may ask it.</summary>
public sealed class TrainedModel
{
    /// <summary>Version of the file's form; others are refused.</summary>
    const int Format = 2;

    const int MostUnpacked = 256 << 20;

    readonly Encoder encoder;
    readonly AdditiveModel model;
    readonly float[] average;

    TrainedModel(Encoder encoder, AdditiveModel model, float[] average, double smearing, ModelCard card) =>
        (this.encoder, this.model, this.average, Smearing, Card) = (encoder, model, average, smearing, card);

    public ModelCard Card { get; }

    /// <summary>By what the mean of amounts exceeds the exponential of the mean of their logs, given what the model explains (Duan 1983, smearing estimate). 1 for chances.</summary>
    public double Smearing { get; }

    public IReadOnlyList<Column> Columns => [.. encoder.Codes.Select(code => code.Column)];

    internal static TrainedModel Of(Encoder encoder, float[][] vectors, AdditiveModel model, double smearing, ModelCard card)
    {
        var average = new float[encoder.Length];
        foreach (var vector in vectors)
            for (var place = 0; place < average.Length; place++) average[place] += vector[place] / vectors.Length;
        return new(encoder, model, average, smearing, card);
    }

    /// <summary>Log-odds, or the log of the amount.</summary>
    /// <param name="cells">In the order of <see cref="Columns"/>.</param>
    public double Score(Cell[] cells)
    {
        if (encoder.Length > 1024) return model.Score(encoder.Encode(cells));
        Span<float> vector = stackalloc float[encoder.Length];
        vector.Clear();
        encoder.Encode(cells, vector);
        return model.Score(vector);
    }

    /// <summary>The scores of many cases, in their order, on all cores unless told otherwise.</summary>
    /// <param name="threads">Most cores used; null for all.</param>
    public double[] Scores(IReadOnlyList<Cell[]> cases, int? threads = null, CancellationToken cancellation = default)
    {
        var scores = new double[cases.Count];
        if (scores.Length == 0) return scores;
        Parallel.ForEach(Partitioner.Create(0, scores.Length, Math.Clamp(scores.Length / 64, 1, 4096)), new() { MaxDegreeOfParallelism = threads ?? -1, CancellationToken = cancellation }, range =>
        {
            for (var i = range.Item1; i < range.Item2; i++) scores[i] = Score(cases[i]);
        });
        return scores;
    }

    /// <summary>Chance, between 0 and 1 and neither.</summary>
    public double Chance(Cell[] cells) => Calibration.Sigmoid(Score(cells));

    /// <summary>Expected amount.</summary>
    public double Amount(Cell[] cells) => Math.Exp(Score(cells)) * Smearing;

    /// <summary>What each column contributed against the average case. Base and contributions add up to the score.</summary>
    public (double Base, IReadOnlyList<Contribution> Contributions) Explain(Cell[] cells)
    {
        var (start, places) = model.Explain(encoder.Encode(cells), average);
        return (start, [.. encoder.Codes.Select((code, column) => new Contribution(
            code.Column, cells[column], places.AsSpan(code.Start, code.Length).ToArray().Sum(), encoder.Evidence(column, cells[column])))]);
    }

    /// <summary>The columns that spoke most for a case and most against it, strongest first: up to three each way, none that did not count.</summary>
    public (IReadOnlyList<Contribution> For, IReadOnlyList<Contribution> Against) Reasons(Cell[] cells, int most = 3)
    {
        var (_, all) = Explain(cells);
        return ([.. all.Where(part => part.Weight > 0).OrderByDescending(part => part.Weight).Take(most)], [.. all.Where(part => part.Weight < 0).OrderBy(part => part.Weight).Take(most)]);
    }

    /// <summary>Writes it, compressed, with a hash that tells damage.</summary>
    public void Save(Stream stream)
    {
        var data = JsonSerializer.SerializeToUtf8Bytes(new ModelData(
            Card, Smearing, encoder.Save(), model.Bias, model.Weights, average,
            [.. model.Forests.Select(part => new ForestData(part.Scale, [.. part.Forest.Roots], [.. part.Forest.Nodes]))]), ModelJson.Default.ModelData);
        stream.WriteByte(Format);
        stream.Write(SHA256.HashData(data));
        using var gzip = new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true);
        gzip.Write(data);
    }

    /// <exception cref="BadModelException">It is damaged, or of a form that this version does not know.</exception>
    public static TrainedModel Load(Stream stream)
    {
        var format = stream.ReadByte();
        if (format < 0) throw new BadModelException("The model is empty.");
        if (format != Format) throw new BadModelException($"The model has form {format}; this version reads form {Format}.") { IsOtherForm = true };
        try
        {
            var hash = new byte[SHA256.HashSizeInBytes];
            stream.ReadExactly(hash);
            using var gzip = new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true);
            var data = Unpack(gzip);
            if (!SHA256.HashData(data).AsSpan().SequenceEqual(hash)) throw new BadModelException("The model is damaged: its content does not match its hash.");
            var read = JsonSerializer.Deserialize(data, ModelJson.Default.ModelData)!;
            if (!read.Forests.All(forest => Forest.IsSound(forest.Nodes, forest.Roots, read.Average.Length))) throw new BadModelException("The model is damaged: its trees do not hang together.");
            return new(Encoder.Load(read.Encoder), new(read.Bias, read.Weights, [.. read.Forests.Select(forest => (new Forest(forest.Nodes, forest.Roots), forest.Scale))]), read.Average, read.Smearing, read.Card);
        }
        catch (Exception failure) when (failure is InvalidDataException or EndOfStreamException or JsonException or NullReferenceException or ArgumentException or IndexOutOfRangeException)
        {
            throw new BadModelException("The model is damaged: it cannot be unpacked.");
        }
    }

    // A small file can unpack to more than there is memory.
    static byte[] Unpack(Stream packed)
    {
        using var data = new MemoryStream();
        var buffer = new byte[81_920];
        for (int read; (read = packed.Read(buffer)) > 0; data.Write(buffer, 0, read))
            if (data.Length + read > MostUnpacked) throw new BadModelException($"The model is larger than {MostUnpacked >> 20} MB.");
        return data.ToArray();
    }
}

/// <summary>A stored model that cannot be used; the message says why.</summary>
public sealed class BadModelException(string message) : Exception(message)
{
    /// <summary>True where it is no model of the form that this version reads, and so may be whole; false where it is damaged.</summary>
    public bool IsOtherForm { get; init; }
}

sealed record ForestData(double Scale, int[] Roots, Forest.Node[] Nodes);

sealed record ModelData(ModelCard Card, double Smearing, EncoderData Encoder, double Bias, float[] Weights, float[] Average, IReadOnlyList<ForestData> Forests);

[JsonSourceGenerationOptions(NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(ModelData))]
sealed partial class ModelJson : JsonSerializerContext;
