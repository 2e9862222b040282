using TradeLive.Company;
using TradeLive.Customers;
using TradeLive.Inquiries;
using TradeLive.Log;
using TradeLive.Orders;
using TradeLive.Surveys;

namespace TradeLive.ReadModel;

/// <summary>Folds one batch of the log into the read tables, entry by entry in log order.</summary>
sealed class Projection
{
    readonly ReadContext context;
    readonly Dictionary<string, (InquiryRow Row, InquiryRecord? Record)> inquiries;
    readonly Dictionary<string, (OrderRow Row, Order State)> orders;
    readonly CustomerFold customers;
    Organisation organisation;

    Projection(ReadContext context, IReadOnlyList<LogEntry> entries)
    {
        this.context = context;
        organisation = Organisation.Load(context);
        var inquiryIds = Keys<InquiryEvent>(entries);
        inquiries = context.Inquiries.Where(row => inquiryIds.Contains(row.Id)).AsEnumerable()
            .ToDictionary(row => row.Id, row => (row, (InquiryRecord?)ReadJson.Read<InquiryRecord>(row.Record)));
        var orderIds = Keys<OrderEvent>(entries);
        orders = context.Orders.Where(row => orderIds.Contains(row.Id)).AsEnumerable()
            .ToDictionary(row => row.Id, row => (row, StateJson.Read<Order>(row.State)));
        customers = new(context,
        [
            .. Keys<CustomerEvent>(entries),
            .. inquiries.Values.Select(found => found.Row.Customer).OfType<string>(),
            .. orders.Values.Select(found => found.Row.Customer),
            .. entries.Select(entry => entry.Event).OfType<InquiryIdentified>().Select(e => e.Customer.Value),
            .. entries.Select(entry => entry.Event).OfType<OrderPlaced>().Select(e => e.Terms.Customer.Value),
        ]);
    }

    public static void Fold(ReadContext context, IReadOnlyList<LogEntry> entries)
    {
        var projection = new Projection(context, entries);
        var before = projection.organisation;
        foreach (var entry in entries) projection.Apply(entry);
        Organisation.Save(context, before, projection.organisation);
        projection.Save();
    }

    static List<string> Keys<TEvent>(IReadOnlyList<LogEntry> entries) =>
        [.. entries.Where(entry => entry.Event is TEvent).Select(entry => entry.Key).Distinct()];

    void Apply(LogEntry entry)
    {
        switch (entry.Event)
        {
            case InquiryEvent happened: Apply(entry, happened); break;
            case CustomerEvent happened: customers.Apply(entry, happened); break;
            case OrderEvent happened: Apply(entry, happened); break;
            case SurveyEvent happened: SurveyRow.Fold(context, entry, happened); break;
            default: organisation = organisation.Apply(entry); break;
        }
    }

    void Apply(LogEntry entry, InquiryEvent happened)
    {
        if (!inquiries.TryGetValue(entry.Key, out var found))
        {
            found = (new InquiryRow { Id = entry.Key }, null);
            context.Inquiries.Add(found.Row);
        }
        var record = InquiryFold.Apply(found.Record, entry.Key, entry.Version, entry.By, happened, organisation.Company);
        customers.Count(found.Record?.Card, record.Card, happened.At);
        ContestRow.Fold(context, entry, happened);
        inquiries[entry.Key] = (found.Row, record);
    }

    void Apply(LogEntry entry, OrderEvent happened)
    {
        if (!orders.TryGetValue(entry.Key, out var found))
        {
            found = (new OrderRow { Id = entry.Key }, new());
            context.Orders.Add(found.Row);
        }
        var state = found.State.Apply(happened);
        var worth = found.Row.Value ?? 0;
        if (happened is OrderPlaced or OrderAmountCorrected && state.Terms is { } terms)
            found.Row.Value = organisation.Company.Convert(terms.Total, terms.OrderedOn ?? DateOnly.FromDateTime(terms.OrderedAt.UtcDateTime))?.Amount.Amount;
        customers.Count(found.State, state, found.Row.Value ?? 0, happened.At);
        if (happened is OrderAmountCorrected) customers.Revalue(state, (found.Row.Value ?? 0) - worth);
        found.Row.Version = entry.Version;
        orders[entry.Key] = (found.Row, state);
    }

    void Save()
    {
        foreach (var (row, record) in inquiries.Values) row.Set(record!);
        foreach (var (row, state) in orders.Values) row.Set(state);
        customers.Save();
    }
}
