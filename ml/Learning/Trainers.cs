using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Trainers.LightGbm;

namespace TradeLive.Learning;

/// <summary>ML.NET's trainers, each giving an <see cref="AdditiveModel"/>.</summary>
/// <param name="threads">Cores used; null for all.</param>
sealed class Trainers(int? threads = null)
{
    const int Seed = 20;

    readonly MLContext ml = new(Seed);

    /// <summary>Logistic regression by L-BFGS.</summary>
    public AdditiveModel Logistic(Encoded data, int[] places, double l2)
    {
        var trainer = ml.BinaryClassification.Trainers.LbfgsLogisticRegression(new LbfgsLogisticRegressionBinaryTrainer.Options
        {
            L1Regularization = 0,
            L2Regularization = (float)l2,
            MaximumNumberOfIterations = 200,
            ExampleWeightColumnName = nameof(ChancePoint.Weight),
            NumberOfThreads = threads ?? 1,
            ShowTrainingStatistics = false,
        });
        return OfLinear(trainer.Fit(Chances(data, places)).Model.SubModel, places, data.Length);
    }

    /// <summary>Logistic regression by stochastic dual coordinate ascent.</summary>
    public AdditiveModel Sdca(Encoded data, int[] places, double l2)
    {
        var trainer = ml.BinaryClassification.Trainers.SdcaLogisticRegression(new SdcaLogisticRegressionBinaryTrainer.Options
        {
            L2Regularization = (float)l2,
            MaximumNumberOfIterations = 30,
            NumberOfThreads = 1,
            ExampleWeightColumnName = nameof(ChancePoint.Weight),
        });
        return OfLinear(trainer.Fit(Chances(data, places)).Model.SubModel, places, data.Length);
    }

    static AdditiveModel OfLinear(LinearModelParameters model, int[] places, int length)
    {
        var weights = new float[length];
        for (var i = 0; i < places.Length; i++) weights[places[i]] = model.Weights[i];
        return AdditiveModel.Linear(model.Bias, weights);
    }

    public AdditiveModel FastTree(Encoded data, int[] places, TreeShape shape)
    {
        var model = ml.BinaryClassification.Trainers.FastTree(new FastTreeBinaryTrainer.Options
        {
            NumberOfTrees = shape.Trees,
            NumberOfLeaves = shape.Leaves,
            MinimumExampleCountPerLeaf = shape.LeastPerLeaf,
            LearningRate = shape.Rate,
            FeatureFraction = shape.Features,
            FeatureSelectionSeed = Seed,
            Seed = Seed,
            NumberOfThreads = threads,
            ExampleWeightColumnName = nameof(ChancePoint.Weight),
        }).Fit(Chances(data, places)).Model;
        return Logits(Forest.Of(model.SubModel.TrainedTreeEnsemble, places, data.Sample, 1), model.SubModel.TrainedTreeEnsemble.Bias, (PlattCalibrator)model.Calibrator, data.Length);
    }

    public AdditiveModel LightGbm(Encoded data, int[] places, TreeShape shape)
    {
        var model = ml.BinaryClassification.Trainers.LightGbm(new LightGbmBinaryTrainer.Options
        {
            NumberOfIterations = shape.Trees,
            NumberOfLeaves = shape.Leaves,
            MinimumExampleCountPerLeaf = shape.LeastPerLeaf,
            LearningRate = shape.Rate,
            // One thread: its threads spin while they wait, which on a busy machine takes ten times as long.
            NumberOfThreads = 1,
            Deterministic = true,
            Seed = Seed,
            Silent = true,
            HandleMissingValue = false,
            ExampleWeightColumnName = nameof(ChancePoint.Weight),
            Booster = new GradientBooster.Options { L2Regularization = 10, FeatureFraction = shape.Features, SubsampleFraction = 0.8, SubsampleFrequency = 1, MaximumTreeDepth = 6 },
        }).Fit(Chances(data, places)).Model;
        return Logits(Forest.Of(model.SubModel.TrainedTreeEnsemble, places, data.Sample, 1), model.SubModel.TrainedTreeEnsemble.Bias, (PlattCalibrator)model.Calibrator, data.Length);
    }

    // ML.NET turns a score into a chance by 1 / (1 + exp(slope × score + offset)).
    static AdditiveModel Logits(Forest forest, double bias, PlattCalibrator calibrator, int length) =>
        new AdditiveModel(bias, new float[length], [(forest, 1)]).Scaled(-calibrator.Slope, -calibrator.Offset);

    public AdditiveModel FastTreeAmount(Encoded data, int[] places, TreeShape shape)
    {
        var model = ml.Regression.Trainers.FastTree(new FastTreeRegressionTrainer.Options
        {
            NumberOfTrees = shape.Trees,
            NumberOfLeaves = shape.Leaves,
            MinimumExampleCountPerLeaf = shape.LeastPerLeaf,
            LearningRate = shape.Rate,
            FeatureFraction = shape.Features,
            FeatureSelectionSeed = Seed,
            Seed = Seed,
            NumberOfThreads = threads,
            ExampleWeightColumnName = nameof(AmountPoint.Weight),
        }).Fit(Amounts(data, places)).Model;
        return new(model.TrainedTreeEnsemble.Bias, new float[data.Length], [(Forest.Of(model.TrainedTreeEnsemble, places, data.Sample, 1), 1)]);
    }

    public AdditiveModel LightGbmAmount(Encoded data, int[] places, TreeShape shape)
    {
        var model = ml.Regression.Trainers.LightGbm(new LightGbmRegressionTrainer.Options
        {
            NumberOfIterations = shape.Trees,
            NumberOfLeaves = shape.Leaves,
            MinimumExampleCountPerLeaf = shape.LeastPerLeaf,
            LearningRate = shape.Rate,
            // One thread: its threads spin while they wait, which on a busy machine takes ten times as long.
            NumberOfThreads = 1,
            Deterministic = true,
            Seed = Seed,
            Silent = true,
            HandleMissingValue = false,
            ExampleWeightColumnName = nameof(AmountPoint.Weight),
            Booster = new GradientBooster.Options { L2Regularization = 10, FeatureFraction = shape.Features, SubsampleFraction = 0.8, SubsampleFrequency = 1, MaximumTreeDepth = 6 },
        }).Fit(Amounts(data, places)).Model;
        return new(model.TrainedTreeEnsemble.Bias, new float[data.Length], [(Forest.Of(model.TrainedTreeEnsemble, places, data.Sample, 1), 1)]);
    }

    /// <summary>Linear regression with a penalty on large weights, by stochastic dual coordinate ascent.</summary>
    public AdditiveModel SdcaAmount(Encoded data, int[] places, double l2) => OfLinear(ml.Regression.Trainers.Sdca(new SdcaRegressionTrainer.Options
    {
        L2Regularization = (float)l2,
        MaximumNumberOfIterations = 50,
        NumberOfThreads = 1,
        ExampleWeightColumnName = nameof(AmountPoint.Weight),
    }).Fit(Amounts(data, places)).Model, places, data.Length);

    IDataView Chances(Encoded data, int[] places) => View(
        data.Rows(places).Select((features, i) => new ChancePoint { Features = features, Label = data.Cases[i].Outcome > 0.5, Weight = (float)data.Cases[i].Weight }), places.Length);

    IDataView Amounts(Encoded data, int[] places) => View(
        data.Rows(places).Select((features, i) => new AmountPoint { Features = features, Label = (float)data.Cases[i].Outcome, Weight = (float)data.Cases[i].Weight }), places.Length);

    IDataView View<T>(IEnumerable<T> points, int length) where T : class
    {
        var schema = SchemaDefinition.Create(typeof(T));
        schema[nameof(ChancePoint.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, length);
        return ml.Data.LoadFromEnumerable([.. points], schema);
    }

    sealed class ChancePoint
    {
        public float[] Features { get; set; } = [];
        public bool Label { get; set; }
        public float Weight { get; set; }
    }

    sealed class AmountPoint
    {
        public float[] Features { get; set; } = [];
        public float Label { get; set; }
        public float Weight { get; set; }
    }
}

/// <summary>How large trees may grow.</summary>
/// <param name="Features">Share of the features that each tree may ask.</param>
readonly record struct TreeShape(int Trees, int Leaves, int LeastPerLeaf, double Rate, double Features);

/// <summary>Cases with their vectors.</summary>
sealed record Encoded(IReadOnlyList<Case> Cases, float[][] Vectors, int Length)
{
    const int MostSampled = 2000;

    /// <summary>Some of the vectors, spread over all.</summary>
    public IReadOnlyList<float[]> Sample { get; } =
        [.. Vectors.Where((_, i) => i % Math.Max(1, (Vectors.Length + MostSampled - 1) / MostSampled) == 0)];

    public IEnumerable<float[]> Rows(int[] places) => Vectors.Select(vector => Array.ConvertAll(places, place => vector[place]));
}
