using System.Numerics.Tensors;

namespace TradeLive.Learning;

/// <summary>
/// Every candidate in one shape: a bias, a weight for each place of the vector, and forests. What it says is log-odds for a chance, or the
/// log of an amount. Averages, scaling and calibration give the same shape again, so that one evaluator serves all and contributions add up.
/// </summary>
public sealed class AdditiveModel(double bias, float[] weights, IReadOnlyList<(Forest Forest, double Scale)> forests)
{
    public double Bias => bias;
    public float[] Weights => weights;
    public IReadOnlyList<(Forest Forest, double Scale)> Forests => forests;

    public static AdditiveModel Constant(double value, int length) => new(value, new float[length], []);

    public static AdditiveModel Linear(double bias, float[] weights) => new(bias, weights, []);

    public double Score(ReadOnlySpan<float> vector)
    {
        var sum = bias + TensorPrimitives.Dot(weights, vector);
        foreach (var (forest, scale) in forests) sum += scale * forest.Score(vector);
        return sum;
    }

    /// <summary>The mean of models on the same vector.</summary>
    public static AdditiveModel Average(params IReadOnlyList<AdditiveModel> models)
    {
        var weights = new float[models[0].Weights.Length];
        foreach (var model in models) TensorPrimitives.Add(weights, model.Weights, weights);
        TensorPrimitives.Divide(weights, models.Count, weights);
        return new(models.Average(model => model.Bias), weights, [.. models.SelectMany(model => model.Forests).Select(part => (part.Forest, part.Scale / models.Count))]);
    }

    /// <summary>slope × score + offset.</summary>
    public AdditiveModel Scaled(double slope, double offset)
    {
        var scaled = new float[weights.Length];
        TensorPrimitives.Multiply(weights, (float)slope, scaled);
        return new(slope * bias + offset, scaled, [.. forests.Select(part => (part.Forest, part.Scale * slope))]);
    }

    /// <summary>What each place contributed against the average case; with the base they add up to the score.</summary>
    /// <param name="average">The average vector of the training cases.</param>
    public (double Base, double[] Contributions) Explain(ReadOnlySpan<float> vector, ReadOnlySpan<float> average)
    {
        var contributions = new double[weights.Length];
        for (var place = 0; place < contributions.Length; place++) contributions[place] = (double)weights[place] * (vector[place] - average[place]);
        var start = bias + TensorPrimitives.Dot(weights, average);
        foreach (var (forest, scale) in forests)
        {
            forest.Explain(vector, contributions, scale);
            start += scale * forest.Average;
        }
        return (start, contributions);
    }
}
