using System.Text.Json.Serialization;

namespace TradeLive.Surveys;

/// <summary>What is asked of whom, and when.</summary>
/// <param name="Invited">Ids of accounts.</param>
/// <param name="K">No batch, group or cell is smaller than this.</param>
/// <param name="OpensOn">Opens by itself on this day (UTC); null by hand.</param>
/// <param name="ClosesOn">Last day (UTC) on which answers are taken; null by hand.</param>
[GenerateSerializer, Immutable, Alias("survey-terms.v1")]
public sealed record SurveyTerms(SurveyForm Form, IReadOnlyList<string> Invited, int K, DateOnly? OpensOn = null, DateOnly? ClosesOn = null, Recurrence Repeats = Recurrence.Never);

/// <summary>A batch of answers that was released.</summary>
[GenerateSerializer, Immutable, Alias("survey-release.v1")]
public sealed record SurveyRelease(int Number, DateOnly Day, int Count, string Digest);

/// <summary>The state of a survey: the fold of its events, nothing else. It knows of no answer.</summary>
[GenerateSerializer, Alias("survey.v1")]
public sealed record Survey : StoredState
{
    /// <summary>Null until drafted.</summary>
    [Id(0)] public SurveyTerms? Terms { get; init; }
    [Id(1)] public string Series { get => field ?? ""; init; }
    [Id(2)] public int Number { get; init; }
    [Id(3)] public SurveyPhase Phase { get; init; }
    /// <summary>Null until opened.</summary>
    [Id(4)] public BlindKey? Key { get; init; }
    [Id(5)] public DateTimeOffset? OpenedAt { get; init; }
    /// <summary>SHA-256 of the blinded message that may be signed, by account.</summary>
    [Id(6)] public IReadOnlyDictionary<string, string> Grants { get => field ?? new Dictionary<string, string>(); init; }
    /// <summary>Count of all grants.</summary>
    [Id(7)] public int Granted { get; init; }
    /// <summary>Accounts of those who answer by a printed code.</summary>
    [Id(8)] public IReadOnlyList<string> Coded { get => field ?? []; init; }
    [Id(9)] public IReadOnlyList<SurveyRelease> Releases { get => field ?? []; init; }
    /// <summary>Answers received in all; null until it has ended.</summary>
    [Id(10)] public int? Answers { get; init; }
    /// <summary>Count of the events so far: the version of the stream.</summary>
    [Id(11)] public long Events { get; init; }
    /// <summary>Version of the log's entry that fixed the key.</summary>
    [Id(12)] public long OpenedBy { get; init; }

    [JsonIgnore] public int Released => Releases.Sum(release => release.Count);

    public Survey Apply(SurveyEvent happened) => Change(happened) with { Events = Events + 1 };

    Survey Change(SurveyEvent happened) => happened switch
    {
        SurveyDrafted e => this with { Terms = e.Terms, Series = e.Series, Number = e.Number },
        SurveyChanged e => this with { Terms = e.Terms },
        SurveyOpened e => this with { Phase = SurveyPhase.Open, Key = e.Key, OpenedAt = e.At, OpenedBy = Events + 1 },
        SurveyInvited e => this with { Terms = Terms! with { Invited = [.. Terms.Invited, .. e.People] } },
        SurveyTokenGranted e => this with { Grants = new Dictionary<string, string>(Grants) { [e.Person] = e.Blinded }, Granted = Granted + 1 },
        SurveyCodesMade e => this with { Coded = [.. Coded, .. e.People] },
        SurveyReleased e => this with { Releases = [.. Releases, new(e.Number, e.Day, e.Count, e.Digest)] },
        SurveyClosed => this with { Phase = SurveyPhase.Closed },
        SurveySettled e => this with { Phase = SurveyPhase.Settled, Answers = e.Answers },
        SurveyDiscarded => this with { Phase = SurveyPhase.Discarded },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} is no event of a survey."),
    };
}
