namespace TradeLive.Learning;

/// <summary>Parts of the cases to learn from, each with others to be judged by.</summary>
/// <remarks>By time: learns what was known at each of some moments and is judged by what came next. By group, where cases of
/// one moment tell of different customers: learns from some customers and is judged by the others.</remarks>
sealed class Folds
{
    const int Groups = 5, MostLearnt = 30_000;

    static readonly double[] Moments = [0.4, 0.55, 0.7, 0.85, 1];

    readonly IReadOnlyList<(CaseSet Learnt, IReadOnlyList<Case> Judged)> parts;
    readonly bool isChance;

    public Folds(CaseSet set, bool isChance)
    {
        this.isChance = isChance;
        OfOneMoment = set.Cases.Any(one => one.Group is not null);
        parts = [.. (OfOneMoment ? ByGroup(set) : ByTime(set)).Where(part => CanLearn(part.Learnt.Cases) && part.Judged.Count > 0)];
        HeldOut = [.. parts.SelectMany(part => part.Judged)];
        Windows = [.. parts.SelectMany((part, window) => Enumerable.Repeat(window, part.Judged.Count))];
    }

    public int Count => parts.Count;

    /// <summary>All that is judged by was known at one moment.</summary>
    public bool OfOneMoment { get; }

    /// <summary>All that is judged by, fold after fold.</summary>
    public IReadOnlyList<Case> HeldOut { get; }

    /// <summary>The fold of each of those.</summary>
    public IReadOnlyList<int> Windows { get; }

    /// <summary>What candidates say of what is held out, each fold's models having learnt from the rest.</summary>
    /// <param name="begun">Told before each is tried.</param>
    public IReadOnlyDictionary<string, List<double>> Scores(IReadOnlyList<string> names, Func<int, IReadOnlyList<Candidate>> candidates, Trainers trainers, Action<string> begun)
    {
        var scores = names.ToDictionary(name => name, _ => new List<double>());
        foreach (var (learnt, judged) in parts)
        {
            var learner = new Learner(learnt, candidates(learnt.Cases.Count), trainers, isChance);
            var vectors = judged.Select(one => learner.Encoder.Encode(one.Cells)).ToList();
            foreach (var name in names)
            {
                begun(name);
                var model = learner.Learn(name);
                scores[name].AddRange(vectors.Select(vector => model.Score(vector)));
            }
        }
        return scores;
    }

    bool CanLearn(IReadOnlyList<Case> cases) => cases.Count >= 2 && (!isChance || cases.Any(one => one.Outcome > 0.5) && cases.Any(one => one.Outcome < 0.5));

    static IEnumerable<(CaseSet Learnt, IReadOnlyList<Case> Judged)> ByTime(CaseSet set)
    {
        for (var i = 0; i + 1 < Moments.Length; i++)
        {
            var (from, to) = ((int)(Moments[i] * set.Cases.Count), (int)(Moments[i + 1] * set.Cases.Count));
            if (from >= to) continue;
            var known = set.KnownBy(set.Cases[from].At);
            yield return (known with { Cases = [.. known.Cases.TakeLast(MostLearnt)] }, [.. set.Cases.Take(from..to)]);
        }
    }

    // The latest moment of each customer is judged: what comes next is most like it.
    static IEnumerable<(CaseSet Learnt, IReadOnlyList<Case> Judged)> ByGroup(CaseSet set)
    {
        var latest = set.Cases.Max(one => one.At);
        for (var fold = 0; fold < Groups; fold++)
        {
            var mine = fold;
            yield return (
                set with { Cases = [.. set.Cases.Where(one => FoldOf(one) != mine)] },
                [.. set.Cases.Where(one => FoldOf(one) == mine && one.At == latest)]);
        }
    }

    static int FoldOf(Case one) => (int)((one.Group ?? "").Aggregate(17u, (hash, letter) => hash * 31 + letter) * 2654435761u >> 8) % Groups;
}
