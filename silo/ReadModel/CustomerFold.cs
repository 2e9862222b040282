using TradeLive.Customers;
using TradeLive.Log;
using TradeLive.Models;
using TradeLive.Orders;
using TradeLive.Views;

namespace TradeLive.ReadModel;

/// <summary>The customers that one batch of the log touches: their own events, and what their inquiries and orders count for.</summary>
sealed class CustomerFold
{
    readonly ReadContext context;
    readonly Dictionary<string, (CustomerRow Row, Customer State)> customers;

    public CustomerFold(ReadContext context, IEnumerable<string> touched)
    {
        this.context = context;
        var ids = touched.Distinct().ToList();
        customers = context.Customers.Where(row => ids.Contains(row.Id)).AsEnumerable()
            .ToDictionary(row => row.Id, row => (row, row.State.Length == 0 ? new() : StateJson.Read<Customer>(row.State)));
    }

    public void Apply(LogEntry entry, CustomerEvent happened)
    {
        if (happened is CustomerForwarded) return; // never opened: there is no customer to show
        var (row, state) = Find(entry.Key);
        row.Version = entry.Version;
        if (happened is CustomerOpened) row.LastContactAt = happened.At;
        if (happened is CustomerChurnScored scored) row.ScoredFacts = scored.Facts;
        if (happened is CustomerComplained or CustomerComplaintSettled) row.Facts++;
        customers[entry.Key] = (row, state.Apply(happened));
        CareRow.Fold(context, entry, happened);
        ComplaintRow.Fold(context, entry, happened);
    }

    public void Count(Card? before, Card after, DateTimeOffset at)
    {
        if (after.Customer is not { } id) return;
        var row = Find(id).Row;
        var isNew = before?.Customer is null;
        if (isNew) row.Inquiries++;
        row.OpenInquiries += (after.IsClosed ? 0 : 1) - (isNew || before!.IsClosed ? 0 : 1);
        if (at > row.LastContactAt) row.LastContactAt = at;
    }

    public void Count(Order before, Order after, decimal value, DateTimeOffset at)
    {
        if (after.Terms is not { } terms) return;
        var row = Find(terms.Customer.Value).Row;
        if (!before.Exists)
        {
            row.Orders++;
            row.Revenue += value;
            if (row.FirstOrderAt is not { } first || terms.OrderedAt < first) row.FirstOrderAt = terms.OrderedAt;
            if (row.LastOrderAt is not { } last || terms.OrderedAt > last) row.LastOrderAt = terms.OrderedAt;
        }
        if (after.IsCancelled && !before.IsCancelled)
        {
            row.Orders--;
            row.CancelledOrders++;
            row.Revenue -= value;
        }
        if (!before.Exists || after.IsCancelled != before.IsCancelled || ChurnOrders.LateOn(after) != ChurnOrders.LateOn(before)) row.Facts++;
        if (at > row.LastContactAt) row.LastContactAt = at;
    }

    public void Revalue(Order order, decimal difference)
    {
        if (order is not { Terms: { } terms, IsCancelled: false }) return;
        var row = Find(terms.Customer.Value).Row;
        row.Revenue += difference;
        row.Facts++;
    }

    public void Save()
    {
        foreach (var (row, state) in customers.Values)
        {
            (row.Name, row.Country, row.Owner, row.Team) = (state.Name, state.Country, state.Owner?.Value, state.Team?.Value);
            (row.ChurnRisk, row.ChurnScoredAt, row.ChurnDays) = (state.Churn?.Risk, state.Churn?.At, state.Churn?.HorizonDays);
            row.NameKey = NameLikeness.Words(state.Name) is [var first, ..] ? first : "";
            row.Words = $"{state.Name} {row.Id}".ToLowerInvariant();
            row.Contacts = string.Join(' ', state.Contacts.SelectMany(contact => new[] { contact.Name, contact.Email, contact.Phone })).ToLowerInvariant();
            row.State = StateJson.Write(state);
        }
    }

    (CustomerRow Row, Customer State) Find(string id)
    {
        if (customers.TryGetValue(id, out var found)) return found;
        found = (new() { Id = id }, new());
        context.Customers.Add(found.Row);
        customers.Add(id, found);
        return found;
    }
}
