using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using TradeLive.Inquiries;
using TradeLive.Learning;
using TradeLive.Log;
using TradeLive.Models;
using TradeLive.Scoring;

namespace TradeLive.Tests.Models;

/// <summary>What is learnt from is what was known, to the byte.</summary>
public sealed class ReplayTests
{
    /// <summary>Keeps what it was asked, by the time of the answer.</summary>
    sealed class Listening : IInquiryScorer
    {
        readonly PriorInquiryScorer prior = new();

        public ConcurrentDictionary<DateTimeOffset, InquiryFacts> Asked { get; } = [];

        public Score Score(InquiryFacts facts, IOutcomeHistory history, Currency reporting, DateTimeOffset now)
        {
            Asked[now] = facts;
            return prior.Score(facts, history, reporting, now);
        }
    }

    static IEnumerable<(long, string?)> Bytes(InquiryFacts facts)
    {
        var columns = InquiryFeatures.Columns([facts, facts with { Attributes = new Dictionary<string, string> { ["a"] = "1" } }], Allowed.All);
        return InquiryFeatures.Cells(facts, columns, Allowed.All).Select(cell => (BitConverter.DoubleToInt64Bits(cell.Number), cell.Word));
    }

    static async Task<(IReadOnlyList<LogEntry> Log, Listening Served)> Worked()
    {
        var served = new Listening();
        await using var trade = await Cluster.Trade.Begin(services => services.AddSingleton<IInquiryScorer>(served));
        await trade.Form("east");
        await trade.Hire("ann", "east");
        for (var round = 0; round < 3; round++)
        {
            foreach (var buyer in new[] { "uta", "ben" })
            {
                var id = $"I-{buyer}-{round}";
                await trade.Receive(id, buyer, "Please quote 100 pcs", new Money(5, Currency.Usd));
                await trade.Claim(id, "ann");
                await trade.BuyerWrites(id);
                await Scored(trade, id, 2);
                await trade.Quote(id, Orders.PaymentTerms.Default);
                await Scored(trade, id, 3);
                if (buyer == "ben" && round == 1) continue;
                await trade.Win(id);
                await Web.Server.Until(async () => (await trade.Order($"O-{id}")).Exists);
                await Web.Server.Until(() => Task.FromResult(trade.Model.PurchasesBefore(trade.Card(id).Customer!, DateTimeOffset.MaxValue).Orders > 0));
            }
        }
        return (trade.Log, served);
    }

    static Task Scored(Cluster.Trade trade, string id, int times) =>
        Web.Server.Until(() => Task.FromResult(trade.Log.Count(entry => entry.Key == id && entry.Event is InquiryScored) >= times));

    [Fact]
    public async Task Old_moments_scored_by_replay_have_the_same_cells_as_were_served_and_what_came_later_changes_none()
    {
        var (log, served) = await Worked();
        var whole = Replayed(log);
        var compared = 0;
        foreach (var inquiry in whole)
        {
            var scores = log.Where(entry => entry.Key == inquiry.Id).Select(entry => entry.Event).OfType<InquiryScored>().Where(e => !(e.At >= inquiry.ClosedAt)).OrderBy(e => e.At).ToList();
            Assert.Equal(scores.Count, inquiry.Moments.Count);
            foreach (var (score, moment) in scores.Zip(inquiry.Moments))
            {
                Assert.NotNull(score.AsOf);
                Assert.True(Bytes(served.Asked[score.Score.At]).SequenceEqual(Bytes(moment.Facts)), $"{inquiry.Id} as of {score.AsOf}: {served.Asked[score.Score.At]} became {moment.Facts}");
                compared++;
            }
        }
        Assert.InRange(compared, 18, 100);
        Assert.Contains(whole, inquiry => inquiry.Moments[0].Facts is { EarlierOrders: 2, EarlierRevenue: 2000 });

        var random = new Random(11);
        for (var i = 0; i < 20; i++)
        {
            var earlier = Replayed(log.Take(random.Next(1, log.Count)));
            foreach (var before in earlier)
            {
                var after = whole.Single(inquiry => inquiry.Id == before.Id);
                Assert.Equal(before.Moments.SelectMany(moment => Bytes(moment.Facts)), after.Moments.Take(before.Moments.Count).SelectMany(moment => Bytes(moment.Facts)));
            }
        }
    }

    static IReadOnlyList<ReplayedInquiry> Replayed(IEnumerable<LogEntry> log)
    {
        var replay = new Replay();
        foreach (var entry in log) replay.Add(entry);
        return replay.Inquiries();
    }

    [Fact]
    public void Moments_of_an_inquiry_share_one_weight_and_no_case_learns_from_what_was_not_known()
    {
        var facts = TestModels.Facts("alibaba", 5);
        var (first, later) = (facts.ReceivedAt, facts.ReceivedAt.AddDays(3));
        ReplayedInquiry[] inquiries =
        [
            new("I-1", [new(facts, first), new(facts with { BuyerAnswered = true }, later)], true, 500, later.AddDays(1)),
            new("I-2", [new(facts, later)], false, null, later.AddDays(9)),
            new("I-3", [new(facts, later)], null, null, null),
        ];
        var win = InquiryCases.ForWin(inquiries, Allowed.All);
        Assert.Equal([0.5, 0.5, 1], win.Set.Cases.Select(one => one.Weight));
        Assert.Equal([1.0, 1, 0], win.Set.Cases.Select(one => one.Outcome));
        Assert.Empty(win.Set.KnownBy(Days.Of(later)).Cases);
        Assert.Equal(2, win.Set.KnownBy(Days.Of(later.AddDays(2))).Cases.Count);
        // The prior of each moment knew of no outcome yet.
        Assert.Equal(win.Prior[0], new PriorInquiryScorer().Score(facts, new TestModels.NoHistory(), Currency.Usd, first).Probability);
        Assert.Equal([Math.Log(500), Math.Log(500)], InquiryCases.ForAmount(inquiries, Allowed.All).Set.Cases.Select(one => one.Outcome));
    }
}
