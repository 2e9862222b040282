using CsCheck;
using TradeLive.Orders;
using TradeLive.ReadModel;
using TradeLive.Views;

namespace TradeLive.Tests.Rules;

public sealed class OrderRulesTests
{
    static readonly DateTimeOffset Monday = new(2026, 3, 2, 2, 0, 0, TimeSpan.Zero);
    static readonly DateOnly Today = DateOnly.FromDateTime(Monday.UtcDateTime);

    static Caller By(string who) => new(CommandId.New(), who, "test");

    static Order Placed(PaymentTerms payment) => Fold(new(), new Order().Place(new(
        By("policy"), new("O-1", new("c"), null, null, null, new(1000, Currency.Usd), [], null, payment, Monday, WorkCalendar.MondayToFriday), null), Monday));

    static Order Fold(Order order, Decision<OrderEvent> decision)
    {
        Assert.Null(decision.Refusal);
        return decision.Events.Aggregate(order, (state, happened) => state.Apply(happened));
    }

    static Order Done(Order order, params Milestone[] milestones) =>
        milestones.Aggregate(order, (state, milestone) => Fold(state, state.Complete(new(By("ann"), milestone, Today), Monday)));

    [Fact]
    public void An_order_whose_inquiry_was_reopened_stays_once_the_goods_have_shipped()
    {
        var reopened = new CancelOrder(By("policy"), CancelOrder.InquiryReopened, UnlessShipped: true);
        var made = Done(Placed(PaymentTerms.Default), Milestone.DepositReceived, Milestone.Production);
        Assert.True(Fold(made, made.Cancel(reopened, Monday)).IsCancelled);
        var shipped = Done(made, Milestone.Shipped);
        Assert.Equal("order.already-shipped", shipped.Cancel(reopened, Monday).Refusal?.Code);
        Assert.Null(shipped.Cancel(new(By("ann"), "returned"), Monday).Refusal);
    }

    [Fact]
    public void A_balance_due_before_shipment_comes_before_it_in_the_plan_and_holds_the_goods()
    {
        var order = Placed(new(0.3m, BalanceBeforeShipment: true));
        var steps = order.Steps.Select(step => step.Milestone).ToList();
        Assert.Equal(steps.IndexOf(Milestone.Shipped) - 1, steps.IndexOf(Milestone.BalanceReceived));
        var made = Done(order, Milestone.DepositReceived, Milestone.Production);
        Assert.Equal(nameof(Milestone.BalanceReceived), made.Complete(new(By("ann"), Milestone.Shipped, Today), Monday).Refusal?.Data["before"]);
    }

    [Fact]
    public void Whatever_is_done_and_agreed_anew_the_order_is_what_the_log_says_and_its_first_dates_stay() =>
        Gen.Select(Gen.Int[0, 3], Gen.Enum<Milestone>(), Gen.Int[-5, 40]).Array[1, 40].Sample(tries =>
        {
            var (state, log) = (new Order(), new List<string>());
            void Take(Decision<OrderEvent> decision)
            {
                if (decision.Refusal is not null) Assert.Empty(decision.Events);
                foreach (var happened in decision.Events)
                {
                    state = state.Apply(happened);
                    log.Add($"{EventNames.Of(happened.GetType())}\n{System.Text.Json.JsonSerializer.Serialize(happened, GrainJson.Stored.GetTypeInfo(typeof(OrderEvent)))}");
                }
            }
            Take(new Order().Place(new(By("policy"), new("O-1", new("c"), null, null, null, new(1000, Currency.Usd), [], null, PaymentTerms.Default, Monday, WorkCalendar.MondayToFriday), null), Monday));
            var planned = state.Steps;
            foreach (var (attempt, milestone, days) in tries)
            {
                var (day, now) = (Today.AddDays(days), Monday.AddDays(days));
                Take(attempt switch
                {
                    0 or 1 => state.Complete(new(By("ann"), milestone, day), now),
                    2 => state.Revise(new(By("ann"), milestone, day, "agreed"), now),
                    _ => state.Check(new(By("clock"), milestone), now),
                });
            }
            var folded = log.Aggregate(new Order(), (order, line) => order.Apply((OrderEvent)EventNames.Read(line.Split('\n')[0], line.Split('\n')[1])!));
            Assert.Equal(StateJson.Write(state), StateJson.Write(folded));
            Assert.Equal(planned.Select(step => (step.Milestone, step.Planned)), state.Steps.Select(step => (step.Milestone, step.Original)));
            Assert.All(state.Steps.Where(step => step.Planned != step.Original), step => Assert.Equal("agreed", step.Reason));
        });
}
