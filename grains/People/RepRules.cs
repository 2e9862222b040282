using System.Globalization;
using TradeLive.Teams;

namespace TradeLive.People;

/// <summary>What makes a rep's profile and leave acceptable.</summary>
public static class RepRules
{
    static readonly Refusal Unknown = Refusal.Of("rep.unknown");

    public static Decision<RepEvent> Hire(this Rep rep, HireRep command, DateTimeOffset now)
    {
        var profile = Tidy(command.Profile);
        if (rep.Profile is { } present) return present.SameAs(profile) ? Decision.Nothing : Refusal.Of("rep.already-hired");
        return WrongWith(profile) is { } refusal ? refusal : new RepHired(now, profile);
    }

    public static Decision<RepEvent> Change(this Rep rep, ChangeRep command, DateTimeOffset now)
    {
        if (rep.Profile is not { } present) return Unknown;
        var profile = Tidy(command.Profile);
        if (WrongWith(profile) is { } refusal) return refusal;
        return present.SameAs(profile) ? Decision.Nothing : new RepChanged(now, profile);
    }

    public static Decision<RepEvent> Put(this Rep rep, PutRep command, DateTimeOffset now)
    {
        Func<Rep, Decision<RepEvent>>[] steps =
        [
            one => one.Profile is null ? one.Hire(new(command.Caller, command.Profile), now) : one.Change(new(command.Caller, command.Profile), now),
            one => one.SetLeave(command.Leave, now),
            one => command.Active ? one.Activate(now) : one.Deactivate(now),
        ];
        var events = new List<RepEvent>();
        foreach (var step in steps)
        {
            var decision = step(events.Aggregate(rep, (state, happened) => state.Apply(happened)));
            if (decision.Refusal is { } refusal) return refusal;
            events.AddRange(decision.Events);
        }
        return events;
    }

    public static Decision<RepEvent> SetLeave(this Rep rep, IReadOnlyList<Leave> wanted, DateTimeOffset now)
    {
        if (rep.Profile is null) return Unknown;
        foreach (var leave in wanted)
            if (leave.Until < leave.From)
                return Refusal.Of("rep.bad-leave", ("from", Text(leave.From)), ("until", Text(leave.Until)));
        Leave[] sorted = [.. wanted.Distinct().OrderBy(leave => leave.From).ThenBy(leave => leave.Until)];
        return sorted.SequenceEqual(rep.Leave) ? Decision.Nothing : new RepLeaveSet(now, sorted);
    }

    public static Decision<RepEvent> Deactivate(this Rep rep, DateTimeOffset now) => rep switch
    {
        { Profile: null } => Unknown,
        { Active: false } => Decision.Nothing,
        _ => new RepLeft(now),
    };

    public static Decision<RepEvent> Activate(this Rep rep, DateTimeOffset now) => rep switch
    {
        { Profile: null } => Unknown,
        { Active: true } => Decision.Nothing,
        _ => new RepReturned(now),
    };

    static RepProfile Tidy(RepProfile profile) => profile with
    {
        Name = profile.Name.Trim(),
        Languages = [.. profile.Languages.Select(code => code.Trim().ToLowerInvariant()).Distinct()],
        Markets = [.. profile.Markets.Select(code => code.Trim().ToUpperInvariant()).Distinct()],
        ProductLines = [.. profile.ProductLines.Select(line => line.Trim()).Where(line => line.Length > 0).Distinct()],
    };

    static Refusal? WrongWith(RepProfile profile)
    {
        if (profile.Name.Length == 0) return Refusal.Of("rep.no-name");
        if (profile.Languages.FirstOrDefault(code => !IsCode(code, char.IsAsciiLetterLower)) is { } language)
            return Refusal.Of("rep.bad-language", ("language", language));
        if (profile.Markets.FirstOrDefault(code => !IsCode(code, char.IsAsciiLetterUpper)) is { } market)
            return Refusal.Of("rep.bad-market", ("market", market));
        return profile.Capacity < 0 ? Refusal.Of("rep.bad-capacity") : HoursRefusal.Of(profile.Hours);
    }

    static bool IsCode(string code, Func<char, bool> letter) => code.Length == 2 && code.All(letter);

    static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
