using TradeLive.Live;
using TradeLive.Log;
using TradeLive.ReadModel;
using TradeLive.Views;

namespace TradeLive.Queries;

/// <summary>What pages ask about inquiries. Everything acknowledged before the question is in the answer.</summary>
public sealed class InquiryQueries(ReadTables tables, ChangeLog log, LiveModel model, TimeProvider clock)
{
    const int MostInQueue = 200;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>An inquiry with what the asker may read of it: mail, phone, message and what was said are for some only.</summary>
    /// <returns>Null if there is none that the asker may see.</returns>
    public async Task<InquiryDetails?> Details(string id, Sight sight)
    {
        await tables.Reach(log.End(), Patience);
        var found = tables.Read(context =>
        {
            var row = context.Inquiries.Find(id);
            var name = row?.Customer is { } whose && context.Customers.Find(whose) is { } customer && sight.Customer(customer.Owner, customer.Team) ? customer.Name : null;
            return (row?.Record, name);
        });
        if (found.Record is null) return null;
        var record = ReadJson.Read<InquiryRecord>(found.Record);
        if (!sight.Inquiry(record.Card)) return null;
        var open = sight.InquiryContacts(record.Card);
        return new()
        {
            Card = record.Card,
            Email = open ? record.Email : null,
            Phone = open ? record.Phone : null,
            Message = open ? record.Message : "",
            TargetPrice = record.TargetPrice,
            Attributes = open ? record.Attributes : new Dictionary<string, string>(),
            RoutingReasons = record.RoutingReasons,
            Quotes = record.Quotes,
            History = Histories.Of(log.ReadStreams([$"inquiry/{id}"]), open),
            People = model.People(),
            CustomerName = found.name,
            BuyerTimeZone = Trade.BuyerTime.ZoneOf(record.Card.Country),
            ContactsHidden = !open,
        };
    }

    /// <summary>A rep's own and offered inquiries, and the pool of the team, the most urgent value first.</summary>
    public QueueView Queue(string rep)
    {
        var now = clock.GetUtcNow();
        var profile = model.Organisation.Reps.GetValueOrDefault(rep)?.Profile;
        return model.Consistently(position => new QueueView(
            position.ToString(), now, Ranked(model.HeldBy(rep), rep, now), profile?.Team is { } team ? Ranked(model.PoolOf(team.Value), rep, now) : [],
            model.OpenLoad(rep), profile?.Capacity ?? 0));
    }

    static IReadOnlyList<QueueItem> Ranked(IEnumerable<Card> cards, string rep, DateTimeOffset now) =>
    [
        .. Scoring.QueueOrder.Sorted(cards, card => card, now).Take(MostInQueue).Select(card => new QueueItem(
            card, Scoring.QueueOrder.Rank(card, now), Scoring.QueueOrder.Urgency(card.ReceivedAt, card.FirstReplyAt is null ? card.ReplyDue : null, now),
            Trade.BuyerTime.ZoneOf(card.Country) ?? "", card.Owner == rep)),
    ];
}
