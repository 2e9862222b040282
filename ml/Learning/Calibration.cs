namespace TradeLive.Learning;

/// <summary>Platt's scaling of log-odds: chance = 1 / (1 + exp(−(slope × score + offset))).</summary>
/// <param name="Slope">Above zero: one that turns the ranking round is refused.</param>
public readonly record struct Calibration(double Slope, double Offset)
{
    /// <summary>Pulls towards leaving the score as it is, as strongly as so many cases.</summary>
    const double Pull = 10;

    const double LeastSlope = 0.05;
    const int Steps = 50;

    public static Calibration None => new(1, 0);

    public double Chance(double score) => Sigmoid(Slope * score + Offset);

    public static double Sigmoid(double logOdds) => 1 / (1 + Math.Exp(-logOdds));

    /// <summary>Fits to scores that were made without knowing these outcomes.</summary>
    public static Calibration Fit(IReadOnlyList<double> scores, IReadOnlyList<double> outcomes)
    {
        double slope = 1, offset = 0;
        for (var step = 0; step < Steps; step++)
        {
            double gs = Pull * (slope - 1) * 0.25, go = Pull * offset * 0.05, hss = Pull * 0.25, hso = 0, hoo = Pull * 0.05;
            for (var i = 0; i < scores.Count; i++)
            {
                var chance = Sigmoid(slope * scores[i] + offset);
                var (error, weight) = (chance - outcomes[i], Math.Max(chance * (1 - chance), 1e-9));
                gs += error * scores[i];
                go += error;
                hss += weight * scores[i] * scores[i];
                hso += weight * scores[i];
                hoo += weight;
            }
            var determinant = hss * hoo - hso * hso;
            if (determinant <= 1e-12) break;
            var (ds, d) = ((hoo * gs - hso * go) / determinant, (hss * go - hso * gs) / determinant);
            slope -= Math.Clamp(ds, -1, 1);
            offset -= Math.Clamp(d, -2, 2);
            if (Math.Abs(ds) + Math.Abs(d) < 1e-9) break;
        }
        return double.IsFinite(slope) && double.IsFinite(offset) && slope >= LeastSlope ? new(slope, offset) : None;
    }
}
