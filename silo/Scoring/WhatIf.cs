using TradeLive.Views;

namespace TradeLive.Scoring;

/// <summary>The facts of an inquiry as they would be after a step that is still open. Pure; what the steps are worth is the scorer's to say.</summary>
public static class WhatIf
{
    /// <summary>Gain in chance from which a step is advised: half a point.</summary>
    public const double LeastGain = 0.005;

    /// <param name="usualQuantity">What buyers of this product usually ask for; null where nobody has said.</param>
    /// <param name="expectedAmount">Amount of a quotation, where the buyer has named no price.</param>
    public static IEnumerable<(WhatIfAction Action, InquiryFacts Facts)> StepsFrom(InquiryFacts facts, decimal? usualQuantity, decimal expectedAmount, DateTimeOffset now)
    {
        var replied = Replied(facts, now);
        if (facts.RepliedAfterHours is null) yield return (WhatIfAction.Reply, replied);
        if (!facts.SampleSent) yield return (WhatIfAction.SendSample, replied with { SampleSent = true });
        if (facts.QuotedAmount is null)
            yield return (WhatIfAction.Quote, replied with { QuotedAmount = facts.TargetAmount ?? facts.ListAmount ?? expectedAmount, Stage = Later(replied.Stage, Stage.Quoted) });
        if (!facts.HasCompany) yield return (WhatIfAction.AskCompany, facts with { HasCompany = true });
        if (!facts.HasPhone) yield return (WhatIfAction.AskPhone, facts with { HasPhone = true });
        if (facts.Quantity is null && usualQuantity is { } quantity) yield return (WhatIfAction.AskQuantity, facts with { Quantity = quantity });
    }

    /// <summary>The steps worth advising, the most gain first.</summary>
    public static IReadOnlyList<WhatIfOption> Advice(double chance, IEnumerable<(WhatIfAction Action, double Chance)> scored) =>
        [.. scored.Select(step => new WhatIfOption(step.Action, step.Chance, step.Chance - chance)).Where(option => option.Gain >= LeastGain)
            .OrderByDescending(option => option.Gain).ThenBy(option => option.Action)];

    // Whoever sends a sample or a quotation has answered.
    static InquiryFacts Replied(InquiryFacts facts, DateTimeOffset now) => facts with
    {
        RepliedAfterHours = facts.RepliedAfterHours ?? Math.Max(0, (now - facts.ReceivedAt).TotalHours),
        Stage = Later(facts.Stage, Stage.Contacted),
    };

    static Stage Later(Stage one, Stage other) => one > other ? one : other;
}
