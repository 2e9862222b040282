using System.Text.Json.Serialization;

namespace TradeLive.Customers;

/// <summary>One key by which buyers are told apart, such as <c>mail:ann@example.com</c>, and the customer it leads to.</summary>
/// <remarks>Being one grain for each key, it settles which of two inquiries at once opens the customer.</remarks>
[Alias("customer-index")]
public interface ICustomerIndexGrain : IGrainWithStringKey
{
    /// <summary>Takes the key for a customer, unless it leads to one already.</summary>
    /// <returns>The customer that the key leads to, now and for ever.</returns>
    [Alias("take")] ValueTask<CustomerId> Take(TakeKey command);

    [Alias("find")] ValueTask<CustomerId?> Find();
}

[GenerateSerializer, Immutable, Alias("customer-index.take.v1")]
public sealed record TakeKey(Caller Caller, CustomerId Customer);

[GenerateSerializer, Immutable]
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(KeyTaken), "customer-index.taken.v1")]
public abstract record CustomerIndexEvent(DateTimeOffset At) : IEvent;

[GenerateSerializer, Immutable, Alias("customer-index.taken.v1")]
public sealed record KeyTaken(DateTimeOffset At, CustomerId Customer) : CustomerIndexEvent(At);

[GenerateSerializer, Alias("customer-index.v1")]
public sealed record CustomerIndex : StoredState
{
    [Id(0)] public CustomerId? Customer { get; init; }

    public CustomerIndex Apply(CustomerIndexEvent happened) => happened is KeyTaken e ? this with { Customer = e.Customer } : this;

    public Decision<CustomerIndexEvent> Take(TakeKey command, DateTimeOffset now) =>
        Customer is null ? new KeyTaken(now, command.Customer) : Decision.Nothing;
}

internal sealed class CustomerIndexGrain([PersistentState("customer-index")] IPersistentState<Recorded<CustomerIndex>> record, TimeProvider clock)
    : RecordedGrain<CustomerIndex, CustomerIndexEvent>(record, clock, (index, happened) => index.Apply(happened)), ICustomerIndexGrain
{
    protected override string StreamKind => "customer-index";

    public async ValueTask<CustomerId> Take(TakeKey c)
    {
        await Decide(c.Caller, (index, now) => index.Take(c, now));
        return State.Customer!.Value;
    }

    public ValueTask<CustomerId?> Find() => new(State.Customer);
}
