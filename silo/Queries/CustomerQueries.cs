using TradeLive.Customers;
using TradeLive.Live;
using TradeLive.Log;
using TradeLive.ReadModel;
using TradeLive.Views;

namespace TradeLive.Queries;

/// <summary>Which customers a list shows.</summary>
/// <param name="Text">Words in name, contacts or id.</param>
/// <param name="Owner">Rep who owns them; <c>-</c> for those without.</param>
/// <param name="SeesAll">False narrows to <paramref name="Rep"/>'s, <paramref name="Team"/>'s and unowned ones.</param>
public sealed record CustomerWish(string? Text, string? Owner, int Offset, int Take, bool SeesAll, string? Rep, string? Team);

/// <summary>What pages ask about customers.</summary>
public sealed class CustomerQueries(ReadTables tables, ChangeLog log, LiveModel model, OrderQueries orders)
{
    const int MostInquiries = 200, MostEntries = 400;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public Page<CustomerListItem> List(CustomerWish wish) => tables.Read(context =>
    {
        var rows = context.Customers.Where(row => row.Version > 0);
        if (!wish.SeesAll) rows = rows.Where(row => row.Team == null || row.Team == wish.Team || row.Owner == wish.Rep);
        if (wish.Owner == "-") rows = rows.Where(row => row.Owner == null);
        else if (wish.Owner is { Length: > 0 } owner) rows = rows.Where(row => row.Owner == owner);
        if (wish.Text?.Trim().ToLowerInvariant() is { Length: > 0 } text) rows = rows.Where(row => row.Words.Contains(text));
        var page = rows.OrderByDescending(row => row.LastContactAt).ThenBy(row => row.Id).Skip(wish.Offset).Take(wish.Take).AsEnumerable();
        return new Page<CustomerListItem>([.. page.Select(Item)], rows.Count(), wish.Offset);
    });

    /// <param name="sees">Whether the asker may see a customer of that owner and team at all.</param>
    /// <param name="seesContacts">Whether also its contacts and what was said.</param>
    /// <returns>Null if there is none that the asker may see.</returns>
    public async Task<CustomerDetails?> Details(string id, Func<string?, string?, bool> sees, Func<string?, string?, bool> seesContacts)
    {
        await tables.Reach(log.End(), Patience);
        return tables.Read(context =>
        {
            var row = context.Customers.Find(id);
            if (row is not { Version: > 0 } || !sees(row.Owner, row.Team)) return null;
            var state = StateJson.Read<Customer>(row.State);
            var open = seesContacts(row.Owner, row.Team);
            var inquiries = context.Inquiries.Where(inquiry => inquiry.Customer == id).Select(inquiry => inquiry.Record).Take(MostInquiries).AsEnumerable()
                .Select(record => ReadJson.Read<InquiryRecord>(record).Card).OrderByDescending(card => card.ReceivedAt).ToList();
            var ordered = context.Orders.Where(order => order.Customer == id).OrderByDescending(order => order.OrderedAt).Take(MostInquiries).ToList();
            string[] streams = [$"customer/{id}", .. inquiries.Select(card => $"inquiry/{card.Id}"), .. ordered.Select(order => $"order/{order.Id}")];
            return new CustomerDetails
            {
                Summary = Item(row),
                Contacts = open ? [.. state.Contacts.Select(contact => new ContactView(contact.Name, contact.Email, contact.Phone))] : [],
                NearMatches = [.. state.Matches.Select(match => new NearMatch(match.Customer.Value, match.Name, match.Likeness))],
                Churn = state.Churn,
                Inquiries = inquiries,
                Orders = [.. ordered.Select(order => orders.Item(order, row.Name))],
                Timeline = [.. Histories.Of(log.ReadStreams(streams), open).Take(MostEntries)],
                People = model.People(),
            };
        });
    }

    CustomerListItem Item(CustomerRow row) => new(
        row.Id, row.Name, row.Country, row.Owner, row.Team, row.Inquiries, row.OpenInquiries, row.Orders, row.Revenue,
        model.Organisation.Company.Reporting.Code, row.LastContactAt, row.ChurnRisk);
}
