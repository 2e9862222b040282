using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Trainers.LightGbm;

namespace TradeLive.Learning;

/// <summary>ML.NET's trainers, each giving an <see cref="AdditiveModel"/>.</summary>
/// <param name="threads">Cores used; null for all.</param>
sealed class Trainers(int? threads, CancellationToken cancelled)
{
    const int Seed = 20;

    // A new context each time: its dice go on from call to call, and a model must not depend on what was trained before it.
    TModel Fit<TModel>(Func<MLContext, TModel> fit)
    {
        cancelled.ThrowIfCancellationRequested();
        try
        {
            return fit(new(Seed));
        }
        catch (Exception) when (cancelled.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancelled);
        }
    }

    /// <summary>Logistic regression by L-BFGS.</summary>
    public AdditiveModel Logistic(Encoded data, int[] places, double l2)
    {
        var model = Fit(ml => ml.BinaryClassification.Trainers.LbfgsLogisticRegression(new LbfgsLogisticRegressionBinaryTrainer.Options
        {
            L1Regularization = 0,
            L2Regularization = (float)l2,
            MaximumNumberOfIterations = 200,
            ExampleWeightColumnName = nameof(ChancePoint.Weight),
            // One thread: several add up in another order, and a model must not depend on how many there were.
            NumberOfThreads = 1,
            ShowTrainingStatistics = false,
        }).Fit(Chances(ml, data, places)).Model.SubModel);
        return OfLinear(model, places, data.Length);
    }

    /// <summary>Logistic regression by stochastic dual coordinate ascent.</summary>
    public AdditiveModel Sdca(Encoded data, int[] places, double l2)
    {
        var model = Fit(ml => ml.BinaryClassification.Trainers.SdcaLogisticRegression(new SdcaLogisticRegressionBinaryTrainer.Options
        {
            L2Regularization = (float)l2,
            MaximumNumberOfIterations = 30,
            NumberOfThreads = 1,
            ExampleWeightColumnName = nameof(ChancePoint.Weight),
        }).Fit(Chances(ml, data, places)).Model.SubModel);
        return OfLinear(model, places, data.Length);
    }

    static AdditiveModel OfLinear(LinearModelParameters model, int[] places, int length)
    {
        var weights = new float[length];
        for (var i = 0; i < places.Length; i++) weights[places[i]] = model.Weights[i];
        return AdditiveModel.Linear(model.Bias, weights);
    }

    public AdditiveModel FastTree(Encoded data, int[] places, TreeShape shape)
    {
        var model = Fit(ml => ml.BinaryClassification.Trainers.FastTree(Shaped(new FastTreeBinaryTrainer.Options(), shape)).Fit(Chances(ml, data, places)).Model);
        return Logits(Trees(model.SubModel.TrainedTreeEnsemble, data, places), (PlattCalibrator)model.Calibrator);
    }

    public AdditiveModel FastTreeAmount(Encoded data, int[] places, TreeShape shape) =>
        Trees(Fit(ml => ml.Regression.Trainers.FastTree(Shaped(new FastTreeRegressionTrainer.Options(), shape)).Fit(Amounts(ml, data, places)).Model.TrainedTreeEnsemble), data, places);

    T Shaped<T>(T options, TreeShape shape) where T : BoostedTreeOptions
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
        var model = Fit(ml => Grown(() => ml.BinaryClassification.Trainers.LightGbm(Regularised(new LightGbmBinaryTrainer.Options(), shape)).Fit(Chances(ml, data, places)).Model));
        return model is null
            ? AdditiveModel.Constant(Candidates.LogOdds(data.Cases.Average(one => one.Outcome)), data.Length)
            : Logits(Trees(model.SubModel.TrainedTreeEnsemble, data, places), (PlattCalibrator)model.Calibrator);
    }

    public AdditiveModel LightGbmAmount(Encoded data, int[] places, TreeShape shape)
    {
        var model = Fit(ml => Grown(() => ml.Regression.Trainers.LightGbm(Regularised(new LightGbmRegressionTrainer.Options(), shape)).Fit(Amounts(ml, data, places)).Model));
        return model is null
            ? AdditiveModel.Constant(data.Cases.Average(one => one.Outcome), data.Length)
            : Trees(model.TrainedTreeEnsemble, data, places);
    }

    // Where no split is worth making, ML.NET trips over LightGBM's trees of a single leaf.
    static TModel? Grown<TModel>(Func<TModel> fit) where TModel : class
    {
        try
        {
            return fit();
        }
        catch (ArgumentNullException)
        {
            return null;
        }
    }

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
    public AdditiveModel SdcaAmount(Encoded data, int[] places, double l2) => OfLinear(Fit(ml => ml.Regression.Trainers.Sdca(new SdcaRegressionTrainer.Options
    {
        L2Regularization = (float)l2,
        MaximumNumberOfIterations = 50,
        NumberOfThreads = 1,
        ExampleWeightColumnName = nameof(AmountPoint.Weight),
    }).Fit(Amounts(ml, data, places)).Model), places, data.Length);

    IDataView Chances(MLContext ml, Encoded data, int[] places) => View(ml,
        data.Rows(places).Select((features, i) => new ChancePoint { Features = features, Label = data.Cases[i].Outcome > 0.5, Weight = (float)data.Cases[i].Weight }), places.Length);

    IDataView Amounts(MLContext ml, Encoded data, int[] places) => View(ml,
        data.Rows(places).Select((features, i) => new AmountPoint { Features = features, Label = (float)data.Cases[i].Outcome, Weight = (float)data.Cases[i].Weight }), places.Length);

    IDataView View<T>(MLContext ml, IEnumerable<T> points, int length) where T : class
    {
        var schema = SchemaDefinition.Create(typeof(T));
        schema[nameof(ChancePoint.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, length);
        return ml.Data.LoadFromEnumerable(Watched([.. points]), schema);
    }

    // ML.NET asks nobody whether to go on; but its trainers come by here for each pass.
    IEnumerable<T> Watched<T>(T[] points)
    {
        foreach (var point in points)
        {
            cancelled.ThrowIfCancellationRequested();
            yield return point;
        }
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
