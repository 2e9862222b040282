using TradeLive.Scoring;
using TradeLive.Views;

namespace TradeLive.Client;

/// <summary>The reasons of a score sorted by what they say: for the inquiry, against it, or of the amount.</summary>
/// <param name="For">What speaks for it, the strongest first, at most three.</param>
/// <param name="Against">What speaks against it, likewise.</param>
/// <param name="Amount">Where the expected amount comes from; null where only from averages.</param>
/// <param name="Average">The company's own rate, from which all start; null where the model did not say.</param>
public sealed record Why(IReadOnlyList<ScoreReason> For, IReadOnlyList<ScoreReason> Against, ScoreReason? Amount, ScoreReason? Average)
{
    const int Most = 3;

    /// <summary>Log-odds below which a reason moves the chance by less than half a point: it says nothing.</summary>
    const double Least = 0.02;

    /// <summary>True where a training found that nothing told what was won from what was not: then the prior's rates and assumptions are no reasons.</summary>
    public bool IsUnfounded { get; private init; }

    /// <summary>False where the model found nothing that tells this inquiry from the average.</summary>
    public bool HasSignal => For.Count + Against.Count > 0;

    /// <param name="hasNoSignal">The last training found no signal.</param>
    public static Why Of(Card card, bool hasNoSignal)
    {
        var (amount, average) = (card.Reasons.FirstOrDefault(IsOfAmount), card.Reasons.FirstOrDefault(IsAverage));
        return hasNoSignal && ModelWords.IsPrior(card.Model)
            ? new([], [], amount, average) { IsUnfounded = true }
            : new(Telling(card, 1), Telling(card, -1), amount, average);
    }

    static List<ScoreReason> Telling(Card card, int sign) =>
        [.. card.Reasons.Where(reason => !IsOfAmount(reason) && !IsAverage(reason) && HasEvidence(reason) && Math.Sign(reason.Weight) == sign && Math.Abs(reason.Weight) >= Least)
            .OrderByDescending(reason => Math.Abs(reason.Weight)).ThenBy(reason => reason.Code, StringComparer.Ordinal).Take(Most)];

    // "0 of 0 won" is what a model says of a value that it has never met.
    static bool HasEvidence(ScoreReason reason) => reason.Data.GetValueOrDefault("closed") != "0";

    static bool IsOfAmount(ScoreReason reason) => reason.Code.StartsWith("amount-", StringComparison.Ordinal);

    static bool IsAverage(ScoreReason reason) => reason.Code == "base-rate";
}
