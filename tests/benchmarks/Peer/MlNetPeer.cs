using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;
using TradeLive.Learning;

namespace TradeLive.Benchmarks.Peer;

/// <summary>The same inquiries by ML.NET alone, as its documentation shows: one-hot words, numbers, FastTree of the same shape.</summary>
sealed class MlNetPeer
{
    readonly MLContext ml = new(20);
    readonly ITransformer model;
    readonly PredictionEngine<Row, Said> engine, explaining;

    public MlNetPeer(CaseSet set)
    {
        var data = ml.Data.LoadFromEnumerable(set.Cases.Select(RowOf).ToArray());
        var features = ml.Transforms.Categorical.OneHotEncoding([new(nameof(Row.A)), new(nameof(Row.B)), new(nameof(Row.C)), new(nameof(Row.D))])
            .Append(ml.Transforms.Concatenate("Features", nameof(Row.A), nameof(Row.B), nameof(Row.C), nameof(Row.D), nameof(Row.Numbers)));
        var trained = features.Append(ml.BinaryClassification.Trainers.FastTree(new FastTreeBinaryTrainer.Options
        {
            NumberOfTrees = 160,
            NumberOfLeaves = 16,
            MinimumExampleCountPerLeaf = 40,
            LearningRate = 0.07,
            FeatureFraction = 0.6,
        })).Fit(data);
        model = trained;
        engine = ml.Model.CreatePredictionEngine<Row, Said>(model);
        var contributions = ml.Transforms.CalculateFeatureContribution(trained.LastTransformer, normalize: false).Fit(model.Transform(data));
        explaining = ml.Model.CreatePredictionEngine<Row, Said>(model.Append(contributions));
    }

    public int Scores(CaseSet set)
    {
        var rows = set.Cases.Select(RowOf).ToArray();
        return model.Transform(ml.Data.LoadFromEnumerable(rows)).GetColumn<float>("Probability").Count();
    }

    public double Chance(Case one) => engine.Predict(RowOf(one)).Probability;

    public double Explain(Case one) => explaining.Predict(RowOf(one)).Probability;

    static Row RowOf(Case one) => new()
    {
        A = one.Cells[0].Word!,
        B = one.Cells[1].Word!,
        C = one.Cells[2].Word!,
        D = one.Cells[3].Word!,
        Numbers = [.. one.Cells.Skip(4).Select(cell => (float)cell.Number)],
        Label = one.Outcome > 0.5,
    };

    sealed class Row
    {
        public string A { get; set; } = "";
        public string B { get; set; } = "";
        public string C { get; set; } = "";
        public string D { get; set; } = "";
        [VectorType(4)] public float[] Numbers { get; set; } = [];
        public bool Label { get; set; }
    }

    sealed class Said
    {
        public float Probability { get; set; }
    }
}
