namespace TradeLive.Learning;

/// <summary>Platt's scaling of log-odds: chance = 1 / (1 + exp(−(slope × score + offset))).</summary>
/// <param name="Slope">Above zero: one that turns the ranking round is refused.</param>
public readonly record struct Calibration(double Slope, double Offset)
{
    /// <summary>Pull towards leaving the score as it is. Of a hundred held-out cases and fewer the slope is known too badly to be followed.</summary>
    const double SlopePull = 30, OffsetPull = 10;

    /// <summary>By how much, in log-odds, what comes true at one moment is off what comes true at another, whatever the model: shares of customers who
    /// left within 60 or 90 days differed by 0.1 to 0.3 from one horizon to the next.</summary>
    const double OfAMoment = 0.25;

    const double LeastSlope = 0.05;
    const int Steps = 50;

    public static Calibration None => new(1, 0);

    public double Chance(double score) => Sigmoid(Slope * score + Offset);

    public static double Sigmoid(double logOdds) => 1 / (1 + Math.Exp(-logOdds));

    /// <summary>Fits to scores that were made without knowing these outcomes.</summary>
    public static Calibration Fit(IReadOnlyList<double> scores, IReadOnlyList<double> outcomes) => Fit(scores, outcomes, null);

    /// <summary>Fits to scores of a single moment, for later ones: of the offset only what goes beyond <see cref="OfAMoment"/> is taken along.</summary>
    public static Calibration FitToMoment(IReadOnlyList<double> scores, IReadOnlyList<double> outcomes)
    {
        var offset = Fit(scores, outcomes, null).Offset;
        return Fit(scores, outcomes, Math.Sign(offset) * Math.Max(0, Math.Abs(offset) - OfAMoment));
    }

    static Calibration Fit(IReadOnlyList<double> scores, IReadOnlyList<double> outcomes, double? fixedOffset)
    {
        double slope = 1, offset = fixedOffset ?? 0;
        for (var step = 0; step < Steps; step++)
        {
            double gs = SlopePull * (slope - 1), go = OffsetPull * offset, hss = SlopePull, hso = 0, hoo = OffsetPull;
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
            if (fixedOffset is not null) (go, hso) = (0, 0);
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
