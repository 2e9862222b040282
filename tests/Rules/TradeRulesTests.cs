using CsCheck;
using TradeLive.Customers;
using TradeLive.Inquiries;
using TradeLive.Orders;
using TradeLive.People;
using TradeLive.Scoring;
using TradeLive.Teams;
using TradeLive.Views;

namespace TradeLive.Tests.Rules;

public sealed class TradeRulesTests
{
    static readonly DateTimeOffset Monday = new(2026, 3, 2, 2, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("Ann+shop@Example.COM ", "ann@example.com")]
    [InlineData("<bo@firm.de>", "bo@firm.de")]
    [InlineData("no address", null)]
    public void A_mail_address_is_told_by_what_mailers_look_at(string given, string? normal) => Assert.Equal(normal, BuyerKeys.Mail(given));

    [Fact]
    public void A_free_mail_domain_is_no_key_and_a_companys_is()
    {
        Assert.Equal(["domain:firm.de"], BuyerKeys.Of(new("A", "X", "a@firm.de", null, "DE")));
        Assert.Equal(["mail:a@qq.com"], BuyerKeys.Of(new("A", "X", "a@qq.com", null, "CN")));
    }

    [Fact]
    public void A_phone_is_read_by_its_country() => Assert.Equal("+4930123456", BuyerKeys.Phone("030 123456", "DE"));

    [Theory]
    [InlineData("Müller Maschinen GmbH", "Mueller Maschinen", 0.6)]
    [InlineData("ACME Trading Co., Ltd.", "Acme", 1)]
    [InlineData("Plant 12", "Plant 13", 0)]
    public void Names_are_alike_but_for_legal_forms(string one, string other, double least) => Assert.True(NameLikeness.Of(one, other) >= least && (least > 0 || NameLikeness.Of(one, other) == 0));

    [Fact]
    public void Parts_of_an_amount_sum_to_the_whole() =>
        Gen.Select(Gen.Decimal[0, 1_000_000], Gen.Decimal[0, 1]).Sample((amount, share) =>
        {
            var total = new Money(amount, Currency.Usd).Rounded();
            var (deposit, balance) = new PaymentTerms(share, false).Split(total);
            Assert.Equal(total, deposit + balance);
        });

    [Fact]
    public void Milestones_never_fall_on_days_off_nor_before_the_one_before() =>
        Gen.Select(Gen.Int[0, 800], Gen.Int[0, 30].Array[0, 10], Gen.Bool).Sample((day, off, beforeShipment) =>
        {
            var ordered = new DateOnly(2026, 1, 1).AddDays(day);
            var calendar = WorkCalendar.MondayToFriday with { Holidays = [.. off.Select(ordered.AddDays)] };
            var plan = MilestonePlan.Plan(ordered, null, calendar, new(0.3m, beforeShipment));
            Assert.All(plan, due => Assert.True(calendar.IsWorking(due.On)));
            Assert.Equal(plan.Select(due => due.On).Order(), plan.Select(due => due.On));
        });

    [Fact]
    public void A_late_deposit_moves_what_follows()
    {
        var terms = new OrderTerms("1", new("c"), null, null, null, new(100, Currency.Usd), [], null, PaymentTerms.Default, Monday, WorkCalendar.MondayToFriday);
        var order = new Order().Place(new(new(CommandId.New(), "x", "test"), terms, null), Monday).Events.Aggregate(new Order(), (state, happened) => state.Apply(happened));
        var planned = order.Steps.Single(step => step.Milestone == Milestone.Production).Planned;
        var late = order.Apply(new OrderMilestoneDone(Monday, Milestone.DepositReceived, planned));
        var stand = late.Stand(planned).Single(step => step.Milestone == Milestone.Production);
        Assert.True(stand.Forecast > planned);
        Assert.Equal(OnTime.AtRisk, stand.State);
    }

    [Fact]
    public void Working_hours_skip_nights_weekends_and_holidays()
    {
        var hours = WorkingHours.Default with { Holidays = [new(2026, 3, 9)] };
        // Friday 17:00 in Shanghai plus two hours: one on Friday, one on Tuesday, Monday being a holiday.
        var due = hours.Add(new(2026, 3, 6, 9, 0, 0, TimeSpan.Zero), TimeSpan.FromHours(2));
        Assert.Equal(new DateTimeOffset(2026, 3, 10, 2, 0, 0, TimeSpan.Zero), due);
    }

    [Fact]
    public void Routing_passes_over_who_is_off_full_or_on_leave_and_says_why()
    {
        var always = WorkingHours.Default with { Start = default, End = default, Days = Enum.GetValues<DayOfWeek>() };
        Rep Make(int capacity, params Leave[] leave) => new() { Active = true, Leave = leave, Profile = new("R", new TeamId("t"), RepLevel.Senior, ["de"], ["DE"], [], always, capacity) };
        var wish = new RoutingWish("DE", "de", "lamp", 10, null, []);
        var day = always.LocalDate(Monday);
        Candidate full = new(new("full"), Make(1), 1, 0), away = new(new("away"), Make(9, new Leave(day, day)), 0, 0), free = new(new("free"), Make(9), 3, 0);
        Assert.Equal("free", Routing.Choose(wish, [full, away, free], Monday).To?.Id.Value);
        var (nobody, why) = Routing.Choose(wish, [full, away], Monday);
        Assert.Null(nobody);
        Assert.Equal(("1", "1"), (why[0].Data["off"], why[0].Data["full"]));
    }

    [Fact]
    public void The_prior_score_stays_a_chance_and_more_wins_never_lower_it() =>
        Gen.Select(Gen.Int[0, 500], Gen.Int[0, 500]).Sample((won, lost) =>
        {
            var facts = new InquiryFacts { Source = "web", Country = "DE", ReceivedAt = Monday };
            double P(int wins) => new PriorInquiryScorer().Score(facts, new Known(new OutcomeTally(wins, lost, 10m * wins)), Currency.Usd, Monday).Probability;
            Assert.InRange(P(won), 0.001, 0.999);
            Assert.True(P(won + 1) >= P(won));
        });

    sealed class Known(OutcomeTally tally) : IOutcomeHistory
    {
        public OutcomeTally this[string key] => key == "all" ? tally : default;
    }
}
