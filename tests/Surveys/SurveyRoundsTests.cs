using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TradeLive.Surveys;
using TradeLive.Tests.Web;
using TradeLive.Views;
using static TradeLive.Tests.Surveys.Forms;

namespace TradeLive.Tests.Surveys;

/// <summary>What happens at the turn of a day, and many at once.</summary>
public sealed class SurveyRoundsTests
{
    [Fact]
    public async Task Answers_are_published_at_the_turn_of_the_day_in_batches_and_results_grow_by_at_least_k()
    {
        await using var host = await SurveyHost.Begin(16, level: LogLevel.Warning);
        var id = await host.Open(Plain, 16);
        for (var i = 1; i <= 11; i++) await host.Hand(await host.Fetch(SurveyHost.PersonId(i), id), Answer(4));
        await host.Look();
        Assert.Equal((0, Withheld.TooFew), (await host.Results(id)) is var none ? (none.Answers, none.Withheld) : default);
        await host.NextDay();
        Assert.Equal(6, (await host.Results(id)).Answers);
        for (var i = 12; i <= 16; i++) await host.Hand(await host.Fetch(SurveyHost.PersonId(i), id), Answer(2));
        await host.Look();
        Assert.Equal(6, (await host.Results(id)).Answers);
        await host.NextDay();
        Assert.Equal(11, (await host.Results(id)).Answers);
        await host.Close(id);
        var results = await host.Results(id);
        Assert.Equal((16, 16), (results.Answers, results.Find("mood")!.Answered));
        Assert.Equal([6, 5, 5], (await host.View(id)).Releases.Select(release => release.Count));
        Assert.Equal(16, (await host.Receipts(id)).Distinct().Count());
    }

    [Fact]
    public async Task A_survey_opens_and_closes_on_its_days_and_its_next_round_has_another_key_and_who_is_still_there()
    {
        await using var host = await SurveyHost.Begin(7, level: LogLevel.Warning);
        var today = SurveyRounds.Today(host.Clock);
        var request = new SurveyRequest
        {
            Form = Plain,
            Invited = [.. Enumerable.Range(1, 7).Select(SurveyHost.PersonId)],
            OpensOn = today.AddDays(1),
            ClosesOn = today.AddDays(3),
            Repeats = Recurrence.Monthly,
        };
        using var drafted = await host.Manager.PostAsJsonAsync("/api/surveys", request, ViewsJson.Default.SurveyRequest);
        var id = (await drafted.Content.ReadFromJsonAsync(ViewsJson.Default.CommandAnswer))!.Id;
        async Task<SurveyPhase> Phase(string survey) => (await host.Grains.GetGrain<ISurveyGrain>(survey).Get()).Phase;
        await host.Look();
        Assert.Equal(SurveyPhase.Draft, await Phase(id));
        await host.NextDay();
        Assert.Equal(SurveyPhase.Open, await Phase(id));
        for (var i = 1; i <= 6; i++) await host.Hand(await host.Fetch(SurveyHost.PersonId(i), id), Answer(i < 4 ? 5 : 4));
        await host.NextDay(2);
        Assert.Equal(SurveyPhase.Open, await Phase(id));
        await host.NextDay();
        for (var look = 0; look < 3; look++) await host.Look();
        Assert.Equal(SurveyPhase.Settled, await Phase(id));
        Assert.Equal(4.5, (await host.Manager.GetFromJsonAsync($"/api/surveys/{id}/trend", ViewsJson.Default.IReadOnlyListTrendPoint))!.Single().Values.Single(value => value.Question == "mood").Mean);

        var next = $"{id}-2";
        await host.Leaves(SurveyHost.PersonId(1));
        Assert.Equal((SurveyPhase.Draft, today.AddDays(1).AddMonths(1)), (await host.Grains.GetGrain<ISurveyGrain>(next).Get()) is var round ? (round.Phase, round.Terms!.OpensOn!.Value) : default);
        await host.NextDay(32);
        Assert.Equal(SurveyPhase.Open, await Phase(next));
        Assert.False((await host.View(next)).Key.Key.SameAs((await host.View(id)).Key.Key));
        Assert.Null(await host.Services.GetRequiredService<SurveyKeys>().Sign(id, (await host.View(id)).Key.Key, new byte[BlindKey.Length]));
    }

    [Fact]
    public async Task A_batch_that_a_crash_kept_from_the_log_is_in_it_after_the_next_look()
    {
        await using var host = await SurveyHost.Begin(12, level: LogLevel.Warning);
        var id = await host.Open(Plain, 12);
        for (var i = 1; i <= 12; i++) await host.Hand(await host.Fetch(SurveyHost.PersonId(i), id), Answer(4));
        var store = host.Services.GetRequiredService<AnswerStore>();
        Assert.True(await store.ReleaseAtTurn(id, 5, SurveyRounds.Today(host.Clock).AddDays(1)));
        await host.Look();
        Assert.Equal((await store.Batches(id)).Select(batch => (batch.Number, batch.Count, batch.Digest)), (await host.View(id)).Releases.Select(release => (release.Number, release.Count, release.Digest)));
        // The end likewise: closed and settled in the tables, but not yet in the log.
        await host.Grains.GetGrain<ISurveyGrain>(id).Close(new(new(CommandId.New(), "x", "test")));
        await store.Settle(id, 5, SurveyRounds.Today(host.Clock).AddDays(2));
        await host.Look();
        Assert.Equal((12, true, 12), (await host.View(id)).Participation is var seen ? (seen.Answers, seen.IsExact, seen.Released) : default);
    }

    [Fact]
    public async Task A_flood_is_held_back_for_all_alike_and_nobody_is_remembered()
    {
        await using var host = await SurveyHost.Begin(1, level: LogLevel.Warning);
        var answers = await Task.WhenAll(Enumerable.Range(0, 1500).Select(async _ =>
        {
            using var answer = await host.Box.GetAsync("/survey-box/none");
            return answer.StatusCode;
        }));
        Assert.Contains(System.Net.HttpStatusCode.TooManyRequests, answers);
        Assert.True(answers.Count(status => status == System.Net.HttpStatusCode.NotFound) >= 600);
        Assert.All(answers, status => Assert.True(status is System.Net.HttpStatusCode.NotFound or System.Net.HttpStatusCode.TooManyRequests, $"{status}"));
        await Server.Until(async () => (await host.Box.GetAsync("/survey-box/none")).StatusCode == System.Net.HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Five_hundred_answer_at_once_and_each_is_counted_once()
    {
        const int People = 500, Clients = 16;
        await using var host = await SurveyHost.Begin(People, level: LogLevel.Warning);
        var id = await host.Open(Plain, People);
        var received = 0;
        await Parallel.ForEachAsync(Enumerable.Range(1, People), new ParallelOptions { MaxDegreeOfParallelism = Clients }, async (person, _) =>
        {
            var held = await host.Fetch(SurveyHost.PersonId(person), id);
            using var client = host.Client(SurveyHost.PersonId(person));
            using var second = await host.Ask(client, id, new byte[BlindKey.Length]);
            Assert.Equal(System.Net.HttpStatusCode.Conflict, second.StatusCode);
            // Sent twice at the same time, as an impatient thumb does.
            var sent = await Task.WhenAll(host.Hand(held, Answer(1 + person % 5)), host.Hand(held, Answer(1 + person % 5)));
            Interlocked.Add(ref received, sent.Count(one => !one.WasReceived));
        });
        await host.Close(id);
        var (seen, results) = ((await host.View(id)).Participation, await host.Results(id));
        TestContext.Current.TestOutputHelper?.WriteLine($"{seen.Answers} answers of {seen.Granted} signatures by {Clients} clients; {received} taken of {2 * People} sent");
        Assert.Equal(new Participation(People, People, 0, People, true, People), seen);
        Assert.Equal(People, received);
        Assert.Equal([100, 100, 100, 100, 100], results.Find("mood")!.Counts!);
        Assert.Equal(People, (await host.Receipts(id)).Distinct().Count());
    }
}
