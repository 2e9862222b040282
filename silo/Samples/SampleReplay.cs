using Microsoft.Extensions.Logging;
using TradeLive.Inquiries;
using TradeLive.Live;

namespace TradeLive.Samples;

/// <summary>
/// Plays the last weeks of the sales pipeline set as if they happened now: inquiries come in, reps claim, answer, move, quote, win and lose them. What the
/// set does not say, such as the stages in between, is made up.
/// </summary>
public sealed class SampleReplay(IGrainFactory grains, LiveModel model, TimeProvider clock, ILogger<SampleReplay> logger)
{
    /// <summary>Days of the set that are played.</summary>
    public const int Days = 21;

    const int ProspectsPerDay = 14;

    sealed record Step(double Day, InquiryId Inquiry, string Name, Func<IInquiryGrain, Caller, Task> Act);

    /// <summary>The opportunities as they were when the play begins: what came later is not there, what closed later is open.</summary>
    internal static IReadOnlyList<SampleDeal> Before(IReadOnlyList<SampleDeal> deals, DateOnly start) =>
        [.. deals.Where(deal => deal.Engaged < start || IsThereFirst(deal)).Select(deal => deal.Closed >= start ? deal with { Stage = "Engaging", Closed = null, Value = null } : deal)];

    /// <param name="daysPerMinute">How many days of the set pass in a minute.</param>
    /// <param name="mine">The rep whose part nobody plays: it is left to who watches.</param>
    public async Task Run(double daysPerMinute, string? mine, CancellationToken stop)
    {
        var start = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var began = clock.GetTimestamp();
        foreach (var step in Steps(SampleCompany.Deals(SampleCompany.ShiftDays(clock.GetUtcNow(), Days)), start).OrderBy(step => step.Day))
        {
            var wait = TimeSpan.FromMinutes(step.Day / daysPerMinute) - clock.GetElapsedTime(began);
            if (wait > TimeSpan.Zero) await Task.Delay(wait, clock, stop);
            var card = model.Find(step.Inquiry.Value);
            var by = card?.Owner ?? card?.OfferedTo;
            if (by is not null && by == mine) continue;
            try
            {
                await step.Act(grains.GetGrain<IInquiryGrain>(step.Inquiry.Value), new(new($"replay:{step.Name}"), by ?? Caller.System, "replay"));
            }
#pragma warning disable CA1031 // one step that fails does not end the play
            catch (Exception failure)
#pragma warning restore CA1031
            {
                logger.LogWarning(failure, "{Step} of {Inquiry} could not be played.", step.Name, step.Inquiry);
            }
        }
    }

    static IEnumerable<Step> Steps(IReadOnlyList<SampleDeal> deals, DateOnly start)
    {
        var usual = deals.Where(deal => deal.IsWon).GroupBy(deal => deal.Product).ToDictionary(group => group.Key, group => new Money(Math.Round(group.Average(deal => deal.Value!.Value.Amount)), Currency.Usd));
        var later = deals.Where(deal => deal.Engaged is null && !IsThereFirst(deal)).Take(ProspectsPerDay * Days).Index();
        foreach (var (at, deal) in later)
            foreach (var step in Arrival(deal, (double)at / ProspectsPerDay)) yield return step;
        foreach (var deal in deals.Where(deal => deal.Engaged is not null))
        {
            var comes = deal.Engaged!.Value.DayNumber - start.DayNumber + Part(deal);
            if (deal.Engaged >= start)
                foreach (var step in Arrival(deal, comes)) yield return step;
            if (deal.Closed >= start)
                foreach (var step in Close(deal, Math.Max(comes + 0.8, 0), deal.Closed.Value.DayNumber - start.DayNumber + Part(deal), usual[deal.Product], start.AddDays(2 * Days))) yield return step;
        }
    }

    static IEnumerable<Step> Arrival(SampleDeal deal, double day)
    {
        yield return new(day, deal.Id, "receive", (grain, caller) => grain.Receive((deal with { Engaged = null, Stage = "Prospecting" }).Receive(caller, DateTimeOffset.MaxValue)).AsTask());
        yield return new(day + 0.2, deal.Id, "claim", (grain, caller) => grain.Claim(new(caller, caller.By == Caller.System ? deal.Agent : new(caller.By))).AsTask());
        yield return new(day + 0.4, deal.Id, "reply", (grain, caller) => grain.RecordContact(new(caller, "mail", $"{deal.Product}: our offer, delivery time and terms.", FromBuyer: false, Automatic: false)).AsTask());
        yield return new(day + 0.6, deal.Id, "qualify", (grain, caller) => Move(grain, caller, Stage.Qualified));
    }

    static IEnumerable<Step> Close(SampleDeal deal, double from, double day, Money usual, DateOnly validUntil)
    {
        day = Math.Max(day, from + 0.3);
        var price = deal is { IsWon: true, Value: { Amount: > 0 } value } ? value : usual;
        yield return new(from + (day - from) * 0.5, deal.Id, "quote", async (grain, caller) => await grain.Quote(new(caller, new(
            $"Q-{deal.Number}", [new(deal.Product, 1, null, price)], new(Incoterm.FCA, "Shanghai"), validUntil))));
        yield return new(from + (day - from) * 0.8, deal.Id, "negotiate", (grain, caller) => Move(grain, caller, Stage.Negotiating));
        yield return deal.IsWon
            ? new(day, deal.Id, "win", (grain, caller) => grain.Win(new(caller, null, price)).AsTask())
            : new(day, deal.Id, "lose", (grain, caller) => grain.Lose(new(caller, Reason(deal), null)).AsTask());
    }

    static async Task Move(IInquiryGrain grain, Caller caller, Stage to)
    {
        var inquiry = await grain.Get();
        if (inquiry.Stage < to) await grain.Move(new(caller, inquiry.Stage, to));
    }

    // Made up: the set says only that it was lost.
    static LostReason Reason(SampleDeal deal)
    {
        LostReason[] reasons = [.. Enum.GetValues<LostReason>().Where(reason => reason != LostReason.Other)];
        return reasons[(int)(Part(deal) * reasons.Length)];
    }

    static bool IsThereFirst(SampleDeal deal) => deal.Engaged is null && Part(deal) < 0.4;

    /// <summary>A share of a day, the same for the same opportunity.</summary>
    static double Part(SampleDeal deal) => deal.Number.Aggregate(17u, (sum, letter) => sum * 31 + letter) % 1000 / 1000.0;
}
