using TradeLive.Inquiries;
using TradeLive.Orders;

namespace TradeLive.Tests.Rules;

public sealed class QuoteAndWinTests
{
    static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    static readonly InquiryId Id = new("I-1");

    static Caller By(string who) => new(CommandId.New(), who, "test");

    static Inquiry Received() => Fold(new(), new Inquiry().Receive(
        new(By("web"), "web", "1", new("Uta", "Muster", "uta@muster.example", null, "DE"), "lamp", 10, "pcs", null, "", new Dictionary<string, string>(), Noon, ReplyPromise.Default), Id, Noon));

    static Inquiry Fold(Inquiry inquiry, Decision<InquiryEvent> decision)
    {
        Assert.Null(decision.Refusal);
        return decision.Events.Aggregate(inquiry, (state, happened) => state.Apply(happened));
    }

    static Quotation Quote(string id = "Q-1", int days = 30, PaymentTerms? payment = null) => new(
        id, [new("lamp", 10, "pcs", new(10, Currency.Usd))], new(Incoterm.FCA, "Ningbo"), DateOnly.FromDateTime(Noon.UtcDateTime.AddDays(days)), payment);

    static Inquiry Quoted(params Quotation[] quotes) => quotes.Aggregate(Received(), (inquiry, quote) => Fold(inquiry, inquiry.Quote(new(By("ann"), quote), Noon)));

    [Fact]
    public void A_persons_quotation_stops_the_first_reply_clock_and_moves_a_new_inquiry_on()
    {
        var quoted = Fold(Received(), Received().Quote(new(By("ann"), Quote()), Noon.AddHours(3)));
        Assert.Equal(Noon.AddHours(3), quoted.FirstReplyAt);
        Assert.Equal(Stage.Quoted, quoted.Stage);
        Assert.Empty(quoted.CheckReply(Noon.AddHours(30)).Events);
        Assert.Null(Fold(Received(), Received().Quote(new(By(Caller.System), Quote()), Noon)).FirstReplyAt);
    }

    [Fact]
    public void An_expired_quotation_wins_only_if_the_buyer_accepted_it_all_the_same()
    {
        var (quoted, late) = (Quoted(Quote()), Noon.AddDays(40));
        var refusal = quoted.Win(new(By("ann"), null, null), Id, late).Refusal;
        Assert.Equal(("win.quote-expired", "Q-1", "2026-04-01"), (refusal?.Code, refusal?.Data["quote"], refusal?.Data["until"]));
        Assert.Equal(Stage.Won, Fold(quoted, quoted.Win(new(By("ann"), null, null, AcceptedAfterExpiry: true), Id, late)).Stage);
        Assert.Equal(Stage.Won, Fold(quoted, quoted.Win(new(By("ann"), null, null), Id, Noon.AddDays(30))).Stage);
    }

    [Fact]
    public void Another_quotation_than_the_last_can_be_the_one_accepted()
    {
        var quoted = Quoted(Quote("Q-1", 60), Quote("Q-2", 10));
        Assert.Null(quoted.Win(new(By("ann"), "Q-1", null), Id, Noon.AddDays(20)).Refusal);
        Assert.Equal("win.quote-expired", quoted.Win(new(By("ann"), "Q-2", null), Id, Noon.AddDays(20)).Refusal?.Code);
    }

    [Fact]
    public void A_win_is_paid_as_quoted_unless_it_says_otherwise()
    {
        var quoted = Quoted(Quote(payment: new(0.5m, true)));
        Assert.Equal(new PaymentTerms(0.5m, true), Won(quoted.Win(new(By("ann"), null, null), Id, Noon)).Payment);
        Assert.Equal(new PaymentTerms(1, false), Won(quoted.Win(new(By("ann"), null, null, Payment: new(1, false)), Id, Noon)).Payment);
        Assert.Null(Won(Received().Win(new(By("ann"), null, new Money(5, Currency.Usd)), Id, Noon)).Payment);
    }

    [Fact]
    public void A_deposit_above_the_whole_is_refused()
    {
        Assert.Equal("order.bad-deposit", Received().Quote(new(By("ann"), Quote(payment: new(1.5m, false))), Noon).Refusal?.Code);
        Assert.Equal("order.bad-deposit", Quoted(Quote()).Win(new(By("ann"), null, null, Payment: new(-0.1m, false)), Id, Noon).Refusal?.Code);
    }

    [Fact]
    public void Reopening_names_the_order_that_falls_away()
    {
        var won = Fold(Quoted(Quote()), Quoted(Quote()).Win(new(By("ann"), null, null), Id, Noon));
        Assert.Equal(won.Order, Assert.IsType<InquiryReopened>(Assert.Single(won.Reopen(Noon).Events)).Order);
        var lost = Fold(Received(), Received().Lose(new(By("ann"), LostReason.Price, null), Noon));
        Assert.Null(Assert.IsType<InquiryReopened>(Assert.Single(lost.Reopen(Noon).Events)).Order);
    }

    static InquiryWon Won(Decision<InquiryEvent> decision) => Assert.IsType<InquiryWon>(Assert.Single(decision.Events));
}
