using TradeLive.Scoring;

namespace TradeLive.Client;

/// <summary>The reasons of a risk of leaving sorted by what they do: what is shown adds up to the risk's log-odds.</summary>
/// <param name="Raises">What raises the risk, the strongest first, at most three.</param>
/// <param name="Lowers">What lowers it, likewise.</param>
/// <param name="Usual">Risk of the usual customer, from which all starts, 0 to 1; null where the model did not say.</param>
/// <param name="Rest">Log-odds that all else adds.</param>
public sealed record ChurnWhy(IReadOnlyList<ScoreReason> Raises, IReadOnlyList<ScoreReason> Lowers, double? Usual, double Rest)
{
    const int Most = 3;

    /// <summary>Log-odds below which something moves the risk by less than half a point: it says nothing.</summary>
    const double Least = 0.02;

    /// <summary>1 where all else raises the risk, -1 where it lowers it, 0 where it says nothing or nobody knows.</summary>
    public int RestSign => Usual is null || Math.Abs(Rest) < Least ? 0 : Math.Sign(Rest);

    public static ChurnWhy Of(ChurnScore score)
    {
        var (raises, lowers) = (Telling(score, 1), Telling(score, -1));
        var shown = raises.Concat(lowers).Sum(reason => reason.Weight);
        return new(raises, lowers, score.Base is { } start ? 1 / (1 + Math.Exp(-start)) : null, score.Rest + score.Reasons.Sum(reason => reason.Weight) - shown);
    }

    static List<ScoreReason> Telling(ChurnScore score, int sign) =>
        [.. score.Reasons.Where(reason => Math.Sign(reason.Weight) == sign && Math.Abs(reason.Weight) >= Least)
            .OrderByDescending(reason => Math.Abs(reason.Weight)).ThenBy(reason => reason.Code, StringComparer.Ordinal).Take(Most)];
}
