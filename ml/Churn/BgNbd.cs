using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;

namespace TradeLive.Churn;

/// <summary>What BG/NBD needs of a customer. All times in days.</summary>
/// <param name="Repeats">Days with an order after the first.</param>
/// <param name="LastAt">From the first order to the last.</param>
/// <param name="Age">From the first order to now.</param>
readonly record struct Buying(int Repeats, double LastAt, double Age);

/// <summary>
/// Orders come at random, each customer at a rate of his own, and after any order he may stay away for good
/// (Fader, Hardie and Lee 2005, "Counting your customers" the easy way: an alternative to the Pareto/NBD model).
/// </summary>
sealed record BgNbd(double R, double Alpha, double A, double B)
{
    const int MostFitted = 3000, MostSteps = 400;
    const double Tolerance = 1e-5;

    /// <summary>By greatest likelihood. Where the search does not end well, what it began with.</summary>
    public static BgNbd Fit(IReadOnlyList<Buying> customers)
    {
        var step = Math.Max(1, customers.Count / MostFitted);
        var some = customers.Where((_, i) => i % step == 0).GroupBy(one => one).Select(group => (One: group.Key, Count: group.Count())).ToList();
        // Rates in orders of the mean age, so that the search starts near whatever the unit.
        var unit = Math.Max(1, customers.Average(one => one.Age));
        var start = new BgNbd(0.5, unit / 4, 1, 2.5);
        try
        {
            var found = new NelderMeadSimplex(Tolerance, MostSteps).FindMinimum(
                ObjectiveFunction.Value(at => -some.Sum(one => one.Count * Of(at).LogLikelihood(one.One)) / customers.Count),
                Vector<double>.Build.Dense([Math.Log(start.R), Math.Log(start.Alpha), Math.Log(start.A), Math.Log(start.B)]));
            return Of(found.MinimizingPoint);
        }
        catch (OptimizationException)
        {
            return start;
        }
    }

    static BgNbd Of(Vector<double> logs) => new(Exp(logs[0]), Exp(logs[1]), Exp(logs[2]), Exp(logs[3]));

    static double Exp(double log) => Math.Exp(Math.Clamp(log, -10, 12));

    double LogLikelihood(Buying one)
    {
        var x = one.Repeats;
        var rate = SpecialFunctions.GammaLn(R + x) - SpecialFunctions.GammaLn(R) + R * Math.Log(Alpha);
        var stay = SpecialFunctions.GammaLn(A + B) + SpecialFunctions.GammaLn(B + x) - SpecialFunctions.GammaLn(B) - SpecialFunctions.GammaLn(A + B + x);
        var active = -(R + x) * Math.Log(Alpha + one.Age);
        if (x == 0) return rate + stay + active;
        var gone = Math.Log(A) - Math.Log(B + x - 1) - (R + x) * Math.Log(Alpha + one.LastAt);
        var more = Math.Max(active, gone);
        return rate + stay + more + Math.Log(Math.Exp(active - more) + Math.Exp(gone - more));
    }

    /// <summary>Chance of no order within some days from now.</summary>
    public double Silent(Buying one, double days)
    {
        var alive = one.Repeats == 0 ? 1 : 1 / (1 + A / (B + one.Repeats - 1) * Math.Pow((Alpha + one.Age) / (Alpha + one.LastAt), R + one.Repeats));
        return 1 - alive * (1 - Math.Pow((Alpha + one.Age) / (Alpha + one.Age + days), R + one.Repeats));
    }
}
