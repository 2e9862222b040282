namespace TradeLive.Customers;

internal sealed class CustomerGrain([PersistentState("customer")] IPersistentState<Recorded<Customer>> record, TimeProvider clock)
    : RecordedGrain<Customer, CustomerEvent>(record, clock, (customer, happened) => customer.Apply(happened)), ICustomerGrain
{
    protected override string StreamKind => "customer";

    public ValueTask<Outcome> Open(OpenCustomer c) => Decide(c.Caller, (customer, now) => customer.Open(c, now));
    public ValueTask<Outcome> Forward(ForwardCustomer c) => Decide(c.Caller, (customer, now) => customer.Forward(c, now));
    public ValueTask<Outcome> Assign(AssignCustomer c) => Decide(c.Caller, (customer, now) => customer.Assign(c, now));
    public ValueTask<Outcome> Note(NoteCustomer c) => Decide(c.Caller, (customer, now) => customer.Note(c, now));
    public ValueTask<Outcome> ProposeMatch(ProposeMatch c) => Decide(c.Caller, (customer, now) => customer.ProposeMatch(c, now));
    public ValueTask<Outcome> DismissMatch(DismissMatch c) => Decide(c.Caller, (customer, now) => customer.DismissMatch(c, now));
    public ValueTask<Outcome> ScoreChurn(ScoreChurn c) => Decide(c.Caller, (customer, now) => customer.ScoreChurn(c, now));
    public ValueTask<Outcome> PlanCare(PlanCare c) => Decide(c.Caller, (customer, now) => customer.PlanCare(c, now));
    public ValueTask<Outcome> CompleteCare(CompleteCare c) => Decide(c.Caller, (customer, now) => customer.CompleteCare(c, now));
    public ValueTask<Outcome> Complain(RecordComplaint c) => Decide(c.Caller, (customer, now) => customer.Complain(c, now));
    public ValueTask<Outcome> Settle(SettleComplaint c) => Decide(c.Caller, (customer, now) => customer.Settle(c, now));
    public ValueTask<Customer> Get() => new(State);
}
