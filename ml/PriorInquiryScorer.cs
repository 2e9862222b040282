using System.Globalization;

namespace TradeLive.Scoring;

/// <summary>
/// The score before there is a trained model: the company's own rate of winning, moved by what inquiries of the same source, country,
/// product and sector came to, each shrunk towards the whole by its count, and by signs of a serious buyer. Pure.
/// </summary>
/// <remarks>
/// With no history the base rate is <see cref="BaseRate"/>; every closed inquiry counts against <see cref="PriorWeight"/> imagined ones,
/// so that the prior fades as data arrives; the signs (a known customer, a prompt reply, a sample sent, the buyer's answer, a detailed message, full contact data, a quotation) are assumptions and fade likewise, halved at <see cref="AssumptionWeight"/>. Contributions are differences of log-odds and add up to the score.
/// </remarks>
/// <param name="allowed">Without the country, its rate does not count.</param>
public sealed class PriorInquiryScorer(Allowed allowed) : IInquiryScorer
{
    public const string Model = "prior-4";

    /// <summary>Share of inquiries won where nothing is known.</summary>
    const double BaseRate = 0.15;

    /// <summary>Imagined inquiries behind the base rate, and behind the whole's rate for each part of it.</summary>
    const double PriorWeight = 20;

    /// <summary>Closed inquiries at which an assumed sign counts half: what is true of it shows in the rates by then.</summary>
    const double AssumptionWeight = 500;

    /// <summary>Amount expected where nothing is known, in the reporting currency.</summary>
    const double BaseAmount = 1000;

    /// <summary>Hours within which a first reply is assumed to help; within the first hour twice as much.</summary>
    const double PromptHours = 24;

    const double Least = 0.01, Most = 0.98;

    const int EachWay = 3;

    /// <summary>By all that is known.</summary>
    public PriorInquiryScorer() : this(Allowed.All) { }

    public Score Score(InquiryFacts facts, IOutcomeHistory history, Currency reporting, DateTimeOffset now)
    {
        var all = history["all"];
        var whole = (all.Won + PriorWeight * BaseRate) / (all.Closed + PriorWeight);
        var reasons = new List<ScoreReason>();
        foreach (var (code, key, name, value) in Shared(facts))
            if (Contribution(code, history[key], whole, name, value) is { } reason) reasons.Add(reason);
        var faded = AssumptionWeight / (AssumptionWeight + all.Closed);
        reasons.AddRange(Signs(facts).Select(sign => sign with { Weight = sign.Weight * faded }));

        var chance = Math.Clamp(1 / (1 + Math.Exp(-LogOdds(whole) - reasons.Sum(reason => reason.Weight))), Least, Most);
        var (amount, amountReason) = Amount(facts, history, all);
        var strongest = Strongest(reasons);
        if (strongest.Count < EachWay) strongest.Add(new("base-rate", 0, Evidence(all)));
        if (amountReason is not null) strongest.Add(amountReason);
        return new(Math.Round(chance, 4), new Money((decimal)amount, reporting).Rounded(), strongest, Model, now) { Base = LogOdds(whole), Rest = LogOdds(chance) - LogOdds(whole) - strongest.Sum(reason => reason.Weight) };
    }

    // The three strongest each way, the strongest first.
    static List<ScoreReason> Strongest(List<ScoreReason> reasons)
    {
        var ordered = reasons.OrderByDescending(reason => Math.Abs(reason.Weight)).ThenBy(reason => reason.Code, StringComparer.Ordinal).ToList();
        var told = ordered.Where(reason => reason.Weight > 0).Take(EachWay).Concat(ordered.Where(reason => reason.Weight < 0).Take(EachWay)).ToHashSet();
        return [.. ordered.Where(told.Contains)];
    }

    IEnumerable<(string Code, string Key, string Name, string Value)> Shared(InquiryFacts facts)
    {
        yield return ("source-rate", $"source:{facts.Source}", "source", facts.Source);
        if (allowed.ByCountry && facts.Country is { } country) yield return ("country-rate", $"country:{country}", "country", country);
        if (facts.Product is { Length: > 0 } product) yield return ("product-rate", $"product:{product}", "product", product);
        if (facts.Sector is { Length: > 0 } sector) yield return ("sector-rate", $"sector:{sector}", "sector", sector);
    }

    static ScoreReason? Contribution(string code, OutcomeTally tally, double whole, string name, string value)
    {
        if (tally.Closed == 0) return null;
        var rate = (tally.Won + PriorWeight * whole) / (tally.Closed + PriorWeight);
        var evidence = Evidence(tally);
        evidence[name] = value;
        return new(code, LogOdds(rate) - LogOdds(whole), evidence);
    }

    static IEnumerable<ScoreReason> Signs(InquiryFacts facts)
    {
        if (facts.EarlierOrders > 0)
            yield return new("repeat-customer", Math.Min(0.5 + 0.15 * facts.EarlierOrders, 1.5), new Dictionary<string, string> { ["orders"] = Text(facts.EarlierOrders) });
        // At the very moment of receipt: taken over from where nobody kept the time.
        if (facts.RepliedAfterHours is > 0 and <= PromptHours and var hours)
            yield return new("prompt-reply", hours <= 1 ? 0.3 : 0.15, new Dictionary<string, string> { ["hours"] = Text((int)Math.Ceiling(hours)) });
        if (facts.SampleSent) yield return new("sample-sent", 0.4, new Dictionary<string, string>());
        if (facts.BuyerAnswered) yield return new("buyer-answered", 0.6, new Dictionary<string, string>());
        if (facts.Message.Length >= 200) yield return new("detailed-message", 0.25, new Dictionary<string, string> { ["length"] = Text(facts.Message.Length) });
        if (facts is { HasPhone: true, HasCompany: true }) yield return new("full-contact", 0.2, new Dictionary<string, string>());
        if (facts.Stage is Stage.Quoted or Stage.Negotiating) yield return new("quoted", 0.7, new Dictionary<string, string>());
    }

    static (double Amount, ScoreReason? Reason) Amount(InquiryFacts facts, IOutcomeHistory history, OutcomeTally all)
    {
        if ((facts.QuotedAmount ?? facts.TargetAmount ?? facts.ListAmount) is > 0 and var said)
        {
            var code = facts.QuotedAmount is > 0 ? "amount-quoted" : facts.TargetAmount is > 0 ? "amount-target" : "amount-list";
            return ((double)said, new(code, 0, new Dictionary<string, string> { ["amount"] = said.ToString(CultureInfo.InvariantCulture) }));
        }
        var mean = (double)all.WonAmount;
        mean = (mean + BaseAmount) / (all.Won + 1);
        var product = facts.Product is { Length: > 0 } name ? history[$"product:{name}"] : default;
        return product.Won == 0 ? (mean, null) : (((double)product.WonAmount + 5 * mean) / (product.Won + 5), null);
    }

    static Dictionary<string, string> Evidence(OutcomeTally tally) => new() { ["won"] = Text(tally.Won), ["closed"] = Text(tally.Closed) };

    static double LogOdds(double chance) => Math.Log(chance / (1 - chance));

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
