using TradeLive.Customers;
using TradeLive.Live;
using TradeLive.Log;
using TradeLive.ReadModel;
using TradeLive.Views;

namespace TradeLive.Queries;

/// <summary>Which customers a list shows.</summary>
/// <param name="Text">Words in name or id, or in the contacts of those whose contacts the asker may read.</param>
/// <param name="Owner">Rep who owns them; <c>-</c> for those without.</param>
/// <param name="SeesAll">False narrows to <paramref name="Rep"/>'s, <paramref name="Team"/>'s and unowned ones.</param>
/// <param name="Led">Team whose customers' contacts the asker may read beside own ones.</param>
public sealed record CustomerWish(string? Text, string? Owner, int Offset, int Take, bool SeesAll, string? Rep, string? Team, string? Led = null);

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
        if (wish.Text?.Trim().ToLowerInvariant() is { Length: > 0 } text)
            rows = rows.Where(row => row.Words.Contains(text) || (row.Contacts.Contains(text)
                && (wish.SeesAll || (row.Owner != null && row.Owner == wish.Rep) || (row.Team != null && row.Team == wish.Led))));
        var page = rows.OrderByDescending(row => row.LastContactAt).ThenBy(row => row.Id).Skip(wish.Offset).Take(wish.Take).AsEnumerable();
        return new Page<CustomerListItem>([.. page.Select(Item)], rows.Count(), wish.Offset);
    });

    /// <summary>A customer with what the asker may see of its inquiries, its orders and what happened with each of them.</summary>
    /// <returns>Null if there is none that the asker may see.</returns>
    public async Task<CustomerDetails?> Details(string id, Sight sight)
    {
        await tables.Reach(log.End(), Patience);
        return tables.Read(context =>
        {
            var row = context.Customers.Find(id);
            if (row is not { Version: > 0 } || !sight.Customer(row.Owner, row.Team)) return null;
            var state = StateJson.Read<Customer>(row.State);
            var open = sight.CustomerContacts(row.Owner, row.Team);
            var inquiries = context.Inquiries.Where(inquiry => inquiry.Customer == id).Select(inquiry => inquiry.Record).AsEnumerable()
                .Select(record => ReadJson.Read<InquiryRecord>(record).Card).Where(sight.Inquiry).OrderByDescending(card => card.ReceivedAt).Take(MostInquiries).ToList();
            var ordered = context.Orders.Where(order => order.Customer == id).OrderByDescending(order => order.OrderedAt).AsEnumerable()
                .Where(order => sight.Order(order.Owner, order.Team)).Take(MostInquiries).ToList();
            var near = SeenOf(context, [.. state.Matches.Select(match => match.Customer.Value), .. state.Others.Select(other => other.Value)], sight);
            return new CustomerDetails
            {
                Summary = Item(row),
                Contacts = open ? [.. state.Contacts.Select(contact => new ContactView(contact.Name, contact.Email, contact.Phone))] : [],
                NearMatches = [.. state.Matches.Where(match => near.Contains(match.Customer.Value)).Select(match => new NearMatch(match.Customer.Value, match.Name, match.Likeness))],
                Churn = state.Churn,
                OpenComplaints = Complaints(context, id, open, ordered),
                Inquiries = inquiries,
                Orders = [.. ordered.Select(order => orders.Item(order, row.Name))],
                Timeline = Timeline(id, open, inquiries, ordered, near, sight),
                People = model.People(),
            };
        });
    }

    static List<ComplaintView> Complaints(ReadContext context, string id, bool open, List<OrderRow> seen)
    {
        var numbers = seen.ToDictionary(order => order.Id, order => order.Number);
        return [.. context.Complaints.Where(row => row.Customer == id && row.SettledAt == null).OrderBy(row => row.Number).AsEnumerable()
            .Select(row => row.View(row.Order is { } order ? numbers.GetValueOrDefault(order) : null, open))];
    }

    static HashSet<string> SeenOf(ReadContext context, List<string> ids, Sight sight) =>
        [.. context.Customers.Where(row => ids.Contains(row.Id)).Select(row => new { row.Id, row.Owner, row.Team }).AsEnumerable()
            .Where(row => sight.Customer(row.Owner, row.Team)).Select(row => row.Id)];

    IReadOnlyList<HistoryEntry> Timeline(string id, bool open, IReadOnlyList<Card> inquiries, IReadOnlyList<OrderRow> ordered, HashSet<string> near, Sight sight)
    {
        var customer = $"customer/{id}";
        var told = inquiries.Where(sight.InquiryContacts).Select(card => $"inquiry/{card.Id}").ToHashSet();
        string[] streams = [customer, .. inquiries.Select(card => $"inquiry/{card.Id}"), .. ordered.Select(order => $"order/{order.Id}")];
        var entries = log.ReadStreams(streams).Where(entry => OtherIn(entry.Event) is not { } other || near.Contains(other));
        return [.. Histories.Of(entries, stream => stream == customer ? open : stream.StartsWith("order/", StringComparison.Ordinal) || told.Contains(stream)).Take(MostEntries)];
    }

    static string? OtherIn(IEvent? happened) => happened switch
    {
        CustomerMatchProposed e => e.Match.Customer.Value,
        CustomerMatchDismissed e => e.Customer.Value,
        _ => null,
    };

    CustomerListItem Item(CustomerRow row) => new(
        row.Id, row.Name, row.Country, row.Owner, row.Team, row.Inquiries, row.OpenInquiries, row.Orders, row.Revenue,
        model.Organisation.Company.Reporting.Code, row.LastContactAt, row.ChurnRisk);
}
