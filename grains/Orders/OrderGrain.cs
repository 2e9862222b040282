namespace TradeLive.Orders;

internal sealed class OrderGrain([PersistentState("order")] IPersistentState<Recorded<Order>> record, TimeProvider clock)
    : RecordedGrain<Order, OrderEvent>(record, clock, (order, happened) => order.Apply(happened)), IOrderGrain
{
    protected override string StreamKind => "order";

    public ValueTask<Outcome> Place(PlaceOrder c) => Decide(c.Caller, (order, now) => order.Place(c, now));
    public ValueTask<Outcome> Complete(CompleteMilestone c) => Decide(c.Caller, (order, now) => order.Complete(c, now));
    public ValueTask<Outcome> Revise(ReviseDate c) => Decide(c.Caller, (order, now) => order.Revise(c, now));
    public ValueTask<Outcome> Check(CheckMilestone c) => Decide(c.Caller, (order, now) => order.Check(c, now));
    public ValueTask<Outcome> Cancel(CancelOrder c) => Decide(c.Caller, (order, now) => order.Cancel(c, now));
    public ValueTask<Outcome> Correct(CorrectAmount c) => Decide(c.Caller, (order, now) => order.Correct(c, now));
    public ValueTask<Order> Get() => new(State);
}
