using TradeLive.Inquiries;
using TradeLive.Live;
using TradeLive.Scoring;
using TradeLive.Teams;
using TradeLive.Views;

namespace TradeLive.Policies;

/// <summary>Applies the routing rule to the reps as they are now, counting what was just offered and does not show yet.</summary>
sealed class Router(LiveModel model, TimeProvider clock)
{
    readonly Lock gate = new();
    readonly Dictionary<string, RepId> offered = [];

    /// <summary>Chooses team and rep for an inquiry.</summary>
    /// <returns>Null where there is no team at all.</returns>
    public Choice? Choose(Card card, decimal expectedValue, string message, RepId? presentOwner, params IReadOnlyCollection<RepId> notTo)
    {
        var organisation = model.Organisation;
        if (organisation.Teams.IsEmpty) return null;
        var wish = new RoutingWish(
            card.Country, BuyerLanguage.Of(message, card.Country), card.Product, expectedValue, presentOwner, notTo);
        var now = clock.GetUtcNow();
        lock (gate)
        {
            offered.Remove(card.Id);
            foreach (var (inquiry, rep) in offered)
                if (model.Find(inquiry) is { } shown && (shown.IsClosed || shown.Owner is not null || shown.OfferedTo == rep.Value)) offered.Remove(inquiry);
            var (to, why) = Routing.Choose(wish, Candidates(TeamOf(card)), now);
            if (to is not null) offered[card.Id] = to.Id;
            return Choice(card, to, why, now);
        }
    }

    // A team that was never formed has nobody.
    string? TeamOf(Card card) => card.Team is { } team && model.Organisation.Teams.ContainsKey(team) ? team : null;

    IEnumerable<Candidate> Candidates(string? team) =>
        from entry in model.Organisation.Reps
        let own = entry.Value.Profile?.Team?.Value
        where own is not null && (team is null || own == team) && model.Organisation.Teams.ContainsKey(own)
        select new Candidate(
            new(entry.Key), entry.Value, model.OpenLoad(entry.Key) + offered.Values.Count(rep => rep.Value == entry.Key),
            model.Organisation.Teams[own].Terms!.HighValue);

    Choice Choice(Card card, Candidate? to, IReadOnlyList<ScoreReason> why, DateTimeOffset now)
    {
        var organisation = model.Organisation;
        var team = to?.Rep.Profile!.Team!.Value.Value ?? TeamOf(card) ?? organisation.Teams.Keys.Order(StringComparer.Ordinal).First();
        var terms = organisation.Teams.GetValueOrDefault(team)?.Terms ?? TeamTerms.Named(team);
        return new(
            new(team), to?.Id, to is null ? null : now.AddMinutes(terms.ClaimMinutes), why,
            terms.Hours.Add(card.ReceivedAt, TimeSpan.FromHours(terms.Promise.Hours)),
            // By the team's hours: nobody is told at night that nobody works.
            terms.Hours.Add(now, TimeSpan.FromMinutes(terms.EscalateMinutes)) ?? now.AddMinutes(terms.EscalateMinutes),
            terms.Promise.Due(card.ReceivedAt), terms.Promise.WarnAt(card.ReceivedAt));
    }
}
