using TradeLive.Scoring;

namespace TradeLive.Inquiries;

/// <summary>When a new score counts, and how a person says that one is wrong.</summary>
public static class ScoreRules
{
    /// <summary>Differences below these nobody would act on: in probability, and as a share of the amount.</summary>
    const double HairOfChance = 0.005, HairOfAmount = 0.01;

    const int MostLetters = 500;

    /// <summary>Nothing happens where the score is as good as the present one.</summary>
    public static Decision<InquiryEvent> Rescore(this Inquiry inquiry, RescoreInquiry command, DateTimeOffset now) => inquiry switch
    {
        { Exists: false } => InquiryRefusal.Unknown,
        { IsClosed: true } => Decision.Nothing,
        { Score: { } present } when present.IsAsGoodAs(command.Score) => Decision.Nothing,
        _ => new InquiryScored(now, command.Score, command.AsOf),
    };

    /// <summary>Of one model, with the same reasons in the same order, and within a hair in chance and amount.</summary>
    public static bool IsAsGoodAs(this Score present, Score other) =>
        present.Model == other.Model
        && Math.Abs(present.Probability - other.Probability) < HairOfChance
        && present.ExpectedAmount.Currency == other.ExpectedAmount.Currency
        && (double)Math.Abs(present.ExpectedAmount.Amount - other.ExpectedAmount.Amount) <= HairOfAmount * (double)Math.Abs(present.ExpectedAmount.Amount)
        && present.Reasons.Select(Told).SequenceEqual(other.Reasons.Select(Told));

    // Counts in the evidence grow with every closed inquiry; what they say is in the chance.
    static (string Code, int For) Told(ScoreReason reason) => (reason.Code, Math.Sign(reason.Weight));

    public static Decision<InquiryEvent> Contest(this Inquiry inquiry, ContestScore command, DateTimeOffset now)
    {
        if (!inquiry.Exists) return InquiryRefusal.Unknown;
        if (inquiry.IsClosed) return InquiryRefusal.Closed(inquiry.Stage);
        if (inquiry.Score is not { } score) return Refusal.Of("contest.not-scored");
        return command.Text.Trim() switch
        {
            "" => Refusal.Of("contest.no-text"),
            { Length: > MostLetters } => Refusal.Of("contest.text-too-long", ("most", MostLetters.ToString(System.Globalization.CultureInfo.InvariantCulture))),
            var text => new InquiryScoreContested(now, inquiry.Contests + 1, score, command.Flaw, text),
        };
    }

    public static Decision<InquiryEvent> MarkContestSeen(this Inquiry inquiry, MarkContestSeen command, DateTimeOffset now) => inquiry switch
    {
        { Exists: false } => InquiryRefusal.Unknown,
        _ when command.Number < 1 || command.Number > inquiry.Contests => Refusal.Of("contest.unknown"),
        _ when !inquiry.UnseenContests.Contains(command.Number) => Decision.Nothing,
        _ => new InquiryContestSeen(now, command.Number),
    };
}
