using TradeLive.Live;
using TradeLive.Log;
using TradeLive.ReadModel;
using TradeLive.Scoring;
using TradeLive.Views;

namespace TradeLive.Queries;

/// <summary>Which contested scores a list shows.</summary>
/// <param name="Seen">Whether a lead has seen them; null for both.</param>
/// <param name="Flaw">What was said to be wrong; null for either.</param>
/// <param name="SeesAll">False narrows to <paramref name="Team"/>'s inquiries.</param>
public sealed record ContestWish(bool? Seen, ScoreFlaw? Flaw, int Offset, int Take, bool SeesAll, string? Team);

/// <summary>What pages ask about scores.</summary>
public sealed class ScoreQueries
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    readonly ReadTables tables;
    readonly ChangeLog log;
    readonly LiveModel model;
    readonly InquiryScoring scoring;
    readonly TimeProvider clock;

    internal ScoreQueries(ReadTables tables, ChangeLog log, LiveModel model, InquiryScoring scoring, TimeProvider clock) =>
        (this.tables, this.log, this.model, this.scoring, this.clock) = (tables, log, model, scoring, clock);

    public async Task<Page<ContestView>> Contested(ContestWish wish)
    {
        await tables.Reach(log.End(), Patience);
        return tables.Read(context =>
        {
            var rows = context.Contests.Join(context.Inquiries, contest => contest.Inquiry, inquiry => inquiry.Id, (contest, inquiry) => new { contest, inquiry });
            if (!wish.SeesAll) rows = rows.Where(row => row.inquiry.Team != null && row.inquiry.Team == wish.Team);
            if (wish.Seen is { } seen) rows = rows.Where(row => row.contest.SeenAt != null == seen);
            if (wish.Flaw is { } flaw) rows = rows.Where(row => row.contest.Flaw == flaw);
            var page = rows.OrderByDescending(row => row.contest.At).ThenBy(row => row.contest.Inquiry).ThenBy(row => row.contest.Number)
                .Skip(wish.Offset).Take(wish.Take).AsEnumerable();
            return new Page<ContestView>([.. page.Select(row => row.contest.View(ReadJson.Read<InquiryRecord>(row.inquiry.Record).Card))], rows.Count(), wish.Offset);
        });
    }

    /// <summary>What the first scores of a period's inquiries said against what came true.</summary>
    /// <param name="from">First day on which they were received, and <paramref name="to"/> the last, by UTC.</param>
    /// <param name="team">Null for all teams.</param>
    public async Task<ScoreReportView> Report(DateOnly from, DateOnly to, string? team)
    {
        await tables.Reach(log.End(), Patience);
        var (start, end) = (Midnight(from), Midnight(to.AddDays(1)));
        var scored = tables.Read(context => context.Inquiries
            .Where(row => row.FirstChance != null && row.ReceivedAt >= start && row.ReceivedAt < end && (team == null || row.Team == team))
            .Select(row => new { row.Id, row.ReceivedAt, row.FirstChance, row.FirstValue, row.FirstModel, row.Stage, row.WonValue }).AsEnumerable()
            .Select(row => new FirstScored(
                row.Id, row.ReceivedAt, row.FirstChance!.Value, row.FirstValue ?? 0, row.FirstModel ?? "", row.Stage.IsClosed() ? row.Stage == Stage.Won : null,
                row.Stage == Stage.Won ? row.WonValue ?? 0 : 0)).ToList());
        return new(
            from, to, model.Organisation.Company.Reporting.Code, ScoreOutcomes.Whole("", scored), ScoreOutcomes.Deciles(scored), ScoreOutcomes.ByModel(scored));
    }

    static DateTimeOffset Midnight(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    /// <summary>What steps that are still open would do to the chance, as the present scorer sees it.</summary>
    /// <param name="card">An inquiry that the asker may see.</param>
    public WhatIfView WhatIf(Card card)
    {
        if (card is not { IsClosed: false, Customer: { } customer }) return new(card.Id, card.Probability, card.Model ?? "", []);
        var facts = scoring.Known(card.Id, customer).Facts;
        var present = scoring.Of(facts);
        var steps = Scoring.WhatIf.StepsFrom(facts, UsualQuantity(facts.Product), present.ExpectedAmount.Amount, clock.GetUtcNow());
        return new(card.Id, present.Probability, present.Model,
            Scoring.WhatIf.Advice(present.Probability, steps.Select(step => (step.Action, scoring.Of(step.Facts).Probability))));
    }

    decimal? UsualQuantity(string? product) =>
        model.QuantitiesOf(product ?? "") is { Count: > 0 } known ? known.Order().ElementAt(known.Count / 2) : null;
}
