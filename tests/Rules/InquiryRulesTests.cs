using CsCheck;
using TradeLive.Inquiries;

namespace TradeLive.Tests.Rules;

public sealed class InquiryRulesTests
{
    static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    static readonly InquiryId Id = new("I-1");
    static readonly RepId Ann = new("ann"), Bo = new("bo");

    static Caller By(string who) => new(CommandId.New(), who, "test");

    static Inquiry Received() => Fold(new(), new Inquiry().Receive(
        new(By("web"), "web", "1", new("Uta", "Muster", "uta@muster.example", null, "DE"), "lamp", 10, "pcs", null, "", new Dictionary<string, string>(), Noon, ReplyPromise.Default), Id, Noon));

    static Inquiry Fold(Inquiry inquiry, Decision<InquiryEvent> decision)
    {
        Assert.Null(decision.Refusal);
        return decision.Events.Aggregate(inquiry, (state, happened) => state.Apply(happened));
    }

    [Fact]
    public void A_claim_on_an_inquiry_that_is_already_claimed_is_refused_and_names_the_owner()
    {
        var claimed = Fold(Received(), Received().Claim(new(By("ann"), Ann), Noon));
        var second = claimed.Claim(new(By("bo"), Bo), Noon);
        Assert.Equal("inquiry.already-claimed", second.Refusal?.Code);
        Assert.Equal("ann", second.Refusal?.Data["by"]);
    }

    [Fact]
    public void A_robots_answer_does_not_stop_the_first_reply_clock_and_a_persons_does()
    {
        var robot = Fold(Received(), Received().RecordContact(new(By("bot"), "mail", "We got it", false, Automatic: true), Noon.AddHours(1)));
        Assert.Null(robot.FirstReplyAt);
        var person = Fold(robot, robot.RecordContact(new(By("ann"), "mail", "Hello", false, false), Noon.AddHours(2)));
        Assert.Equal(Noon.AddHours(2), person.FirstReplyAt);
        Assert.Equal(Stage.Contacted, person.Stage);
    }

    [Fact]
    public void A_late_first_reply_is_said_to_be_late()
    {
        var events = Received().RecordContact(new(By("ann"), "mail", "Sorry", false, false), Noon.AddHours(25)).Events;
        Assert.True(events.OfType<InquiryFirstReplied>().Single().Late);
    }

    [Fact]
    public void A_move_from_a_stage_that_the_mover_did_not_see_is_refused_with_the_true_stage()
    {
        var moved = Fold(Received(), Received().Move(new(By("ann"), Stage.New, Stage.Qualified), Noon));
        var refusal = moved.Move(new(By("bo"), Stage.New, Stage.Contacted), Noon).Refusal;
        Assert.Equal("inquiry.moved-meanwhile", refusal?.Code);
        Assert.Equal("Qualified", refusal?.Data["stage"]);
    }

    [Fact]
    public void Winning_again_after_reopening_makes_another_order()
    {
        var won = Fold(Received(), Received().Win(new(By("ann"), null, new Money(100, Currency.Usd)), Id, Noon));
        Assert.Equal("inquiry.already-won", won.Win(new(By("ann"), null, new Money(100, Currency.Usd)), Id, Noon).Refusal?.Code);
        var again = Fold(won, won.Reopen(Noon));
        var second = Fold(again, again.Win(new(By("ann"), null, new Money(100, Currency.Usd)), Id, Noon));
        Assert.NotEqual(won.Order, second.Order);
    }

    [Fact]
    public void Whatever_is_tried_on_it_the_state_stays_the_fold_of_what_happened_and_a_refusal_changes_nothing() =>
        Gen.Int[0, 8].Array[1, 40].Sample(tries =>
        {
            var (state, log, now) = (Received(), new List<InquiryEvent>(), Noon);
            foreach (var attempt in tries)
            {
                now = now.AddHours(1);
                var decision = Try(state, attempt, now);
                if (decision.Refusal is not null) Assert.Empty(decision.Events);
                log.AddRange(decision.Events);
                state = decision.Events.Aggregate(state, (before, happened) => before.Apply(happened));
            }
            Assert.Equal(log.Aggregate(Received(), (before, happened) => before.Apply(happened)).Stage, state.Stage);
            Assert.Equal(log.OfType<InquiryWon>().Select(won => won.Order).Distinct().Count(), log.OfType<InquiryWon>().Count());
            if (state.IsClosed) Assert.Contains(log, happened => happened is InquiryWon or InquiryLost);
        });

    static Decision<InquiryEvent> Try(Inquiry inquiry, int attempt, DateTimeOffset now) => attempt switch
    {
        0 => inquiry.Claim(new(By("ann"), Ann), now),
        1 => inquiry.Claim(new(By("bo"), Bo), now),
        2 => inquiry.Release(now),
        3 => inquiry.Move(new(By("ann"), inquiry.Stage, Stage.Negotiating), now),
        4 => inquiry.Win(new(By("ann"), null, new Money(5, Currency.Usd)), Id, now),
        5 => inquiry.Lose(new(By("ann"), LostReason.Price, null), now),
        6 => inquiry.Reopen(now),
        7 => inquiry.RecordContact(new(By("ann"), "mail", "x", false, false), now),
        _ => inquiry.Reassign(new(By("lead"), Bo, null), now),
    };

    [Fact]
    public void Of_any_claims_one_after_another_only_the_first_reps_hold() =>
        Gen.Int[0, 4].Array[1, 20].Sample(reps =>
        {
            var state = Received();
            foreach (var rep in reps)
            {
                var decision = state.Claim(new(By($"r{rep}"), new($"r{rep}")), Noon);
                if (rep == reps[0]) Assert.Null(decision.Refusal);
                else Assert.Equal($"r{reps[0]}", decision.Refusal?.Data["by"]);
                state = decision.Events.Aggregate(state, (before, happened) => before.Apply(happened));
            }
        });
}
