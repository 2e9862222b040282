using CsCheck;
using TradeLive.Customers;

namespace TradeLive.Tests.Rules;

/// <summary>What is done to keep customers, and what they are worth keeping for.</summary>
public sealed class CareRulesTests
{
    static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    static readonly Caller By = new(CommandId.New(), "lea", "test");

    static readonly DateOnly Tomorrow = new(2026, 3, 3);

    static readonly Customer Known = new() { OpenedAt = Noon };

    static Customer After(Customer customer, Decision<CustomerEvent> decision)
    {
        Assert.Null(decision.Refusal);
        return decision.Events.Aggregate(customer, (state, happened) => state.Apply(happened));
    }

    static PlanCare Plan(CareKind kind, string text = "", DateOnly? due = null, bool sent = false) => new(By, kind, new("ann"), due ?? Tomorrow, text, sent);

    [Fact]
    public void A_call_is_open_until_it_is_done_and_a_second_is_refused_meanwhile()
    {
        var planned = After(Known, Known.PlanCare(Plan(CareKind.Call), Noon));
        Assert.Equal([new Care(1, CareKind.Call, new("ann"), Tomorrow)], planned.OpenCares);
        Assert.Equal(Refusal.Of("care.already-planned", ("to", "ann"), ("on", "2026-03-03")), planned.PlanCare(Plan(CareKind.Call), Noon).Refusal);
        var done = planned.CompleteCare(new(By, 1, CareResult.WillOrder, " In April. "), Noon);
        Assert.Equal(new CustomerCareDone(Noon, 1, new("ann"), CareResult.WillOrder, "In April."), Assert.Single(done.Events));
        var after = After(planned, done);
        Assert.Empty(after.OpenCares);
        Assert.Equal("care.already-done", after.CompleteCare(new(By, 1, CareResult.Gone, null), Noon).Refusal?.Code);
        Assert.Equal(2, ((CustomerCarePlanned)after.PlanCare(Plan(CareKind.Call), Noon).Events[0]).Number);
    }

    [Fact]
    public void A_message_that_was_sent_is_planned_and_done_at_once() =>
        Assert.Equal(
            [new CustomerCarePlanned(Noon, 1, CareKind.Message, new("ann"), Tomorrow, "Dear Otto"), new CustomerCareDone(Noon, 1, new("ann"), CareResult.Sent, null)],
            Known.PlanCare(Plan(CareKind.Message, "Dear Otto", sent: true), Noon).Events);

    [Fact]
    public void What_makes_no_sense_is_refused()
    {
        Assert.Equal("customer.unknown", new Customer().PlanCare(Plan(CareKind.Call), Noon).Refusal?.Code);
        Assert.Equal("care.no-text", Known.PlanCare(Plan(CareKind.Message, " "), Noon).Refusal?.Code);
        Assert.Equal("care.text-too-long", Known.PlanCare(Plan(CareKind.Message, new('x', 4001)), Noon).Refusal?.Code);
        Assert.Equal("care.due-past", Known.PlanCare(Plan(CareKind.Call, due: new(2026, 3, 1)), Noon).Refusal?.Code);
        Assert.Null(Known.PlanCare(Plan(CareKind.Call, due: new(2026, 3, 2)), Noon).Refusal);
        var planned = After(Known, Known.PlanCare(Plan(CareKind.Call), Noon));
        Assert.Equal("care.unknown", planned.CompleteCare(new(By, 2, CareResult.Gone, null), Noon).Refusal?.Code);
        Assert.Equal("care.bad-result", planned.CompleteCare(new(By, 1, CareResult.Sent, null), Noon).Refusal?.Code);
    }

    [Fact]
    public void Expected_spend_is_the_own_mean_drawn_towards_the_usual_by_one_stretch()
    {
        Assert.Equal(1000, ExpectedSpend.Within(1500, TimeSpan.FromDays(90), 90, usual: 500));
        Assert.Equal(1000, ExpectedSpend.Within(1500, TimeSpan.FromDays(1), 90, usual: 500));
        Assert.Equal(275, ExpectedSpend.Within(600, TimeSpan.FromDays(270), 90, usual: 500));
        Assert.Equal(500, ExpectedSpend.Usual([(1000, TimeSpan.FromDays(90)), (500, TimeSpan.FromDays(180))], 90));
        Assert.Equal(0, ExpectedSpend.Usual([], 90));
    }

    [Fact]
    public void Expected_spend_lies_between_the_own_mean_and_the_usual_and_more_revenue_never_lowers_it() =>
        Gen.Select(Gen.Decimal[0, 100_000], Gen.Int[0, 3000], Gen.Int[7, 730], Gen.Decimal[0, 10_000], Gen.Decimal[0, 1000]).Sample((revenue, known, days, usual, more) =>
        {
            var own = revenue / Math.Max(1, (decimal)known / days);
            var spend = ExpectedSpend.Within(revenue, TimeSpan.FromDays(known), days, usual);
            Assert.InRange(spend, Math.Min(own, usual) - 0.01m, Math.Max(own, usual) + 0.01m);
            Assert.True(ExpectedSpend.Within(revenue + more, TimeSpan.FromDays(known), days, usual) >= spend);
        });
}
