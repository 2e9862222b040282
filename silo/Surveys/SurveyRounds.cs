using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TradeLive.ReadModel;

namespace TradeLive.Surveys;

/// <summary>
/// Opens and closes surveys on their days, releases answers at the turn of the day (UTC) and never when they come, settles what has closed, and begins the
/// next round of what is held again.
/// </summary>
public sealed class SurveyRounds(
    ReadTables tables, IGrainFactory grains, SurveyDatabase database, AnswerStore answers, SurveyOpening opening, IStaff staff, TimeProvider clock, ILogger<SurveyRounds> logger) : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    /// <summary>The day by which surveys go.</summary>
    public static DateOnly Today(TimeProvider clock) => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        do await Carefully("all", Look);
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Does for every survey what is due. What fails for one keeps no other waiting.</summary>
    public async Task Look()
    {
        database.Blur(Today(clock));
        var known = tables.Read(context => context.Surveys.Select(row => row.Id).ToList()).ToHashSet(StringComparer.Ordinal);
        var due = tables.Read(context => context.Surveys.Where(row => !row.IsDone).Select(row => row.Id).ToList());
        foreach (var id in due) await Carefully(id, () => LookAfter(id, known));
    }

    async Task Carefully(string survey, Func<Task> work)
    {
        try
        {
            await work();
        }
#pragma warning disable CA1031 // what is due stays so and is tried again
        catch (Exception failure)
#pragma warning restore CA1031
        {
            logger.LogError(failure, "Looking after the surveys ({Survey}) failed; trying again.", survey);
        }
    }

    async Task LookAfter(string id, HashSet<string> known)
    {
        var (grain, today) = (grains.GetGrain<ISurveyGrain>(id), Today(clock));
        var survey = await grain.Get();
        switch (survey.Phase)
        {
            case SurveyPhase.Draft when survey.Terms?.OpensOn <= today:
                await opening.Open(id, Caller.Policy($"survey-opens:{id}:{today:yyyyMMdd}"));
                break;
            case SurveyPhase.Open:
                await answers.ReleaseAtTurn(id, survey.Terms!.K, today);
                await Record(id, grain, survey);
                if (survey.Terms.ClosesOn < today) await grain.Close(new(Caller.Policy($"survey-closes:{id}")));
                break;
            case SurveyPhase.Closed:
                await Settle(id);
                break;
            case SurveyPhase.Settled when survey.NextRound(_ => true, today) is not null && !known.Contains(NextId(survey)):
                await BeginNext(survey, today);
                break;
        }
    }

    /// <summary>Releases the rest of a survey that has closed, or destroys what is too little, and its key.</summary>
    public async Task Settle(string id)
    {
        var grain = grains.GetGrain<ISurveyGrain>(id);
        var survey = await grain.Get();
        if (survey.Phase != SurveyPhase.Closed) return;
        await answers.Settle(id, survey.Terms!.K, Today(clock));
        await Record(id, grain, survey);
        if (await answers.Batches(id) is [.., { EndedWith: { } received }]) await grain.Settle(new(Caller.Policy($"survey-settled:{id}"), received));
    }

    // The log is told after the tables: what a crash kept from it is told the next time.
    async Task Record(string id, ISurveyGrain grain, Survey survey)
    {
        foreach (var batch in (await answers.Batches(id)).Where(batch => batch.Count > 0 && batch.Number > survey.Releases.Count))
            await grain.Release(new(Caller.Policy($"survey-release:{id}:{batch.Number}"), batch.Number, batch.Day, batch.Count, batch.Digest));
    }

    async Task BeginNext(Survey survey, DateOnly today)
    {
        var accounts = await staff.Accounts();
        if (survey.NextRound(accounts.Contains, today) is not { } terms) return;
        await grains.GetGrain<ISurveyGrain>(NextId(survey)).Draft(new(Caller.Policy($"survey-next:{survey.Series}:{survey.Number}"), terms, survey.Series, survey.Number + 1));
    }

    static string NextId(Survey survey) => $"{survey.Series}-{survey.Number + 1}";
}
