using System.Globalization;

namespace TradeLive.Scoring;

/// <summary>
/// The risk of leaving before there is a trained model: how long a customer has been silent, measured by the customer's own rhythm of
/// ordering, the rhythm being shrunk towards <see cref="UsualGapDays"/> while few orders are known; cancellations and complaints raise it by
/// assumed weights, which no data stand behind. Pure.
/// </summary>
public sealed class PriorChurnScorer : IChurnScorer
{
    public const string Model = "prior-churn-2";

    /// <summary>Days between two orders where nothing is known.</summary>
    const double UsualGapDays = 75;

    /// <summary>Imagined gaps of the usual length.</summary>
    const double PriorGaps = 2;

    const double Least = 0.02, Most = 0.98;

    // Assumed, in log-odds: by each open complaint, by the log of one more than the complaints of a year, and of one more than the cancellations.
    const double Open = 0.5, WithinYear = 0.25, Cancelled = 0.2;

    const int MostOpen = 3;

    /// <remarks>The contributions start from a customer of the usual rhythm who has been silent for as long as that rhythm.</remarks>
    public ChurnScore? Score(CustomerFacts facts, int horizonDays, DateTimeOffset now)
    {
        var past = facts.OrderedAt.Where(at => at <= now).ToList();
        if (past.Count == 0) return null;

        var spread = (past[^1] - past[0]).TotalDays;
        var rhythm = Math.Max(1, (spread + PriorGaps * UsualGapDays) / (past.Count - 1 + PriorGaps));
        var silence = Math.Max(0, (now - past[^1]).TotalDays);
        var (usual, expected) = (Silent(UsualGapDays, UsualGapDays, horizonDays), Silent(rhythm, rhythm, horizonDays));
        List<ScoreReason> reasons =
        [
            new("rhythm", expected - usual, Evidence(("rhythm", rhythm))),
            new("silence", Silent(rhythm, silence, horizonDays) - expected, Evidence(("silence", silence), ("rhythm", rhythm))),
            .. Assumed(facts),
        ];
        var risk = Math.Round(Math.Clamp(1 / (1 + Math.Exp(-usual - reasons.Sum(reason => reason.Weight))), Least, Most), 4);
        return new(risk, horizonDays, [.. reasons.OrderByDescending(reason => Math.Abs(reason.Weight))], Model, now)
        {
            Base = usual,
            Rest = LogOdds(risk) - usual - reasons.Sum(reason => reason.Weight),
        };
    }

    /// <summary>Log-odds of no order within the horizon.</summary>
    static double Silent(double rhythm, double silence, int horizonDays)
    {
        // An order comes at random with the rhythm's rate; silence beyond the rhythm says that the customer may have left already.
        var stillThere = 1 / (1 + Math.Exp((silence - 3 * rhythm) / rhythm));
        return LogOdds(Math.Clamp(1 - stillThere * (1 - Math.Exp(-horizonDays / rhythm)), Least, Most));
    }

    static IEnumerable<ScoreReason> Assumed(CustomerFacts facts)
    {
        var (open, within) = (facts.OpenComplaints, facts.ComplaintsWithinYear);
        if (facts.Cancelled > 0) yield return new("cancelled", Cancelled * Math.Log(1 + facts.Cancelled), Evidence(("cancelled", facts.Cancelled)));
        if (open > 0) yield return new("complaints-open", Open * Math.Min(open, MostOpen), Evidence(("open", open)));
        if (within > 0) yield return new("complaints-year", WithinYear * Math.Log(1 + within), Evidence(("within", within)));
    }

    static double LogOdds(double chance) => Math.Log(chance / (1 - chance));

    static Dictionary<string, string> Evidence(params ReadOnlySpan<(string Name, double Value)> numbers)
    {
        var data = new Dictionary<string, string>();
        foreach (var (name, value) in numbers) data[name] = Math.Round(value).ToString(CultureInfo.InvariantCulture);
        return data;
    }
}
