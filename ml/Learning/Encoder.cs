namespace TradeLive.Learning;

/// <summary>Makes feature vectors of cases: a fixed length for a fixed fit, each column in a stretch of its own.</summary>
public sealed class Encoder
{
    readonly ColumnCode[] codes;
    readonly RateBook rates;
    readonly bool isChance;
    ColumnLookup[]? lookups;

    Encoder(ColumnCode[] codes, RateBook rates, bool isChance) => (this.codes, this.rates, this.isChance) = (codes, rates, isChance);

    public IReadOnlyList<ColumnCode> Codes => codes;

    public int Length => codes.Length == 0 ? 0 : codes[^1].Start + codes[^1].Length;

    /// <summary>Mean outcome of what it was fitted on, drawn a little towards the start value.</summary>
    public double Mean => rates.Mean;

    /// <summary>Fits to cases in the order in which they came, and encodes each with the rates of those alone whose outcome was known before it.</summary>
    /// <remarks>Edges of bins and the words told apart come from the inputs of all cases, as a model's form does; no outcome enters them.</remarks>
    /// <param name="start">Mean outcome where nothing is known; NaN for the mean of those known so far.</param>
    /// <param name="isChance">Outcomes are 0 or 1, rates are compared as log-odds; else they are compared as they are.</param>
    public static (Encoder Encoder, float[][] Vectors) Fit(CaseSet set, double start, bool isChance)
    {
        var codes = new ColumnCode[set.Columns.Count];
        var at = 0;
        for (var column = 0; column < codes.Length; column++)
        {
            var index = column;
            codes[column] = ColumnCode.Fit(set.Columns[column], set.Cases.Select(one => one.Cells[index]), at);
            at += codes[column].Length;
        }
        var running = new Encoder(codes, new RateBook(codes.Length, start), isChance);
        return (running, running.EncodeRunning(set.Cases));
    }

    float[][] EncodeRunning(IReadOnlyList<Case> cases)
    {
        var vectors = new float[cases.Count][];
        var waiting = new PriorityQueue<Case, double>();
        for (var i = 0; i < vectors.Length; i++)
        {
            while (waiting.TryPeek(out var earlier, out var known) && known <= cases[i].At)
            {
                waiting.Dequeue();
                Learn(rates, codes, earlier);
            }
            vectors[i] = Encode(cases[i].Cells);
            waiting.Enqueue(cases[i], cases[i].KnownAt);
        }
        while (waiting.TryDequeue(out var rest, out _)) Learn(rates, codes, rest);
        rates.TakeStrengths();
        Complete();
        return vectors;
    }

    static void Learn(RateBook book, ColumnCode[] codes, Case one)
    {
        for (var column = 0; column < codes.Length; column++) book.Add(column, codes[column].Group(one.Cells[column]), one.Outcome, one.Weight);
        book.AddToAll(one.Outcome, one.Weight);
    }

    public float[] Encode(Cell[] cells)
    {
        var vector = new float[Length];
        Encode(cells, vector);
        return vector;
    }

    /// <summary>Encodes into a vector of zeros.</summary>
    public void Encode(Cell[] cells, Span<float> vector)
    {
        if (lookups is { } complete)
        {
            for (var column = 0; column < codes.Length; column++) codes[column].Encode(cells[column], complete[column].Of(cells[column]), vector);
            return;
        }
        for (var column = 0; column < codes.Length; column++)
        {
            var (rate, usual) = Said(column, codes[column].Group(cells[column]));
            codes[column].Encode(cells[column], rate, usual, vector);
        }
    }

    (float Rate, float Usual) Said(int column, string group)
    {
        var tally = rates.Of(column, group);
        return ((float)(Compared(rates.Shrunk(column, tally)) - Compared(rates.Mean)), (float)Math.Log((tally.Count + 1) / (rates.All.Count + RateBook.Behind)));
    }

    void Complete() => lookups = [.. codes.Select((code, column) => new ColumnLookup(code, rates.Seen(column), group => Said(column, group)))];

    /// <summary>What became of earlier cases with the same value.</summary>
    public Tally Evidence(int column, Cell cell) => rates.Of(column, codes[column].Group(cell));

    double Compared(double mean)
    {
        if (!isChance) return mean;
        var chance = Math.Clamp(mean, 1e-4, 1 - 1e-4);
        return Math.Log(chance / (1 - chance));
    }

    /// <summary>As it is stored.</summary>
    public EncoderData Save() => new([.. codes.Select(code => new CodeData(code.Column.Name, code.Column.Kind, code.Edges, code.Quantiles, code.Middle, code.Values))], rates.Save(), isChance);

    public static Encoder Load(EncoderData data)
    {
        var codes = new ColumnCode[data.Columns.Count];
        var at = 0;
        for (var column = 0; column < codes.Length; column++)
        {
            var saved = data.Columns[column];
            codes[column] = new(new(saved.Name, saved.Kind), saved.Edges, saved.Quantiles, saved.Middle, saved.Values, at);
            at += codes[column].Length;
        }
        var loaded = new Encoder(codes, RateBook.Load(data.Rates), data.IsChance);
        loaded.Complete();
        return loaded;
    }
}

/// <summary>An <see cref="Encoder"/> as it is stored.</summary>
public sealed record EncoderData(IReadOnlyList<CodeData> Columns, BookData Rates, bool IsChance);

/// <summary>A <see cref="ColumnCode"/> as it is stored.</summary>
public sealed record CodeData(string Name, ColumnKind Kind, double[] Edges, double[] Quantiles, double Middle, IReadOnlyList<string> Values);
