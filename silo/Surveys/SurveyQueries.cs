using System.Collections.Concurrent;
using TradeLive.Log;
using TradeLive.ReadModel;
using TradeLive.Views;

namespace TradeLive.Surveys;

/// <summary>What is known of surveys, and what may be shown of their results.</summary>
public sealed class SurveyQueries(ReadTables tables, ChangeLog log, IGrainFactory grains, AnswerStore answers)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    readonly ConcurrentDictionary<string, string> fixedBy = new(StringComparer.Ordinal);

    /// <summary>All but the discarded ones, the newest first.</summary>
    public async Task<IReadOnlyList<SurveyListItem>> All()
    {
        var items = new List<SurveyListItem>();
        foreach (var (id, survey) in await Rows())
            if (survey is { Terms: { } terms, Phase: not SurveyPhase.Discarded })
                items.Add(new(id, terms.Form.Title, survey.Phase, survey.Series, survey.Number, terms.Form.Questions.Count, terms.OpensOn, terms.ClosesOn, terms.Repeats, await Participation(id, survey)));
        return [.. items.OrderBy(item => item.Phase).ThenByDescending(item => item.OpensOn).ThenByDescending(item => item.Number).ThenBy(item => item.Id, StringComparer.Ordinal)];
    }

    /// <returns>Null if there is none.</returns>
    public async Task<SurveyDetails?> Find(string id)
    {
        var survey = await Get(id);
        return survey.Terms is not { } terms ? null : new(
            id, survey.Phase, survey.Series, survey.Number, terms.Form, terms.Invited, terms.K, terms.OpensOn, terms.ClosesOn, terms.Repeats,
            await Participation(id, survey), KeyOf(id, survey), Releases(survey), survey.Events);
    }

    /// <summary>The open surveys that a person is invited to, with the ids of all who are.</summary>
    public async Task<IReadOnlyList<MySurvey>> Of(string person)
    {
        var mine = new List<MySurvey>();
        foreach (var (id, row) in await Rows())
        {
            if (row.Phase != SurveyPhase.Open || row.Terms?.Invited.Contains(person) != true) continue;
            var survey = await Get(id);
            if (survey is { Phase: SurveyPhase.Open, Terms: { } terms })
                mine.Add(new(id, terms.Form.Title, terms.Form.Intro, terms.K, terms.ClosesOn, KeyOf(id, survey)!, survey.Grants.GetValueOrDefault(person), survey.Coded.Contains(person), terms.Invited));
        }
        return mine;
    }

    /// <summary>What anybody may know.</summary>
    /// <returns>Null if there is none, or it was never opened.</returns>
    public async Task<BoxView?> Box(string id)
    {
        var survey = await Get(id);
        return survey is { Terms: { } terms, Key: not null }
            ? new(id, survey.Phase, terms.Form, terms.K, terms.ClosesOn, KeyOf(id, survey)!, await Participation(id, survey), Releases(survey))
            : null;
    }

    /// <summary>The published set.</summary>
    public async Task<IReadOnlyList<ReceiptsView>> Receipts(string id)
    {
        var (released, batches) = (await answers.Released(id), await answers.Batches(id));
        return [.. batches.Where(batch => batch.Count > 0).Select(batch => new ReceiptsView(
            batch.Number, batch.Day, batch.Digest, [.. released.Where(answer => answer.Batch == batch.Number).Select(answer => answer.Receipt).Order(StringComparer.Ordinal)]))];
    }

    /// <returns>Null if there is no such survey.</returns>
    public async Task<SurveyResults?> Results(string id)
    {
        var survey = await Get(id);
        return survey.Terms is null ? null : await Results(id, survey);
    }

    /// <summary>The rounds of the survey's series that have ended, the oldest first.</summary>
    public async Task<IReadOnlyList<TrendPoint>> Trend(string id)
    {
        var series = (await Get(id)).Series;
        var points = new List<TrendPoint>();
        foreach (var (round, survey) in (await Rows()).Where(row => row.Survey.Series == series && row.Survey.Phase == SurveyPhase.Settled).OrderBy(row => row.Survey.Number))
        {
            var results = await Results(round, survey);
            if (results.Withheld != Withheld.No) continue;
            points.Add(new(round, survey.Number, survey.Releases is [.., var last] ? last.Day : null, results.Answers,
                [.. results.Questions.Where(one => one.Mean is not null || one.Enps is not null).Select(one => new TrendValue(one.Question, one.Answered, one.Mean, one.Enps))]));
        }
        return points;
    }

    async Task<SurveyResults> Results(string id, Survey survey)
    {
        var released = (await answers.Released(id)).GroupBy(answer => answer.Batch).OrderBy(batch => batch.Key)
            .Select(IReadOnlyList<ReleasedAnswer> (batch) => [.. batch.Select(answer => new ReleasedAnswer(answer.Id, answer.Answer))]);
        return Tally.Of(id, survey.Terms!.Form, survey.Terms.K, [.. released], survey.Phase == SurveyPhase.Settled);
    }

    async Task<Participation> Participation(string id, Survey survey)
    {
        var invited = survey.Terms?.Invited.Count ?? 0;
        if (survey.Answers is { } exact) return new(invited, survey.Granted, survey.Coded.Count, exact, true, survey.Released);
        var (received, k) = (await answers.CountReceived(id), survey.Terms!.K);
        return new(invited, survey.Granted, survey.Coded.Count, received / k * k, false, survey.Released);
    }

    SurveyKeyView? KeyOf(string id, Survey survey)
    {
        if (survey is not { Key: { } key, OpenedAt: { } at }) return null;
        // Fixed once and for ever, in a stream that grows by every signature.
        var hash = fixedBy.GetOrAdd(id, _ => log.ReadStreams([$"survey/{id}"]).FirstOrDefault(entry => entry.Version == survey.OpenedBy)?.Hash
            ?? throw new InvalidOperationException($"The log does not say that survey {id} was opened."));
        return new(key, key.Fingerprint, survey.OpenedBy, at, hash);
    }

    static IReadOnlyList<ReleaseView> Releases(Survey survey) => [.. survey.Releases.Select(release => new ReleaseView(release.Number, release.Day, release.Count, release.Digest))];

    async Task<Survey> Get(string id) => await grains.GetGrain<ISurveyGrain>(id).Get();

    // Who has just changed something sees it.
    async Task<List<(string Id, Survey Survey)>> Rows()
    {
        await tables.Reach(log.End(), Patience);
        return tables.Read(context => context.Surveys.Select(row => new { row.Id, row.State }).ToList()).ConvertAll(row => (row.Id, StateJson.Read<Survey>(row.State)));
    }
}
