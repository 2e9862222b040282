using TradeLive.Learning;

namespace TradeLive.Scoring;

/// <summary>A model and the name that its scores carry, such as <c>win-3</c>.</summary>
public sealed record NamedModel(string Name, TrainedModel Model);

/// <summary>Scores by trained models; for what there is none, the prior answers. Pure: the same facts give the same score.</summary>
public sealed class TrainedInquiryScorer(NamedModel? win, NamedModel? amount, Allowed allowed, IInquiryScorer prior) : IInquiryScorer
{
    const double Least = 0.0001, Most = 0.9999;

    /// <summary>The name that the scores carry.</summary>
    public string Model => amount is null ? win?.Name ?? PriorInquiryScorer.Model : $"{win?.Name ?? PriorInquiryScorer.Model}+{amount.Name}";

    public Score Score(InquiryFacts facts, IOutcomeHistory history, Currency reporting, DateTimeOffset now)
    {
        var score = prior.Score(facts, history, reporting, now);
        if (win is not null) score = ByModel(win.Model, facts, score);
        if (amount is not null) score = score with { ExpectedAmount = new Money((decimal)Amount(amount.Model, facts), reporting).Rounded() };
        return win is null && amount is null ? score : score with { Model = Model };
    }

    Score ByModel(TrainedModel model, InquiryFacts facts, Score score)
    {
        var (start, contributions) = Explain(model, facts);
        var shown = InquiryReasons.Strongest(contributions);
        var logOdds = start + contributions.Sum(one => one.Weight);
        return score with
        {
            Probability = Math.Round(Math.Clamp(Calibration.Sigmoid(logOdds), Least, Most), 4),
            // What speaks of the amount alone has no weight in the chance.
            Reasons = [.. shown, .. score.Reasons.Where(reason => reason.Code.StartsWith("amount-", StringComparison.Ordinal))],
            Base = start,
            Rest = logOdds - start - shown.Sum(reason => reason.Weight),
        };
    }

    // Above what a currency holds nobody orders; a model asked far from what it knows must not break the board.
    double Amount(TrainedModel model, InquiryFacts facts)
    {
        if (model.Columns.All(column => InquiryFeatures.MayCount(column, allowed))) return Kept(model.Amount(InquiryFeatures.Cells(facts, model.Columns, allowed)));
        var (start, contributions) = Explain(model, facts);
        return Kept(Math.Exp(start + contributions.Sum(one => one.Weight)) * model.Smearing);
    }

    static double Kept(double amount) => Math.Clamp(amount, 0, 1e12);

    // A model may have learnt from what the company no longer lets count: that neither adds nor takes, also not as something that is missing.
    (double Start, IReadOnlyList<Contribution> Contributions) Explain(TrainedModel model, InquiryFacts facts)
    {
        var (start, contributions) = model.Explain(InquiryFeatures.Cells(facts, model.Columns, allowed));
        return (start, [.. contributions.Where(one => InquiryFeatures.MayCount(one.Column, allowed))]);
    }
}
