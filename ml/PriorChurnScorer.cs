using System.Globalization;

namespace TradeLive.Scoring;

/// <summary>
/// The risk of leaving before there is a trained model: how long a customer has been silent, measured by the customer's own rhythm of
/// ordering, the rhythm being shrunk towards <see cref="UsualGapDays"/> while few orders are known. Pure.
/// </summary>
public sealed class PriorChurnScorer : IChurnScorer
{
    public const string Model = "prior-churn-1";

    /// <summary>Days between two orders where nothing is known.</summary>
    const double UsualGapDays = 75;

    /// <summary>Imagined gaps of the usual length.</summary>
    const double PriorGaps = 2;

    const double Least = 0.02, Most = 0.98;

    public ChurnScore? Score(CustomerFacts facts, int horizonDays, DateTimeOffset now)
    {
        var past = facts.OrderedAt.Where(at => at <= now).ToList();
        if (past.Count == 0) return null;

        var gaps = past.Count - 1;
        var spread = (past[^1] - past[0]).TotalDays;
        var rhythm = Math.Max(1, (spread + PriorGaps * UsualGapDays) / (gaps + PriorGaps));
        var silence = Math.Max(0, (now - past[^1]).TotalDays);
        // An order comes at random with the rhythm's rate; silence beyond the rhythm says that the customer may have left already.
        var stillThere = 1 / (1 + Math.Exp((silence - 3 * rhythm) / rhythm));
        var risk = 1 - stillThere * (1 - Math.Exp(-horizonDays / rhythm));
        return new(Math.Round(Math.Clamp(risk, Least, Most), 4), horizonDays, Reasons(past.Count, rhythm, silence, facts.Cancelled), Model, now);
    }

    static List<ScoreReason> Reasons(int orders, double rhythm, double silence, int cancelled)
    {
        List<ScoreReason> reasons =
        [
            new("silence", silence / rhythm - 1, Days(("silence", silence), ("rhythm", rhythm))),
            new("orders", 1.0 / orders - 0.25, Days(("orders", orders))),
        ];
        reasons.Add(cancelled > 0 ? new("cancelled", 0.2 * cancelled, Days(("cancelled", cancelled))) : new("rhythm", rhythm / UsualGapDays - 1, Days(("rhythm", rhythm))));
        return [.. reasons.OrderByDescending(reason => Math.Abs(reason.Weight))];
    }

    static Dictionary<string, string> Days(params ReadOnlySpan<(string Name, double Value)> numbers)
    {
        var data = new Dictionary<string, string>();
        foreach (var (name, value) in numbers) data[name] = Math.Round(value).ToString(CultureInfo.InvariantCulture);
        return data;
    }
}
