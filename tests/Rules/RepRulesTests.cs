using TradeLive.People;
using TradeLive.Teams;
using TradeLive.Views;

namespace TradeLive.Tests.Rules;

public sealed class RepRulesTests
{
    static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    static PutRep Put(int capacity, Leave[] leave, bool active) => new(
        new(CommandId.New(), "max", "test"), new("Ann", new("east"), RepLevel.Senior, ["de"], ["DE"], [], WorkingHours.Default, capacity), leave, active);

    [Fact]
    public void A_rep_put_whole_is_hired_changed_and_let_go_by_what_differs()
    {
        var hired = new Rep().Put(Put(5, [], active: true), Noon);
        Assert.IsType<RepHired>(Assert.Single(hired.Events));
        var rep = hired.Events.Aggregate(new Rep(), (state, happened) => state.Apply(happened));
        Assert.Empty(rep.Put(Put(5, [], active: true), Noon).Events);
        Assert.Equal([typeof(RepChanged), typeof(RepLeaveSet), typeof(RepLeft)],
            rep.Put(Put(7, [new(new(2026, 4, 1), new(2026, 4, 3))], active: false), Noon).Events.Select(happened => happened.GetType()));
    }

    [Fact]
    public void Leave_that_ends_before_it_begins_leaves_the_profile_as_it_was_too()
    {
        var decision = new Rep().Put(Put(5, [new(new(2026, 4, 3), new(2026, 4, 1))], active: true), Noon);
        Assert.Equal(("rep.bad-leave", 0), (decision.Refusal?.Code, decision.Events.Count));
    }
}
