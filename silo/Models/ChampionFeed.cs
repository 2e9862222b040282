using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TradeLive.Inquiries;
using TradeLive.Live;
using TradeLive.Log;
using TradeLive.Scoring;
using TradeLive.Views;

namespace TradeLive.Models;

/// <summary>
/// Takes a new champion as soon as the log tells of it, and has all open inquiries that another model scored scored anew, the most valuable first: a few
/// at once, the next as soon as those are done, and none while the server has other work waiting. What was broken off by a restart goes on: each inquiry
/// tells which model scored it.
/// </summary>
sealed class ChampionFeed(
    Champions champions, LiveModel model, InquiryScoring scoring, IGrainFactory grains, TimeProvider clock, ILogger<ChampionFeed> logger) : BackgroundService
{
    static readonly int MostAtOnce = Math.Clamp(Environment.ProcessorCount, 2, 8);

    // Boards gather for longer than a rest, so that other work never waits for more than one handful.
    static readonly TimeSpan Every = TimeSpan.FromMilliseconds(250), Rest = TimeSpan.FromMilliseconds(20), LongestRest = TimeSpan.FromMilliseconds(500);

    // What is left to be scored anew; asked for once for each change of champions.
    readonly Queue<string> waiting = [];
    volatile bool isStale = true;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        model.Advanced += Notice;
        using var timer = new PeriodicTimer(Every, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await Look(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { }
        finally
        {
            model.Advanced -= Notice;
        }
    }

    void Notice(IReadOnlyList<LogEntry> entries)
    {
        var serving = champions.Inquiries.Model;
        if (entries.Any(entry => entry.Event is ModelEvent || WasOnItsWay(entry, serving))) isStale = true;
    }

    // A score made while the champions changed may be of the one before. What another node's feed scores by a model of its own is not that: the two would go on for ever.
    static bool WasOnItsWay(LogEntry entry, string serving) =>
        entry.Event is InquiryScored { Score.Model: { } by } && by != serving && !entry.Command.StartsWith(Caller.Policy(Cause(by)).Key.Value, StringComparison.Ordinal);

    static string Cause(string model) => $"rescore:{model}:";

    async Task Look(CancellationToken stop)
    {
        try
        {
            do
            {
                if (isStale) await List();
                List<string> next = [.. Enumerable.Range(0, MostAtOnce).Select(_ => waiting.TryDequeue(out var inquiry) ? inquiry : null).OfType<string>()];
                await Task.WhenAll(next.Select(inquiry => model.Find(inquiry) is { IsClosed: false } card ? Task.Run(() => Rescore(card), stop) : Task.CompletedTask));
                await GiveWay(stop);
            }
            while (waiting.Count > 0);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested) { throw; }
#pragma warning disable CA1031 // what is stale stays so and is tried again
        catch (Exception failure)
#pragma warning restore CA1031
        {
            isStale = true;
            logger.LogError(failure, "Following the champions failed; trying again.");
        }
    }

    async Task List()
    {
        isStale = false;
        await champions.Refresh(clock.GetUtcNow());
        waiting.Clear();
        foreach (var card in model.OpenScoredByOther(champions.Inquiries.Model).OrderByDescending(card => card.ExpectedValue)) waiting.Enqueue(card.Id);
    }

    // As long as others wait for a thread they go first; but it goes on in the end, however busy the server is.
    async Task GiveWay(CancellationToken stop)
    {
        var rested = TimeSpan.Zero;
        while (waiting.Count > 0 && ThreadPool.PendingWorkItemCount > 0 && rested < LongestRest)
        {
            await Task.Delay(Rest, clock, stop);
            rested += Rest;
        }
    }

    // The key tells which state of the inquiry is scored by what: said twice it is done once.
    async Task Rescore(Card card)
    {
        var known = scoring.Known(card.Id, card.Customer);
        var score = scoring.Of(known.Facts);
        await grains.GetGrain<IInquiryGrain>(card.Id).Rescore(new(Caller.Policy($"{Cause(score.Model)}{card.Version}"), score, known.AsOf));
    }
}
