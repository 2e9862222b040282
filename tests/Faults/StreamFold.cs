using System.Text.Json;
using System.Text.Json.Nodes;
using TradeLive.Company;
using TradeLive.Customers;
using TradeLive.Inquiries;
using TradeLive.Log;
using TradeLive.Orders;
using TradeLive.People;
using TradeLive.Teams;

namespace TradeLive.Tests.Faults;

/// <summary>The state of one stream, made from its events alone.</summary>
abstract class StreamFold
{
    public long Version { get; protected set; }

    public abstract JsonNode? State { get; }

    /// <returns>False if the entry is not the next one of the stream.</returns>
    public bool Take(LogEntry entry)
    {
        if (entry.Version != Version + 1) return false;
        Version = entry.Version;
        Apply(entry.Event!);
        return true;
    }

    protected abstract void Apply(IEvent happened);

    public static StreamFold Of(string kind) => kind switch
    {
        "inquiry" => new Fold<Inquiry, InquiryEvent>((state, happened) => state.Apply(happened)),
        "customer" => new Fold<Customer, CustomerEvent>((state, happened) => state.Apply(happened)),
        "customer-index" => new Fold<CustomerIndex, CustomerIndexEvent>((state, happened) => state.Apply(happened)),
        "order" => new Fold<Order, OrderEvent>((state, happened) => state.Apply(happened)),
        "rep" => new Fold<Rep, RepEvent>((state, happened) => state.Apply(happened)),
        "team" => new Fold<Team, TeamEvent>((state, happened) => state.Apply(happened)),
        "company" => new Fold<CompanyState, CompanyEvent>((state, happened) => state.Apply(happened)),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    sealed class Fold<TState, TEvent>(Func<TState, TEvent, TState> apply) : StreamFold where TState : new()
    {
        TState state = new();

        public override JsonNode? State => JsonSerializer.SerializeToNode(state, GrainJson.Stored.GetTypeInfo(typeof(TState)));

        protected override void Apply(IEvent happened) => state = apply(state, (TEvent)happened);
    }
}
