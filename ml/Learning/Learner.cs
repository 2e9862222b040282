namespace TradeLive.Learning;

/// <summary>Learns from one encoding of cases. Each candidate learns once, however often it is asked for and of however many averages it is part.</summary>
sealed class Learner
{
    readonly Dictionary<string, Candidate> candidates;
    readonly Dictionary<string, AdditiveModel> models = [];
    readonly Trainers trainers;
    readonly Encoded data;

    public Learner(CaseSet set, IReadOnlyList<Candidate> candidates, Trainers trainers, bool isChance)
    {
        (this.candidates, this.trainers) = (candidates.ToDictionary(candidate => candidate.Name), trainers);
        (Encoder, Vectors) = Encoder.Fit(set, isChance ? 0.15 : double.NaN, isChance);
        data = new(set.Cases, Vectors, Encoder.Length);
    }

    public Encoder Encoder { get; }

    public float[][] Vectors { get; }

    public bool Knows(string name) => candidates.ContainsKey(name);

    public AdditiveModel Learn(string name)
    {
        if (models.TryGetValue(name, out var known)) return known;
        var candidate = candidates[name];
        return models[name] = candidate.Train is { } train ? train(trainers, data, Encoder) : AdditiveModel.Average([.. candidate.Of!.Select(Learn)]);
    }
}
