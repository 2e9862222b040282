using TradeLive.Company;
using TradeLive.Inquiries;
using TradeLive.Live;
using TradeLive.Log;
using TradeLive.People;
using TradeLive.Policies;
using TradeLive.ReadModel;
using TradeLive.Scoring;
using TradeLive.Teams;
using TradeLive.Views;

namespace TradeLive.Tests.Rules;

/// <summary>What is known of an inquiry, what it counts for, and to whom it is offered.</summary>
public sealed class FactsAndForecastTests
{
    static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    static readonly CompanyState Company = new()
    {
        Terms = CompanyTerms.Named("Lamp Works", Currency.Usd),
        Rates = [new(new("EUR"), Currency.Usd, DateOnly.FromDateTime(Noon.UtcDateTime), 1.2m)],
    };

    static InquiryReceived Received(Money? target = null) => new(
        Noon, "web", "1", new("Uta", "Muster", "uta@muster.example", "+491", "DE"), "lamp", 100, "pcs", target, "How much?",
        new Dictionary<string, string> { ["sector"] = "retail" }, Noon.AddHours(24), Noon.AddHours(20), null, false);

    static InquiryQuoted Quoted(decimal price) => new(Noon, new("Q-1", [new("lamp", 100, null, new(price, new("EUR")))], new(Incoterm.FCA, "Ningbo"), new(2026, 4, 1)));

    static Card Fold(params InquiryEvent[] happened) =>
        happened.Index().Aggregate((Card?)null, (card, next) => InquiryFold.Apply(card, "I-1", next.Index + 1, "test", next.Item, Company))!;

    [Fact]
    public void Facts_are_the_fold_of_what_happened_up_to_a_moment()
    {
        var facts = InquiryFactsFold.Of([Received(new Money(5, new("EUR")))], Company);
        Assert.Equal((600m, "How much?", "retail", "muster.example", false), (facts.TargetAmount, facts.Message, facts.Sector, facts.MailDomain, facts.BuyerAnswered));
        var later = InquiryFactsFold.Of(
        [
            Received(new Money(5, new("EUR"))), new InquiryContacted(Noon, "mail", true, false, "Yes"), Quoted(4), new InquiryMoved(Noon, Stage.New, Stage.Quoted),
            new InquiryAmended(Noon, InquiryField.Quantity, "100", "200"),
        ], Company);
        Assert.Equal((true, 480m, Stage.Quoted, 1200m, "How much?"), (later.BuyerAnswered, later.QuotedAmount, later.Stage, later.TargetAmount, later.Message));
    }

    [Fact]
    public void Facts_never_say_how_it_ended_nor_who_had_it()
    {
        var open = InquiryFactsFold.Of([Received(), new InquiryMoved(Noon, Stage.New, Stage.Contacted)], Company);
        InquiryEvent[] end = [new InquiryClaimed(Noon, new("ann")), new InquiryWon(Noon, Stage.Contacted, new("O-1"), new(9, Currency.Usd), [], null), new InquiryLost(Noon, Stage.Contacted, LostReason.Price, null)];
        Assert.All(end, happened => Assert.Equal(open, InquiryFactsFold.Apply(open, happened, Company)));
    }

    [Fact]
    public void Until_it_is_scored_an_inquiry_counts_with_the_companys_chance_of_its_stage()
    {
        Assert.Equal(0.10m * 600, Fold(Received(new Money(5, new("EUR")))).Weighted);
        var quoted = Fold(Received(), Quoted(4), new InquiryMoved(Noon, Stage.New, Stage.Quoted));
        Assert.Equal((480m, 0.50m * 480), (quoted.Value, quoted.Weighted));
        var scored = Fold(Received(), Quoted(4), new InquiryScored(Noon, new(0.25, new(400, Currency.Usd), [], "prior-2", Noon)), new InquiryMoved(Noon, Stage.New, Stage.Quoted));
        Assert.Equal(100, scored.Weighted);
    }

    static Rep Rep(RepLevel level, int capacity, params string[] markets) => new()
    {
        Active = true,
        Profile = new("R", new TeamId("east"), level, [], markets, [], WorkingHours.Always, capacity),
    };

    [Fact]
    public void The_customers_present_owner_comes_before_who_knows_more()
    {
        Candidate owner = new(new("owner"), Rep(RepLevel.Junior, 9), 5, 0), skilled = new(new("skilled"), Rep(RepLevel.Senior, 9, "DE"), 0, 0);
        var (to, why) = Routing.Choose(new("DE", "de", "lamp", 10, owner.Id, []), [skilled, owner], Noon);
        Assert.Equal(("owner", "present-owner"), (to?.Id.Value, why[0].Code));
        Assert.Equal("skilled", Routing.Choose(new("DE", "de", "lamp", 10, owner.Id, [owner.Id]), [skilled, owner], Noon).To?.Id.Value);
    }

    [Theory]
    [InlineData(4999, "junior")]
    [InlineData(5000, "senior")]
    public void From_the_teams_high_value_on_a_senior_is_asked(decimal value, string wanted)
    {
        Candidate junior = new(new("junior"), Rep(RepLevel.Junior, 9, "DE"), 0, 5000), senior = new(new("senior"), Rep(RepLevel.Senior, 9), 0, 5000);
        Assert.Equal(wanted, Routing.Choose(new("DE", "de", "lamp", value, null, []), [junior, senior], Noon).To?.Id.Value);
    }

    [Fact]
    public void An_offer_that_came_back_or_whose_inquiry_was_closed_no_longer_counts_as_load()
    {
        static Card Asked(string id) => new() { Id = id, ReceivedAt = Noon };
        var model = new LiveModel(TimeProvider.System);
        var organisation = Organisation.Empty with
        {
            Teams = Organisation.Empty.Teams.Add("east", new() { Terms = TeamTerms.Named("East") with { Hours = WorkingHours.Always } }),
            Reps = Organisation.Empty.Reps.Add("ann", Rep(RepLevel.Senior, 1)),
        };
        var (one, two, three) = (Asked("I-1"), Asked("I-2"), Asked("I-3"));
        model.Load([one, two, three], organisation, LogPosition.Start);
        var router = new Router(model, TimeProvider.System);
        Assert.Equal("ann", router.Choose(one, 0, "", null)?.To?.Value);
        Assert.Null(router.Choose(two, 0, "", null)?.To);
        Assert.Null(router.Choose(one, 0, "", null, new RepId("ann"))?.To);
        Assert.Equal("ann", router.Choose(two, 0, "", null)?.To?.Value);
        model.Load([one, two with { Stage = Stage.Lost }, three], organisation, LogPosition.Start);
        Assert.Equal("ann", router.Choose(three, 0, "", null)?.To?.Value);
    }
}
