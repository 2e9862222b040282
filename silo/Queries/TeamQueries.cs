using TradeLive.Inquiries;
using TradeLive.Live;
using TradeLive.Log;
using TradeLive.People;
using TradeLive.Teams;
using TradeLive.Views;

namespace TradeLive.Queries;

/// <summary>What pages ask about teams and reps.</summary>
public sealed class TeamQueries(LiveModel model, ChangeLog log, TimeProvider clock)
{
    // A day more than counts: what came before may have been answered within.
    static readonly TimeSpan Lookback = TimeSpan.FromDays(31);

    public IReadOnlyList<TeamView> All() =>
        [.. model.Organisation.Teams.Where(team => team.Value.Terms is not null).Select(team => View(team.Key, team.Value.Terms!))
            .OrderBy(team => team.Name, StringComparer.Ordinal)];

    /// <summary>Every rep, also those without a team.</summary>
    public IReadOnlyList<RepView> Reps() =>
        [.. model.Organisation.Reps.Where(rep => rep.Value.Profile is not null).Select(rep => View(rep.Key, rep.Value)).OrderBy(rep => rep.Name, StringComparer.Ordinal)];

    public TeamView? Find(string id) => model.Organisation.Teams.GetValueOrDefault(id)?.Terms is { } terms ? View(id, terms) : null;

    /// <summary>A team's response rate as the marketplace counts it, over the last 30 days.</summary>
    /// <returns>Null if there is no such team.</returns>
    public ResponseView? Response(string id)
    {
        if (model.Organisation.Teams.GetValueOrDefault(id)?.Terms is not { } terms) return null;
        var now = clock.GetUtcNow();
        var cards = model.OfTeamSince(id, now - Lookback).ToDictionary(card => $"inquiry/{card.Id}");
        var talks = log.ReadStreams([.. cards.Keys]).GroupBy(entry => entry.Stream)
            .Select(stream => new Conversation(cards[stream.Key].Customer ?? stream.Key, cards[stream.Key].Country, [.. stream.Select(entry => entry.Event).OfType<InquiryEvent>()]));
        return MarketplaceResponse.Of(talks, TimeZoneInfo.FindSystemTimeZoneById(terms.Hours.TimeZone), now);
    }

    TeamView View(string id, TeamTerms terms) => new()
    {
        Id = id,
        Name = terms.Name,
        Lead = terms.Lead?.Value,
        TimeZone = terms.Hours.TimeZone,
        WorkStart = terms.Hours.Start,
        WorkEnd = terms.Hours.End,
        WorkDays = terms.Hours.Days,
        Holidays = terms.Hours.Holidays,
        ClaimMinutes = terms.ClaimMinutes,
        EscalateMinutes = terms.EscalateMinutes,
        ReplyHours = terms.Promise.Hours,
        WarnHours = terms.Promise.WarnHours,
        HighValue = terms.HighValue,
        Version = model.Organisation.VersionOf($"team/{id}"),
        Members = [.. model.Organisation.Reps.Where(rep => rep.Value.Profile?.Team?.Value == id).Select(rep => View(rep.Key, rep.Value))
            .OrderBy(rep => rep.Name, StringComparer.Ordinal)],
    };

    RepView View(string id, Rep rep)
    {
        var (profile, now) = (rep.Profile!, clock.GetUtcNow());
        return new()
        {
            Id = id,
            Name = profile.Name,
            Team = profile.Team?.Value,
            Level = profile.Level,
            Languages = profile.Languages,
            Markets = profile.Markets,
            ProductLines = profile.ProductLines,
            TimeZone = profile.Hours.TimeZone,
            WorkStart = profile.Hours.Start,
            WorkEnd = profile.Hours.End,
            WorkDays = profile.Hours.Days,
            Capacity = profile.Capacity,
            Leave = [.. rep.Leave.Where(leave => leave.Until >= profile.Hours.LocalDate(now)).Select(leave => new LeaveView(leave.From, leave.Until))],
            OpenLoad = model.OpenLoad(id),
            OnDuty = rep.IsOnDuty(now),
            Active = rep.Active,
            Version = model.Organisation.VersionOf($"rep/{id}"),
        };
    }
}
