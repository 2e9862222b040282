using TradeLive.Customers;

namespace TradeLive.Tests.Rules;

/// <summary>What buyers complain of, and how that is settled.</summary>
public sealed class ComplaintRulesTests
{
    static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    static readonly Caller By = new(CommandId.New(), "ann", "test");

    static readonly DateOnly Today = new(2026, 3, 2);

    static readonly Customer Known = new() { OpenedAt = Noon };

    static RecordComplaint Scratched(DateOnly? on = null, string text = " Scratched. ", ComplaintKind kind = ComplaintKind.Quality) => new(By, kind, new("O-1"), on ?? Today, text);

    static SettleComplaint Settled(int number, string text = " Sent anew. ", ComplaintSettlement how = ComplaintSettlement.Replaced) => new(By, number, how, text);

    static Customer After(Customer customer, Decision<CustomerEvent> decision)
    {
        Assert.Null(decision.Refusal);
        return decision.Events.Aggregate(customer, (state, happened) => state.Apply(happened));
    }

    [Fact]
    public void A_complaint_is_open_until_it_is_settled_and_may_be_one_of_many()
    {
        var first = Known.Complain(Scratched(), Noon);
        Assert.Equal(new CustomerComplained(Noon, 1, ComplaintKind.Quality, new("O-1"), Today, "Scratched."), Assert.Single(first.Events));
        var two = After(After(Known, first), After(Known, first).Complain(Scratched(), Noon));
        Assert.Equal([1, 2], two.OpenComplaints);
        var settled = two.Settle(Settled(1), Noon);
        Assert.Equal(new CustomerComplaintSettled(Noon, 1, ComplaintSettlement.Replaced, "Sent anew."), Assert.Single(settled.Events));
        var after = After(two, settled);
        Assert.Equal([2], after.OpenComplaints);
        Assert.Equal("complaint.already-settled", after.Settle(Settled(1), Noon).Refusal?.Code);
        Assert.Equal(3, ((CustomerComplained)after.Complain(Scratched(), Noon).Events[0]).Number);
    }

    [Fact]
    public void A_complaint_that_came_on_a_day_which_is_nowhere_yet_is_refused_and_one_of_long_ago_is_not()
    {
        Assert.Null(Known.Complain(Scratched(Today.AddDays(1)), Noon).Refusal);
        Assert.Equal(Refusal.Of("complaint.future", ("on", "2026-03-04")), Known.Complain(Scratched(Today.AddDays(2)), Noon).Refusal);
        Assert.Equal(Refusal.Of("complaint.future", ("on", "2026-03-03")), Known.Complain(Scratched(Today.AddDays(1)), Noon.AddHours(-3)).Refusal);
        Assert.Null(Known.Complain(Scratched(Today.AddYears(-3)), Noon).Refusal);
    }

    [Fact]
    public void What_makes_no_sense_is_refused()
    {
        Assert.Equal("customer.unknown", new Customer().Complain(Scratched(), Noon).Refusal?.Code);
        Assert.Equal("complaint.no-text", Known.Complain(Scratched(text: " "), Noon).Refusal?.Code);
        Assert.Equal(Refusal.Of("complaint.text-too-long", ("most", "4000")), Known.Complain(Scratched(text: new('x', 4001)), Noon).Refusal);
        Assert.Equal("complaint.bad-kind", Known.Complain(Scratched(kind: (ComplaintKind)99), Noon).Refusal?.Code);
        var complained = After(Known, Known.Complain(Scratched(), Noon));
        Assert.Equal("customer.unknown", new Customer().Settle(Settled(1), Noon).Refusal?.Code);
        Assert.Equal("complaint.unknown", complained.Settle(Settled(2), Noon).Refusal?.Code);
        Assert.Equal("complaint.unknown", complained.Settle(Settled(0), Noon).Refusal?.Code);
        Assert.Equal("complaint.no-text", complained.Settle(Settled(1, ""), Noon).Refusal?.Code);
        Assert.Equal("complaint.bad-settlement", complained.Settle(Settled(1, how: (ComplaintSettlement)99), Noon).Refusal?.Code);
    }
}
