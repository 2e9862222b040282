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
        var model = ml.BinaryClassification.Trainers.FastTree(Grown(new FastTreeBinaryTrainer.Options(), shape)).Fit(Chances(data, places)).Model;
        return Logits(Trees(model.SubModel.TrainedTreeEnsemble, data, places), (PlattCalibrator)model.Calibrator);
    }

    public AdditiveModel FastTreeAmount(Encoded data, int[] places, TreeShape shape) =>
        Trees(ml.Regression.Trainers.FastTree(Grown(new FastTreeRegressionTrainer.Options(), shape)).Fit(Amounts(data, places)).Model.TrainedTreeEnsemble, data, places);

    T Grown<T>(T options, TreeShape shape) where T : BoostedTreeOptions
    {
        options.NumberOfTrees = shape.Trees;
        options.NumberOfLeaves = shape.Leaves;
        options.MinimumExampleCountPerLeaf = shape.LeastPerLeaf;
        options.LearningRate = shape.Rate;
        options.FeatureFraction = shape.Features;
        options.FeatureSelectionSeed = options.Seed = Seed;
        options.NumberOfThreads = threads;
        options.ExampleWeightColumnName = nameof(ChancePoint.Weight);
        return options;
    }

    public AdditiveModel LightGbm(Encoded data, int[] places, TreeShape shape)
    {
        var model = ml.BinaryClassification.Trainers.LightGbm(Regularised(new LightGbmBinaryTrainer.Options(), shape)).Fit(Chances(data, places)).Model;
        return Logits(Trees(model.SubModel.TrainedTreeEnsemble, data, places), (PlattCalibrator)model.Calibrator);
    }

    public AdditiveModel LightGbmAmount(Encoded data, int[] places, TreeShape shape) =>
        Trees(ml.Regression.Trainers.LightGbm(Regularised(new LightGbmRegressionTrainer.Options(), shape)).Fit(Amounts(data, places)).Model.TrainedTreeEnsemble, data, places);

    static TOptions Regularised<TOptions, TOutput, TTransformer, TModel>(LightGbmTrainerBase<TOptions, TOutput, TTransformer, TModel>.OptionsBase options, TreeShape shape)
        where TOptions : LightGbmTrainerBase<TOptions, TOutput, TTransformer, TModel>.OptionsBase, new()
        where TTransformer : ISingleFeaturePredictionTransformer<TModel>
        where TModel : class
    {
        options.NumberOfIterations = shape.Trees;
        options.NumberOfLeaves = shape.Leaves;
        options.MinimumExampleCountPerLeaf = shape.LeastPerLeaf;
        options.LearningRate = shape.Rate;
        // One thread: its threads spin while they wait, which on a busy machine takes ten times as long.
        options.NumberOfThreads = 1;
        options.Deterministic = true;
        options.Seed = Seed;
        options.Silent = true;
        options.HandleMissingValue = false;
        options.ExampleWeightColumnName = nameof(ChancePoint.Weight);
        options.Booster = new GradientBooster.Options { L2Regularization = 10, FeatureFraction = shape.Features, SubsampleFraction = 0.8, SubsampleFrequency = 1, MaximumTreeDepth = 6 };
        return (TOptions)options;
    }

    static AdditiveModel Trees(RegressionTreeEnsemble ensemble, Encoded data, int[] places) =>
        new(ensemble.Bias, new float[data.Length], [(Forest.Of(ensemble, places, data.Sample, 1), 1)]);

    // ML.NET turns a score into a chance by 1 / (1 + exp(slope × score + offset)).
    static AdditiveModel Logits(AdditiveModel model, PlattCalibrator calibrator) => model.Scaled(-calibrator.Slope, -calibrator.Offset);

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
