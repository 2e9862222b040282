using TradeLive.Company;
using TradeLive.Inquiries;
using TradeLive.Orders;
using TradeLive.ReadModel;
using TradeLive.Views;

namespace TradeLive.Tests.Rules;

public sealed class CatchUpTests
{
    static readonly DateTimeOffset Now = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero), May = Now.AddDays(60);
    static readonly InquiryId Id = new("I-1");

    static ReceiveInquiry Row(Stage stage, decimal? amount = null, DateTimeOffset? closed = null, string? owner = null) => new(
        new(CommandId.New(), Caller.System, "import"), "crm", "1", new("Uta", null, null, null, null), "lamp", null, null, null, "", new Dictionary<string, string>(), Now.AddDays(-30),
        ReplyPromise.Default, null,
        new(stage, owner is null ? null : new RepId(owner), null, null, closed, amount is { } value ? new Money(value, Currency.Usd) : null, stage == Stage.Lost ? LostReason.Other : null));

    static Inquiry Fold(Inquiry inquiry, params ReceiveInquiry[] rows) =>
        rows.Aggregate(inquiry, (state, row) => state.Receive(row, Id, May).Events.Aggregate(state, (before, happened) => before.Apply(happened)));

    [Fact]
    public void A_later_row_moves_an_inquiry_on()
    {
        var later = Fold(new(), Row(Stage.Contacted)).Receive(Row(Stage.Quoted, owner: "ann"), Id, May).Events;
        Assert.Equal([typeof(InquiryClaimed), typeof(InquiryMoved)], later.Select(happened => happened.GetType()));
        Assert.Equal((Stage.Contacted, Stage.Quoted), later.OfType<InquiryMoved>().Select(moved => (moved.From, moved.To)).Single());
    }

    [Fact]
    public void A_later_row_wins_an_open_inquiry_on_its_own_date()
    {
        var won = Assert.Single(Fold(new(), Row(Stage.Quoted)).Receive(Row(Stage.Won, 500, Now.AddDays(9)), Id, May).Events.OfType<InquiryWon>());
        Assert.Equal((Now.AddDays(9), Stage.Quoted, 500m), (won.At, won.From, won.Amount.Amount));
    }

    [Theory]
    [InlineData(Stage.New)]
    [InlineData(Stage.Contacted)]
    [InlineData(Stage.Quoted)]
    public void A_row_that_is_older_or_the_same_changes_nothing(Stage stage) => Assert.Empty(Fold(new(), Row(Stage.Quoted)).Receive(Row(stage), Id, May).Events);

    [Fact]
    public void A_won_inquiry_is_not_opened_again_by_an_older_row()
    {
        var won = Fold(new(), Row(Stage.Won, 500, Now));
        Assert.Empty(won.Receive(Row(Stage.Negotiating), Id, May).Events);
        Assert.Empty(won.Receive(Row(Stage.Won, 500, Now), Id, May).Events);
        Assert.Empty(won.Receive(Row(Stage.Lost, null, Now.AddDays(-1)), Id, May).Events);
    }

    [Fact]
    public void An_inquiry_lost_and_won_later_is_won()
    {
        var won = Fold(new(), Row(Stage.Lost, null, Now), Row(Stage.Won, 700, Now.AddDays(3)));
        Assert.Equal((Stage.Won, 700m), (won.Stage, won.WonAmount?.Amount));
    }

    [Fact]
    public void An_inquiry_won_and_lost_later_names_the_order_that_is_no_more()
    {
        var won = Fold(new(), Row(Stage.Won, 700, Now));
        var reopened = Assert.Single(won.Receive(Row(Stage.Lost, null, Now.AddDays(3)), Id, May).Events.OfType<InquiryReopened>());
        Assert.Equal(won.Order, reopened.Order);
    }

    [Fact]
    public void Another_won_amount_is_a_correction_and_makes_no_second_order()
    {
        var won = Fold(new(), Row(Stage.Won, 1000, Now));
        var corrected = Assert.IsType<InquiryWonAmountCorrected>(Assert.Single(won.Receive(Row(Stage.Won, 1200, Now), Id, May).Events));
        Assert.Equal((won.Order, 1000m, 1200m), (corrected.Order, corrected.From.Amount, corrected.To.Amount));
        Assert.Equal(1, won.Apply(corrected).Wins);
        Card? card = null;
        foreach (var happened in (InquiryEvent[])[.. new Inquiry().Receive(Row(Stage.Won, 1000, Now), Id, May).Events, corrected]) card = InquiryFold.Apply(card, "I-1", 1, "system", happened, new());
        Assert.Equal((1200m, 1200m), (card!.WonAmount, card.WonValue));
    }

    [Fact]
    public void The_amount_of_a_quoted_order_is_not_corrected_from_outside()
    {
        var line = new QuoteLine("lamp", 1, null, new(1000, Currency.Usd));
        OrderTerms Terms(QuoteLine[] lines) => new("1", new("C-1"), Id, null, null, new(1000, Currency.Usd), lines, null, PaymentTerms.Default, Now, WorkCalendar.MondayToFriday);
        Order Placed(params QuoteLine[] lines) => new Order().Place(new(new(CommandId.New(), "system", "test"), Terms(lines), null), Now).Events.Aggregate(new Order(), (order, happened) => order.Apply(happened));
        var correct = new CorrectAmount(new(CommandId.New(), "system", "test"), new(1200, Currency.Usd));
        var corrected = Placed(line).Correct(correct, Now).Events.Aggregate(Placed(line), (order, happened) => order.Apply(happened));
        Assert.Equal((1200m, 1200m), (corrected.Terms!.Total.Amount, corrected.Terms.Lines.Single().Amount.Amount));
        Assert.Equal("order.has-lines", Placed(line with { Quantity = 2, UnitPrice = new(500, Currency.Usd) }).Correct(correct, Now).Refusal?.Code);
    }
}
