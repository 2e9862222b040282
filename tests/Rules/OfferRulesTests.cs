using CsCheck;
using TradeLive.Company;
using TradeLive.Deadlines;
using TradeLive.Inquiries;
using TradeLive.ReadModel;
using TradeLive.Scoring;

namespace TradeLive.Tests.Rules;

/// <summary>Offers, claims and the promise of a first reply, and that state and views are the fold of the log.</summary>
public sealed class OfferRulesTests
{
    static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    static readonly RepId Ann = new("ann"), Bo = new("bo");

    static Caller By(string who) => new(CommandId.New(), who, "test");

    static Choice Offer(RepId? to, DateTimeOffset now, int replyHours = 24) => new(
        new("east"), to, to is null ? null : now.AddMinutes(30), [], Noon.AddHours(48), now.AddHours(1), Noon.AddHours(replyHours), Noon.AddHours(replyHours - 1));

    [Fact]
    public void The_lead_is_told_by_the_first_offer_and_anew_once_somebody_had_it()
    {
        var inquiry = new Told();
        inquiry.Do(inquiry.State.Route(new(By("router"), Offer(Ann, Noon)), Noon));
        var again = Noon.AddMinutes(30);
        inquiry.Do(inquiry.State.TakeBack(new(By("clock"), Ann), again));
        inquiry.Do(inquiry.State.Route(new(By("router"), Offer(Bo, again)), again));
        Assert.Equal(Noon.AddHours(1), inquiry.Record.EscalateAt);
        inquiry.Do(inquiry.State.Escalate(new(By("clock"), null), Noon.AddHours(1)));
        Assert.True(inquiry.Record.Card.Escalated);

        inquiry.Do(inquiry.State.Claim(new(By("bo"), Bo), Noon.AddHours(2)));
        Assert.False(inquiry.Record.Card.Escalated);
        inquiry.Do(inquiry.State.Release(Noon.AddHours(3)));
        inquiry.Do(inquiry.State.Route(new(By("router"), Offer(Ann, Noon.AddHours(3))), Noon.AddHours(3)));
        Assert.Equal(Noon.AddHours(4), inquiry.Record.EscalateAt);
    }

    [Fact]
    public void A_teams_longer_promise_takes_back_a_warning_and_a_shorter_one_is_due_at_once()
    {
        var inquiry = new Told();
        inquiry.Do(inquiry.State.CheckReply(Noon.AddHours(21)));
        Assert.True(inquiry.State.ReplyWarned);
        inquiry.Do(inquiry.State.Route(new(By("router"), Offer(null, Noon.AddHours(22), replyHours: 48)), Noon.AddHours(22)));
        Assert.False(inquiry.State.ReplyWarned);
        Assert.Equal(Noon.AddHours(48), inquiry.Record.Card.ReplyDue);
        Assert.Empty(inquiry.State.CheckReply(Noon.AddHours(24)).Events);
        Assert.IsType<InquiryReplyWarned>(Assert.Single(inquiry.State.CheckReply(Noon.AddHours(47)).Events));

        var hurried = new Told();
        hurried.Do(hurried.State.Route(new(By("router"), Offer(null, Noon.AddHours(3), replyHours: 2)), Noon.AddHours(3)));
        Assert.Equal(Noon.AddHours(2), Assert.IsType<InquiryReplyOverdue>(Assert.Single(hurried.State.CheckReply(Noon.AddHours(3)).Events)).Due);
    }

    [Fact]
    public void Once_answered_a_promise_stays_as_it_was()
    {
        var inquiry = new Told();
        inquiry.Do(inquiry.State.RecordContact(new(By("ann"), "mail", "Hello", false, false), Noon.AddHours(1)));
        inquiry.Do(inquiry.State.Route(new(By("router"), Offer(Ann, Noon.AddHours(2), replyHours: 1)), Noon.AddHours(2)));
        Assert.Equal(Noon.AddHours(24), inquiry.Record.Card.ReplyDue);
    }

    [Fact]
    public void While_closed_nobody_is_warned_and_once_reopened_the_first_reply_counts_from_receipt()
    {
        var inquiry = new Told();
        inquiry.Do(inquiry.State.Lose(new(By("ann"), LostReason.Price, null), Noon.AddHours(1)));
        Assert.Empty(InquiryDeadlines.Of(inquiry.Record));
        Assert.Empty(inquiry.State.CheckReply(Noon.AddHours(30)).Events);
        inquiry.Do(inquiry.State.Reopen(Noon.AddHours(30)));
        Assert.Contains(InquiryDeadlines.Of(inquiry.Record), deadline => deadline.Kind == DeadlineKind.ReplyDue && deadline.Due == Noon.AddHours(24));
        inquiry.Do(inquiry.State.CheckReply(Noon.AddHours(30)));
        inquiry.Do(inquiry.State.RecordContact(new(By("ann"), "mail", "Sorry", false, false), Noon.AddHours(31)));
        Assert.True(inquiry.Record.Card.RepliedLate);
        Assert.DoesNotContain(InquiryDeadlines.Of(inquiry.Record), deadline => deadline.Kind is DeadlineKind.ReplyDue or DeadlineKind.ReplyWarning);
    }

    [Fact]
    public void A_reply_late_by_the_clock_can_be_on_time_by_working_hours_and_the_card_says_both()
    {
        var inquiry = new Told();
        inquiry.Do(inquiry.State.Route(new(By("router"), Offer(Ann, Noon)), Noon));
        inquiry.Do(inquiry.State.RecordContact(new(By("ann"), "mail", "Hello", false, false), Noon.AddHours(30)));
        Assert.True(inquiry.Record.Card.RepliedLate);
        Assert.False(inquiry.Record.Card.RepliedLateWorking);
    }

    [Fact]
    public void A_reply_recorded_later_counts_from_when_it_was_sent()
    {
        var inquiry = new Told();
        inquiry.Do(inquiry.State.RecordContact(new(By("ann"), "whatsapp", "Hello", false, false, Noon.AddHours(2)), Noon.AddHours(30)));
        Assert.Equal(Noon.AddHours(2), inquiry.State.FirstReplyAt);
        Assert.False(inquiry.Record.Card.RepliedLate);
    }

    [Theory]
    [InlineData("mail", 31, "contact.in-future")]
    [InlineData("mail", -1, "contact.before-receipt")]
    [InlineData("pigeon", 1, "contact.unknown-channel")]
    public void A_contact_cannot_be_in_the_future_nor_before_the_inquiry_nor_by_a_channel_that_nobody_knows(string channel, int hours, string code) =>
        Assert.Equal(code, new Told().State.RecordContact(new(By("ann"), channel, "Hello", false, false, Noon.AddHours(hours)), Noon.AddHours(30)).Refusal?.Code);

    /// <summary>State, card and record after each step, made from what a reader of the log would read.</summary>
    sealed class Told
    {
        readonly List<string> log = [];

        public Told() => Do(new Inquiry().Receive(
            new(By("web"), "web", "1", new("Uta", "Muster", "uta@muster.example", null, "DE"), "lamp", 10, "pcs", null, "", new Dictionary<string, string>(), Noon, ReplyPromise.Default), new("I-1"), Noon));

        public Inquiry State { get; private set; } = new();

        public InquiryRecord Record => log.Index().Aggregate((InquiryRecord?)null, (record, line) =>
            InquiryFold.Apply(record, "I-1", line.Index + 1, "test", Read(line.Item), new CompanyState()))!;

        public Inquiry Folded => log.Aggregate(new Inquiry(), (state, line) => state.Apply(Read(line)));

        public void Do(Decision<InquiryEvent> decision)
        {
            Assert.Null(decision.Refusal);
            Take(decision);
        }

        public void Take(Decision<InquiryEvent> decision)
        {
            foreach (var happened in decision.Events)
            {
                State = State.Apply(happened);
                log.Add($"{EventNames.Of(happened.GetType())}\n{System.Text.Json.JsonSerializer.Serialize(happened, GrainJson.Stored.GetTypeInfo(typeof(InquiryEvent)))}");
            }
        }

        static InquiryEvent Read(string line) => (InquiryEvent)EventNames.Read(line.Split('\n')[0], line.Split('\n')[1])!;
    }

    [Fact]
    public void Whoever_offers_claims_releases_and_gives_it_away_the_state_is_what_the_log_says_and_the_card_shows_it() =>
        Gen.Int[0, 10].Array[1, 40].Sample(tries =>
        {
            var (inquiry, now) = (new Told(), Noon);
            foreach (var attempt in tries)
            {
                now = now.AddMinutes(20);
                inquiry.Take(Try(inquiry.State, attempt, now));
            }
            Assert.Equal(StateJson.Write(inquiry.State), StateJson.Write(inquiry.Folded));
            var (state, record) = (inquiry.State, inquiry.Record);
            Assert.Equal(
                (state.Stage, state.Owner?.Value, state.Team?.Value, state.OfferedTo?.Value, state.OfferedUntil, state.Escalated, state.EscalateAt, state.ReplyDue),
                (record.Card.Stage, record.Card.Owner, record.Card.Team, record.Card.OfferedTo, record.Card.OfferedUntil, record.Card.Escalated, record.EscalateAt, record.Card.ReplyDue));
            Assert.Equal((state.ReplyWarned, state.ReplyOverdue, state.WarnAt), (record.WarnedOfReply, record.SaidOverdue, record.Card.WarnAt));
        });

    static Decision<InquiryEvent> Try(Inquiry inquiry, int attempt, DateTimeOffset now) => attempt switch
    {
        0 => inquiry.Claim(new(By("ann"), Ann), now),
        1 => inquiry.Claim(new(By("bo"), Bo), now),
        2 => inquiry.Release(now),
        3 => inquiry.Reassign(new(By("lead"), Ann, new TeamId("west")), now),
        4 => inquiry.Route(new(By("router"), Offer(Ann, now, replyHours: 6)), now),
        5 => inquiry.Route(new(By("router"), Offer(null, now)), now),
        6 => inquiry.TakeBack(new(By("clock"), Ann), now),
        7 => inquiry.Escalate(new(By("clock"), null), now),
        8 => inquiry.CheckReply(now),
        9 => inquiry.Lose(new(By("ann"), LostReason.Price, null), now),
        _ => inquiry.Reopen(now),
    };

    [Fact]
    public void A_closed_inquiry_is_not_scored_again()
    {
        var lost = new Told();
        lost.Do(lost.State.Lose(new(By("ann"), LostReason.Price, null), Noon));
        Assert.Empty(lost.State.Rescore(new(By("policy"), new Score(0.5, new(100, Currency.Usd), [], "prior-2", Noon)), Noon).Events);
    }
}
