using CsCheck;
using TradeLive.Inquiries;
using TradeLive.Log;
using TradeLive.Policies;
using TradeLive.Scoring;
using TradeLive.Tests.Web;
using TradeLive.Views;

namespace TradeLive.Tests.Rules;

/// <summary>When a new score counts, how one is contested, what would raise it, and in which order the queue stands.</summary>
public sealed class ScoreRulesTests
{
    static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    static readonly Caller By = new(CommandId.New(), "ann", "test");

    static Score Score(double chance = 0.3, decimal amount = 1000, string model = "m-1", params (string Code, double Weight)[] reasons) => new(
        chance, new(amount, Currency.Usd), [.. reasons.Select(reason => new ScoreReason(reason.Code, reason.Weight, new Dictionary<string, string>()))], model, Noon);

    static Inquiry Open => new() { ReceivedAt = Noon, Stage = Stage.New, Score = Score(reasons: ("buyer-answered", 0.6)) };

    [Theory]
    [InlineData(0.3049, 1000, "m-1", "buyer-answered", 0.6, false)]
    [InlineData(0.3051, 1000, "m-1", "buyer-answered", 0.6, true)]
    [InlineData(0.3, 1010, "m-1", "buyer-answered", 0.6, false)]
    [InlineData(0.3, 1011, "m-1", "buyer-answered", 0.6, true)]
    [InlineData(0.3, 1000, "m-2", "buyer-answered", 0.6, true)]
    [InlineData(0.3, 1000, "m-1", "sample-sent", 0.6, true)]
    [InlineData(0.3, 1000, "m-1", "buyer-answered", -0.6, true)]
    [InlineData(0.3, 1000, "m-1", "buyer-answered", 0.5, false)]
    public void A_score_that_differs_by_less_than_a_hair_is_no_news(double chance, decimal amount, string model, string reason, double weight, bool counts) =>
        Assert.Equal(counts ? 1 : 0, Open.Rescore(new(By, Score(chance, amount, model, (reason, weight))), Noon).Events.Count);

    [Fact]
    public void A_contest_keeps_the_score_that_it_is_about_and_is_open_until_a_lead_has_seen_it()
    {
        var open = Open;
        var happened = Assert.Single(open.Contest(new(By, ScoreFlaw.TooLow, "  A tender is running. "), Noon).Events);
        Assert.Equal(new InquiryScoreContested(Noon, 1, open.Score!, ScoreFlaw.TooLow, "A tender is running."), happened);
        var contested = open.Apply(happened);
        Assert.Equal([1], contested.UnseenContests);
        Assert.Equal("contest.unknown", contested.MarkContestSeen(new(By, 2), Noon).Refusal?.Code);
        var seen = contested.Apply(Assert.Single(contested.MarkContestSeen(new(By, 1), Noon).Events));
        Assert.Empty(seen.UnseenContests);
        Assert.Empty(seen.MarkContestSeen(new(By, 1), Noon).Events);
        Assert.Equal(2, ((InquiryScoreContested)seen.Contest(new(By, ScoreFlaw.TooHigh, "x"), Noon).Events[0]).Number);
    }

    [Fact]
    public void A_contest_without_a_score_without_words_or_of_a_closed_inquiry_is_refused()
    {
        string? Refused(Inquiry inquiry, string text) => inquiry.Contest(new(By, ScoreFlaw.TooLow, text), Noon).Refusal?.Code;
        Assert.Equal("inquiry.unknown", Refused(new(), "x"));
        Assert.Equal("contest.not-scored", Refused(Open with { Score = null }, "x"));
        Assert.Equal("contest.no-text", Refused(Open, " "));
        Assert.Equal("contest.text-too-long", Refused(Open, new string('x', 501)));
        Assert.Equal("inquiry.closed", Refused(Open with { Stage = Stage.Lost }, "x"));
    }

    static LogEntry Entry(string type, string command, string stream = "inquiry/I-1") =>
        new(default, stream, 1, type, Noon, command, "", "", File.ReadAllText(Path.Combine(Server.Root, $"tests/Stored/events/{type}.json")), "");

    [Theory]
    [InlineData("inquiry.first-replied.v1", true)]
    [InlineData("inquiry.quoted.v1", true)]
    [InlineData("inquiry.moved.v1", true)]
    [InlineData("order.placed.v1", true)]
    [InlineData("inquiry.noted.v1", false)]
    [InlineData("inquiry.scored.v1", false)]
    [InlineData("inquiry.claimed.v1", false)]
    public void It_is_scored_anew_for_what_the_score_looks_at_alone(string type, bool wanted) => Assert.Equal(wanted, Rescoring.Matters(Entry(type, "c")));

    [Fact]
    public void What_an_inquiry_brought_along_when_taken_in_is_in_its_first_score_already()
    {
        Assert.Empty(Rescoring.Telling([Entry("inquiry.received.v1", "c"), Entry("inquiry.first-replied.v1", "c"), Entry("inquiry.moved.v1", "c")]));
        Assert.Equal(2, Rescoring.Telling([Entry("inquiry.received.v1", "c"), Entry("inquiry.first-replied.v1", "d"), Entry("inquiry.moved.v1", "c", "inquiry/I-2")]).Count);
    }

    static InquiryFacts Facts => new() { Source = "web", ReceivedAt = Noon.AddHours(-2), Stage = Stage.New };

    [Fact]
    public void What_is_done_already_is_not_among_the_steps()
    {
        Assert.Equal(
            [WhatIfAction.Reply, WhatIfAction.SendSample, WhatIfAction.Quote, WhatIfAction.AskCompany, WhatIfAction.AskPhone, WhatIfAction.AskQuantity],
            WhatIf.StepsFrom(Facts, 100, 500, Noon).Select(step => step.Action));
        Assert.Empty(WhatIf.StepsFrom(Facts with { RepliedAfterHours = 1, SampleSent = true, QuotedAmount = 9, HasCompany = true, HasPhone = true, Quantity = 1 }, 100, 500, Noon));
        Assert.DoesNotContain(WhatIf.StepsFrom(Facts, null, 500, Noon), step => step.Action == WhatIfAction.AskQuantity);
    }

    [Fact]
    public void Who_sends_a_sample_or_a_quotation_has_answered_now()
    {
        var steps = WhatIf.StepsFrom(Facts with { TargetAmount = 700 }, null, 500, Noon).ToDictionary(step => step.Action, step => step.Facts);
        Assert.Equal((2.0, Stage.Contacted, false), (steps[WhatIfAction.Reply].RepliedAfterHours, steps[WhatIfAction.Reply].Stage, steps[WhatIfAction.Reply].SampleSent));
        Assert.Equal((2.0, true), (steps[WhatIfAction.SendSample].RepliedAfterHours, steps[WhatIfAction.SendSample].SampleSent));
        Assert.Equal((2.0, Stage.Quoted, 700m), (steps[WhatIfAction.Quote].RepliedAfterHours, steps[WhatIfAction.Quote].Stage, steps[WhatIfAction.Quote].QuotedAmount));
    }

    [Fact]
    public void Only_steps_that_raise_the_chance_by_half_a_point_are_advised_the_best_first()
    {
        var advice = WhatIf.Advice(0.3, [(WhatIfAction.Reply, 0.304), (WhatIfAction.SendSample, 0.31), (WhatIfAction.Quote, 0.5), (WhatIfAction.AskPhone, 0.2)]);
        Assert.Equal([WhatIfAction.Quote, WhatIfAction.SendSample], advice.Select(option => option.Action));
    }

    static double Chance(InquiryFacts facts, int closed) =>
        new PriorInquiryScorer().Score(facts, new History(new(closed / 2, closed - closed / 2, 10m * closed)), Currency.Usd, Noon).Probability;

    [Fact]
    public void The_prior_assumes_that_a_prompt_reply_and_a_sample_help_and_less_so_the_more_is_known()
    {
        double Gain(InquiryFacts facts, int closed) => Chance(facts, closed) - Chance(Facts, closed);
        var (prompt, slow, late, sample) = (Facts with { RepliedAfterHours = 0.5 }, Facts with { RepliedAfterHours = 20 }, Facts with { RepliedAfterHours = 30 }, Facts with { SampleSent = true });
        Assert.True(Gain(prompt, 0) > Gain(slow, 0) && Gain(slow, 0) > 0);
        Assert.Equal(0, Gain(late, 0));
        Assert.Equal(0, Gain(Facts with { RepliedAfterHours = 0 }, 0));
        Assert.True(Gain(sample, 500) > 0.01);
        Assert.InRange(Gain(sample, 50_000), 0, 0.002);
    }

    sealed class History(OutcomeTally all) : IOutcomeHistory
    {
        public OutcomeTally this[string key] => key == "all" ? all : default;
    }

    static readonly Gen<DateTimeOffset> Times = Gen.Int[-10_000, 10_000].Select(minutes => Noon.AddMinutes(minutes));

    // To the smallest unit that a currency has, as expected values are.
    static readonly Gen<decimal> Amounts = Gen.Long[-10_0000, 100_000_000_0000].Select(units => units / 10_000m);

    [Fact]
    public void More_value_never_ranks_lower() =>
        Gen.Select(Amounts, Amounts, Times, Gen.Int[-100, 5000], Times).Sample((value, more, received, promise, now) =>
        {
            var due = received.AddMinutes(promise);
            Assert.True(QueueOrder.Rank(value + Math.Abs(more), received, due, now) >= QueueOrder.Rank(value, received, due, now));
            Assert.True(QueueOrder.Rank(value + Math.Abs(more), received, null, now) >= QueueOrder.Rank(value, received, null, now));
        });

    [Fact]
    public void Less_time_left_never_ranks_lower() =>
        Gen.Select(Amounts, Times, Gen.Int[-100, 5000], Times, Gen.Int[0, 10_000]).Sample((value, received, promise, now, later) =>
        {
            var due = received.AddMinutes(promise);
            Assert.True(QueueOrder.Rank(value, received, due, now.AddMinutes(later)) >= QueueOrder.Rank(value, received, due, now));
            Assert.InRange(QueueOrder.Urgency(received, due, now), 1, 3);
            Assert.True(QueueOrder.Rank(value, received, due, now) >= QueueOrder.Rank(value, received, null, now));
        });

    [Fact]
    public void Of_equal_rank_the_earlier_comes_first_whatever_order_they_are_given_in() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3], Gen.Int[0, 5]).Array[0, 20].Sample(some =>
        {
            Card[] cards = [.. some.Select((card, at) => new Card { Id = $"I-{at:00}", ExpectedValue = card.Item1, ReceivedAt = Noon.AddHours(card.Item2), FirstReplyAt = Noon.AddHours(9) })];
            var shown = QueueOrder.Sorted(cards, card => card, Noon).ToList();
            Assert.Equal(shown.Select(card => card.Id), QueueOrder.Sorted(cards.Reverse(), card => card, Noon).Select(card => card.Id));
            foreach (var (first, next) in shown.Zip(shown.Skip(1)))
                Assert.True(first.ExpectedValue > next.ExpectedValue || (first.ExpectedValue == next.ExpectedValue && first.ReceivedAt <= next.ReceivedAt));
        });
}
