using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace TradeLive.Surveys;

/// <summary>Who may be asked what, when a survey opens and ends, and that each person gets one signature.</summary>
public static class SurveyRules
{
    /// <summary>No survey promises anonymity among fewer.</summary>
    public const int LeastK = 5;

    public const int MostK = 50, MostInvited = 2000;

    const int HashLetters = 64;

    static readonly Refusal Unknown = Refusal.Of("survey.unknown"), IsOpen = Refusal.Of("survey.is-open"), IsClosed = Refusal.Of("survey.is-closed"), NotOpen = Refusal.Of("survey.not-open");

    static readonly JsonTypeInfo<SurveyTerms> TermsJson = (JsonTypeInfo<SurveyTerms>)GrainJson.Stored.GetTypeInfo(typeof(SurveyTerms));

    public static Decision<SurveyEvent> Draft(this Survey survey, DraftSurvey command, DateTimeOffset now)
    {
        var terms = Tidy(command.Terms);
        if (survey.Terms is { } present) return Same(present, terms) ? Decision.Nothing : Refusal.Of("survey.already-drafted");
        return WrongWith(terms) is { } refusal ? refusal : new SurveyDrafted(now, terms, command.Series, command.Number);
    }

    public static Decision<SurveyEvent> Change(this Survey survey, ChangeSurvey command, DateTimeOffset now)
    {
        if (survey.Terms is not { } present) return Unknown;
        if (survey.Phase is not (SurveyPhase.Draft or SurveyPhase.Open)) return IsClosed;
        var terms = Tidy(command.Terms);
        if (WrongWith(terms) is { } refusal) return refusal;
        // Who has answered has answered to these questions, and under this k.
        if (survey.Phase == SurveyPhase.Open && !Same(present with { ClosesOn = terms.ClosesOn, Repeats = terms.Repeats }, terms)) return IsOpen;
        return Same(present, terms) ? Decision.Nothing : new SurveyChanged(now, terms);
    }

    /// <summary>Why it cannot be opened now; null if it can.</summary>
    public static Refusal? WhyNotOpened(this Survey survey) => survey switch
    {
        { Terms: null } => Unknown,
        { Phase: SurveyPhase.Open } => IsOpen,
        { Phase: not SurveyPhase.Draft } => IsClosed,
        { Terms: { } terms } when terms.Invited.Count < terms.K => Refusal.Of("survey.too-few-invited", ("k", Text(terms.K))),
        _ => null,
    };

    public static Decision<SurveyEvent> Open(this Survey survey, OpenSurvey command, DateTimeOffset now)
    {
        if (survey.Phase == SurveyPhase.Open && survey.Key!.SameAs(command.Key)) return Decision.Nothing;
        if (survey.WhyNotOpened() is { } refusal) return refusal;
        return command.Key.Modulus.Length == BlindKey.Length && command.Key.Modulus[0] >= 0x80
            ? new SurveyOpened(now, command.Key, command.Key.Fingerprint)
            : Refusal.Of("survey.bad-key");
    }

    public static Decision<SurveyEvent> Invite(this Survey survey, InviteToSurvey command, DateTimeOffset now)
    {
        if (survey.Terms is not { } terms) return Unknown;
        if (survey.Phase is not (SurveyPhase.Draft or SurveyPhase.Open)) return IsClosed;
        string[] added = [.. command.People.Where(person => person.Length > 0).Distinct().Except(terms.Invited)];
        if (terms.Invited.Count + added.Length > MostInvited) return Refusal.Of("survey.too-many-invited");
        return added.Length == 0 ? Decision.Nothing : new SurveyInvited(now, added);
    }

    public static Decision<SurveyEvent> Grant(this Survey survey, GrantToken command, DateTimeOffset now)
    {
        if (survey.Terms is not { } terms) return Unknown;
        if (survey.Phase != SurveyPhase.Open) return NotOpen;
        if (!terms.Invited.Contains(command.Person)) return Refusal.Of("survey.not-invited");
        if (survey.Coded.Contains(command.Person)) return Refusal.Of("survey.code-instead");
        if (command.Blinded.Length != HashLetters) throw new ArgumentException("A SHA-256 in hex is expected.", nameof(command));
        if (survey.Grants.TryGetValue(command.Person, out var granted)) return granted == command.Blinded ? Decision.Nothing : Refusal.Of("survey.token-taken");
        return new SurveyTokenGranted(now, command.Person, command.Blinded);
    }

    public static Decision<SurveyEvent> MakeCodes(this Survey survey, MakeCodes command, DateTimeOffset now)
    {
        if (survey.Terms is not { } terms) return Unknown;
        if (survey.Phase != SurveyPhase.Open) return NotOpen;
        string[] people = [.. command.People.Distinct()];
        if (people.Length == 0) return Refusal.Of("survey.no-codes");
        if (people.Except(terms.Invited).Any()) return Refusal.Of("survey.not-all-invited");
        var served = people.Count(person => survey.Grants.ContainsKey(person) || survey.Coded.Contains(person));
        return served > 0 ? Refusal.Of("survey.has-token", ("count", Text(served))) : new SurveyCodesMade(now, people);
    }

    public static Decision<SurveyEvent> Release(this Survey survey, ReleaseAnswers command, DateTimeOffset now)
    {
        if (survey.Terms is not { } terms) return Unknown;
        if (command.Number <= survey.Releases.Count) return Decision.Nothing;
        if (survey.Phase is not (SurveyPhase.Open or SurveyPhase.Closed)) return NotOpen;
        if (command.Number != survey.Releases.Count + 1 || command.Count < terms.K)
            throw new ArgumentException($"Batch {command.Number} of {command.Count} answers after {survey.Releases.Count} batches, with k = {terms.K}.", nameof(command));
        return new SurveyReleased(now, command.Number, command.Day, command.Count, command.Digest);
    }

    public static Decision<SurveyEvent> Close(this Survey survey, DateTimeOffset now) => survey switch
    {
        { Terms: null } => Unknown,
        { Phase: SurveyPhase.Open } => new SurveyClosed(now),
        { Phase: SurveyPhase.Closed or SurveyPhase.Settled } => Decision.Nothing,
        _ => NotOpen,
    };

    public static Decision<SurveyEvent> Settle(this Survey survey, SettleSurvey command, DateTimeOffset now) => survey switch
    {
        { Terms: null } => Unknown,
        { Phase: SurveyPhase.Closed } => new SurveySettled(now, command.Answers),
        { Phase: SurveyPhase.Settled } => Decision.Nothing,
        _ => Refusal.Of("survey.not-closed"),
    };

    public static Decision<SurveyEvent> Discard(this Survey survey, DateTimeOffset now) => survey switch
    {
        { Terms: null } => Unknown,
        { Phase: SurveyPhase.Draft } => new SurveyDiscarded(now),
        { Phase: SurveyPhase.Discarded } => Decision.Nothing,
        { Phase: SurveyPhase.Open } => IsOpen,
        _ => IsClosed,
    };

    /// <summary>The terms of the next round: as long after this one as it says, for the same number of days; null if there is none.</summary>
    /// <param name="stays">Whether somebody still has an account.</param>
    /// <param name="today">Rounds that have passed meanwhile are left out.</param>
    public static SurveyTerms? NextRound(this Survey survey, Func<string, bool> stays, DateOnly today)
    {
        if (survey is not { Terms: { Repeats: not Recurrence.Never, ClosesOn: { } end } terms, OpenedAt: { } opened }) return null;
        var began = terms.OpensOn ?? DateOnly.FromDateTime(opened.UtcDateTime);
        var days = Math.Max(end.DayNumber - began.DayNumber, 0);
        var every = terms.Repeats == Recurrence.Monthly ? 1 : 3;
        var months = every;
        while (began.AddMonths(months).AddDays(days) < today) months += every;
        var opens = began.AddMonths(months);
        return terms with { OpensOn = opens, ClosesOn = opens.AddDays(days), Invited = [.. terms.Invited.Where(stays)] };
    }

    static SurveyTerms Tidy(SurveyTerms terms) => terms with { Invited = [.. terms.Invited.Where(person => !string.IsNullOrWhiteSpace(person)).Distinct()] };

    static Refusal? WrongWith(SurveyTerms terms)
    {
        if (FormRules.WrongWith(terms.Form) is { } refusal) return refusal;
        if (terms.K is < LeastK or > MostK) return Refusal.Of("survey.bad-k", ("least", Text(LeastK)), ("most", Text(MostK)));
        if (terms.Invited.Count > MostInvited) return Refusal.Of("survey.too-many-invited");
        if (terms.ClosesOn < terms.OpensOn) return Refusal.Of("survey.bad-days");
        return terms is { Repeats: not Recurrence.Never, ClosesOn: null } ? Refusal.Of("survey.needs-end") : null;
    }

    static bool Same(SurveyTerms one, SurveyTerms other) => JsonSerializer.Serialize(one, TermsJson) == JsonSerializer.Serialize(other, TermsJson);

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
