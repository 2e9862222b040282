using System.Globalization;
using TradeLive.People;
using TradeLive.Scoring;
using TradeLive.Views;

namespace TradeLive.Teams;

/// <summary>What routing goes by.</summary>
/// <param name="Country">Buyer's country, ISO 3166-1 alpha-2.</param>
/// <param name="Language">Language the buyer writes, ISO 639-1; null where it cannot be told.</param>
/// <param name="Product">What the buyer asks for.</param>
/// <param name="Value">Expected value in the reporting currency.</param>
/// <param name="PresentOwner">Rep who looks after the customer already.</param>
/// <param name="NotTo">Reps from whom it was just taken back.</param>
public sealed record RoutingWish(string? Country, string? Language, string Product, decimal Value, RepId? PresentOwner, IReadOnlyCollection<RepId> NotTo);

/// <summary>A rep as routing sees one.</summary>
/// <param name="OpenLoad">Open inquiries owned or offered.</param>
/// <param name="HighValue">From what expected value on the rep's team wants seniors; zero turns this off.</param>
public sealed record Candidate(RepId Id, Rep Rep, int OpenLoad, decimal HighValue);

/// <summary>Who is offered an inquiry. Pure: the same wish and candidates give the same choice, explained in codes.</summary>
/// <remarks>Nobody on leave, off duty, inactive or full. Then the customer's present owner; else the most of: language, market, product line, level for high value; else the least load.</remarks>
public static class Routing
{
    /// <returns>The rep, or null where nobody is free, and why: resource keys <c>routing.{Code}</c>.</returns>
    public static (Candidate? To, IReadOnlyList<ScoreReason> Why) Choose(RoutingWish wish, IEnumerable<Candidate> candidates, DateTimeOffset now)
    {
        var (free, off, full) = (new List<Candidate>(), 0, 0);
        foreach (var candidate in candidates)
        {
            if (candidate.Rep.Profile is not { } profile || wish.NotTo.Contains(candidate.Id)) continue;
            if (!candidate.Rep.IsOnDuty(now)) off++;
            else if (candidate.OpenLoad >= profile.Capacity) full++;
            else free.Add(candidate);
        }
        if (free.Count == 0) return (null, [Reason("nobody-free", 0, ("off", Count(off)), ("full", Count(full)))]);
        if (free.Find(candidate => candidate.Id == wish.PresentOwner) is { } owner)
            return (owner, [Reason("present-owner", 1, ("rep", owner.Rep.Profile!.Name))]);

        var best = free.Select(candidate => (Candidate: candidate, Why: Reasons(wish, candidate)))
            .OrderByDescending(choice => Math.Round(choice.Why.Sum(reason => reason.Weight), 6))
            .ThenBy(choice => choice.Candidate.Id.Value, StringComparer.Ordinal).First();
        return (best.Candidate, best.Why);
    }

    static List<ScoreReason> Reasons(RoutingWish wish, Candidate candidate)
    {
        var profile = candidate.Rep.Profile!;
        var reasons = new List<ScoreReason>();
        if (wish.Language is { } language && profile.Languages.Contains(language)) reasons.Add(Reason("language", 8, ("language", language)));
        if (wish.Country is { } country && profile.Markets.Contains(country)) reasons.Add(Reason("market", 4, ("country", country)));
        if (profile.ProductLines.FirstOrDefault(line => wish.Product.Contains(line, StringComparison.OrdinalIgnoreCase)) is { } product)
            reasons.Add(Reason("product", 2, ("product", product)));
        if (candidate.HighValue > 0 && wish.Value >= candidate.HighValue && profile.Level == RepLevel.Senior)
            reasons.Add(Reason("senior", 5, ("value", wish.Value.ToString("0", CultureInfo.InvariantCulture))));
        // Less than any skill counts, but enough to choose among equals.
        reasons.Add(Reason("load", 1.0 - (double)candidate.OpenLoad / profile.Capacity, ("load", Count(candidate.OpenLoad)), ("capacity", Count(profile.Capacity))));
        return reasons;
    }

    static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);

    static ScoreReason Reason(string code, double weight, params ReadOnlySpan<(string Name, string Value)> data)
    {
        var pairs = new Dictionary<string, string>();
        foreach (var (name, value) in data) pairs[name] = value;
        return new(code, weight, pairs);
    }
}
