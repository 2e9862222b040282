using TradeLive.Churn;

namespace TradeLive.Learning;

/// <summary>One way to learn.</summary>
/// <param name="Train">Learns from encoded cases.</param>
/// <param name="Of">For an average: the candidates averaged, which may be averages themselves and are trained once for all.</param>
sealed record Candidate(string Name, Func<Trainers, Encoded, Encoder, AdditiveModel>? Train, IReadOnlyList<string>? Of = null);

/// <summary>The candidates for each task. The simple ones are in the race like all others: what is not better than they is not used.</summary>
static class Candidates
{
    public const string Prior = "prior", NaiveBayes = "naiveBayes", ShrunkRates = "shrunkRates", Rfm = "rfm", BgNbd = "bgNbd",
        Logistic = "logistic", LogisticStrict = "logisticStrict", Sdca = "sdca", FastTree = "fastTree", FastTreeSmall = "fastTreeSmall", LightGbm = "lightGbm";

    /// <summary>The average that is taken unless another candidate is surely better: of few cases none tells which is.</summary>
    public const string Blend = "blend";

    /// <summary>Below so many cases no rates are learnt from: those of few cases run far from what they will be when the model is asked.</summary>
    const int Few = 300;

    /// <summary>Cases to which naive Bayes adds for each value, as Odoo's predictive lead scoring does.</summary>
    const double Smoothing = 0.1;

    public static IReadOnlyList<Candidate> ForChance(int cases) =>
    [
        new(Prior, (_, data, encoder) => AdditiveModel.Constant(LogOdds(encoder.Mean), data.Length)),
        new(NaiveBayes, (_, data, encoder) => Bayes(data, encoder)),
        new(ShrunkRates, (_, data, encoder) => Rates(data, encoder)),
        new(Logistic, (trainers, data, encoder) => trainers.Logistic(data, LinearPlaces(encoder, cases >= Few), cases < 400 ? 3 : 1)),
        new(LogisticStrict, (trainers, data, encoder) => trainers.Logistic(data, LinearPlaces(encoder, cases >= Few), 10)),
        new(Sdca, (trainers, data, encoder) => trainers.Sdca(data, LinearPlaces(encoder, cases >= Few), 1e-3)),
        new(FastTree, (trainers, data, encoder) => trainers.FastTree(data, TreePlaces(encoder, cases >= Few), Shape(cases))),
        new(FastTreeSmall, (trainers, data, encoder) => trainers.FastTree(data, TreePlaces(encoder, cases >= Few), Small(cases))),
        new(LightGbm, (trainers, data, encoder) => trainers.LightGbm(data, TreePlaces(encoder, cases >= Few), Shape(cases))),
        Average(Logistic, FastTreeSmall),
        Average(Logistic, LightGbm),
        Average(FastTree, LightGbm),
        cases < Few ? Blended(Logistic, FastTreeSmall, FastTree)
            : cases < 1000 ? Blended(ShrunkRates, Logistic, LogisticStrict, FastTreeSmall)
            : Blended(ShrunkRates, Logistic, FastTreeSmall, FastTree, LightGbm),
    ];

    /// <summary>For the risk of leaving: the same, and what marketing has long used.</summary>
    /// <remarks>
    /// BG/NBD is part of the blend: it is fitted anew whenever it is asked, so that it goes along with customers who are older than any learnt from,
    /// where what was learnt from earlier moments stays behind. The others rank better.
    /// </remarks>
    public static IReadOnlyList<Candidate> ForChurn(int cases) =>
    [
        .. ForChance(cases).Where(candidate => candidate.Name != Blend),
        new(Rfm, (trainers, data, encoder) => trainers.Logistic(data, PlacesOf(encoder, ChurnCases.Recency, ChurnCases.Frequency, ChurnCases.Monetary), 1)),
        new(BgNbd, (_, data, encoder) => AdditiveModel.Linear(0, Weights(data.Length, [(encoder.Codes.Single(code => code.Column.Name == ChurnCases.Silent).Start + 2, 1f)]))),
        Average(Rfm, FastTreeSmall),
        Average(Rfm, LogisticStrict, FastTreeSmall),
        Blended(BgNbd, Rfm, FastTreeSmall, LightGbm),
    ];

    static int[] PlacesOf(Encoder encoder, params string[] columns) =>
        [.. encoder.Codes.Where(code => columns.Contains(code.Column.Name)).SelectMany(code => Enumerable.Range(code.Start + 2, code.Length - 2))];

    public static IReadOnlyList<Candidate> ForAmount(int cases) =>
    [
        new(Prior, (_, data, encoder) => AdditiveModel.Constant(encoder.Mean, data.Length)),
        new(ShrunkRates, (_, data, encoder) => AdditiveModel.Linear(encoder.Mean, Weights(data.Length, encoder.Codes.Select(code => (code.Start, 1f / encoder.Codes.Count))))),
        new(Sdca, (trainers, data, encoder) => trainers.SdcaAmount(data, LinearPlaces(encoder, cases >= Few), 1e-3)),
        new(FastTree, (trainers, data, encoder) => trainers.FastTreeAmount(data, TreePlaces(encoder, cases >= Few), Shape(cases))),
        new(FastTreeSmall, (trainers, data, encoder) => trainers.FastTreeAmount(data, TreePlaces(encoder, cases >= Few), Small(cases))),
        new(LightGbm, (trainers, data, encoder) => trainers.LightGbmAmount(data, TreePlaces(encoder, cases >= Few), Shape(cases))),
        Average(FastTree, LightGbm),
        Average(Sdca, FastTree),
        Blended(Sdca, FastTree, LightGbm),
    ];

    static Candidate Average(params string[] of) => new($"average({string.Join(", ", of)})", null, of);

    static Candidate Blended(params string[] of) => new(Blend, null, of);

    static TreeShape Shape(int cases) => cases < Few ? new(Trees: 80, Leaves: 4, LeastPerLeaf: 5, Rate: 0.05, Features: 0.35) : new(
        Trees: cases < 3000 ? 100 : 160, Leaves: cases < 3000 ? 8 : 16, LeastPerLeaf: Math.Clamp(cases / 200, 5, 40), Rate: 0.07, Features: 0.6);

    static TreeShape Small(int cases) => new(Trees: cases < Few ? 60 : 150, Leaves: cases < Few ? 3 : 5, LeastPerLeaf: Math.Clamp(cases / 100, 8, 60), Rate: 0.06, Features: 0.5);

    static int[] LinearPlaces(Encoder encoder, bool withRates) =>
        [.. encoder.Codes.SelectMany(code => (int[])[.. withRates ? [code.Start] : Array.Empty<int>(), code.Start + 3, .. Enumerable.Range(code.Start + ColumnCode.Head, code.OneHots)])];

    // A number by itself and whether it is missing; of words the rate, and each value told apart.
    static int[] TreePlaces(Encoder encoder, bool withRates) =>
    [
        .. encoder.Codes.SelectMany(code => code.Column.Kind == ColumnKind.Number
            ? (int[])[code.Start + 2, code.Start + code.Length - 1]
            : [.. withRates ? [code.Start] : Array.Empty<int>(), .. Enumerable.Range(code.Start + ColumnCode.Head, code.OneHots)]),
    ];

    static AdditiveModel Bayes(Encoded data, Encoder encoder)
    {
        double won = data.Cases.Sum(one => one.Outcome * one.Weight), lost = data.Cases.Sum(one => (1 - one.Outcome) * one.Weight);
        var (wonBy, lostBy) = (new double[data.Length], new double[data.Length]);
        for (var i = 0; i < data.Cases.Count; i++)
            for (var place = 0; place < data.Length; place++)
                if (data.Vectors[i][place] != 0)
                {
                    wonBy[place] += data.Cases[i].Outcome * data.Cases[i].Weight;
                    lostBy[place] += (1 - data.Cases[i].Outcome) * data.Cases[i].Weight;
                }
        var weights = Weights(data.Length, encoder.Codes.SelectMany(code => Enumerable.Range(code.Start + ColumnCode.Head, code.OneHots).Select(place => (place, (float)(
            Math.Log((wonBy[place] + Smoothing) / (won + Smoothing * code.OneHots)) - Math.Log((lostBy[place] + Smoothing) / (lost + Smoothing * code.OneHots)))))));
        return AdditiveModel.Linear(Math.Log((won + Smoothing) / (lost + Smoothing)), weights);
    }

    static AdditiveModel Rates(Encoded data, Encoder encoder) =>
        AdditiveModel.Linear(LogOdds(encoder.Mean), Weights(data.Length, encoder.Codes.Select(code => (code.Start, 1f))));

    static float[] Weights(int length, IEnumerable<(int Place, float Weight)> some)
    {
        var weights = new float[length];
        foreach (var (place, weight) in some) weights[place] = weight;
        return weights;
    }

    public static double LogOdds(double chance)
    {
        var kept = Math.Clamp(chance, 1e-4, 1 - 1e-4);
        return Math.Log(kept / (1 - kept));
    }
}
