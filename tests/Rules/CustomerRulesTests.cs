using System.Text.Json;
using TradeLive.Customers;
using TradeLive.Tests.Web;

namespace TradeLive.Tests.Rules;

public sealed class CustomerRulesTests
{
    static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    static readonly CustomerId Other = new("C-2");

    static Caller Ann => new(CommandId.New(), "ann", "test");

    static Customer Fold(Customer customer, Decision<CustomerEvent> decision)
    {
        Assert.Null(decision.Refusal);
        return decision.Events.Aggregate(customer, (state, happened) => state.Apply(happened));
    }

    static Customer Opened() => Fold(new(), new Customer().Open(new(Ann, "Berg GmbH", "DE", new("Uta", null, null), Noon), Noon));

    static Decision<CustomerEvent> Propose(Customer customer) => customer.ProposeMatch(new(Ann, new(Other, "Berg AG", 0.9)), Noon);

    [Fact]
    public void A_near_name_that_a_person_has_dismissed_is_gone_and_is_not_proposed_again()
    {
        var proposed = Fold(Opened(), Propose(Opened()));
        Assert.Single(proposed.Matches);
        var dismissed = Fold(proposed, proposed.DismissMatch(new(Ann, Other), Noon));
        Assert.Empty(dismissed.Matches);
        Assert.Empty(Propose(dismissed).Events);
        Assert.Empty(dismissed.DismissMatch(new(Ann, Other), Noon).Events);
    }

    [Fact]
    public void A_customer_stored_before_dismissals_were_kept_can_be_worked_with()
    {
        var stored = File.ReadAllText(Path.Combine(Server.Root, "tests/Stored/states/customer.v1.json"));
        var customer = ((Recorded<Customer>)JsonSerializer.Deserialize(stored, GrainJson.Stored.GetTypeInfo(typeof(Recorded<Customer>)))!).State;
        Assert.Single(Propose(customer).Events);
    }

    [Fact]
    public void A_customer_is_given_to_another_rep_whoever_has_it()
    {
        var owned = Fold(Opened(), Opened().Assign(new(Ann, new("ann"), new("east"), IfNobody: true), Noon));
        var given = Fold(owned, owned.Assign(new(Ann, new("bob"), new("west"), IfNobody: false), Noon));
        Assert.Equal((new RepId("bob"), new TeamId("west")), (given.Owner!.Value, given.Team!.Value));
    }
}
