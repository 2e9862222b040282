using TradeLive.Company;
using TradeLive.Inquiries;
using TradeLive.Live;
using TradeLive.Log;
using TradeLive.Orders;
using TradeLive.Scoring;

namespace TradeLive.Models;

/// <summary>What was known of an inquiry at a moment at which it was scored.</summary>
public readonly record struct ReplayedMoment(InquiryFacts Facts, DateTimeOffset At);

/// <summary>An inquiry with the moments at which it was scored before it ended, and how it ended.</summary>
/// <param name="Won">Null while it is open.</param>
/// <param name="Value">What it was won for, in the reporting currency at the rate of the day; null where it was not, or no rate is known.</param>
/// <param name="ClosedAt">When the outcome was known: nothing before may learn from it.</param>
public sealed record ReplayedInquiry(string Id, IReadOnlyList<ReplayedMoment> Moments, bool? Won, decimal? Value, DateTimeOffset? ClosedAt);

/// <summary>
/// Goes through the change log once, in order, and tells of every inquiry what was known at the moments at which it was scored: the same facts as
/// were scored then. Never who holds it. An inquiry whose past was taken over from elsewhere counts as it was at its receipt.
/// </summary>
public sealed class Replay
{
    const int MostAtOnce = 2000;

    sealed class Past
    {
        public List<(LogPosition At, InquiryEvent Event)> Facts { get; } = [];
        public List<(LogPosition AsOf, DateTimeOffset At)> Scored { get; } = [];
        public InquiryReceived? Receipt { get; set; }
        public string? Customer { get; set; }
        public bool? Won { get; set; }
        public decimal? Value { get; set; }
        public DateOnly? ClosedOn { get; set; }
        public DateTimeOffset? ClosedAt { get; set; }
    }

    readonly Dictionary<string, Past> inquiries = new(StringComparer.Ordinal);
    readonly List<(LogPosition At, CompanyState Company)> companies = [(LogPosition.Start, new())];
    readonly List<(LogPosition At, string Id, OrderEvent Event)> orders = [];

    CompanyState Company => companies[^1].Company;

    /// <summary>Of everything that is in the log now.</summary>
    public static Replay Of(ChangeLog log, CancellationToken stop = default)
    {
        var replay = new Replay();
        var position = LogPosition.Start;
        while (log.ReadStoredAfter(position, MostAtOnce) is { Count: > 0 } entries)
        {
            stop.ThrowIfCancellationRequested();
            foreach (var entry in entries) replay.Add(entry);
            position = entries[^1].Position;
        }
        return replay;
    }

    /// <summary>The next entry of the log.</summary>
    public void Add(LogEntry entry)
    {
        switch (entry.Event)
        {
            case CompanyEvent e: companies.Add((entry.Position, Company.Apply(e))); break;
            case OrderEvent e: orders.Add((entry.Position, entry.Key, e)); break;
            case InquiryEvent e: Add(entry, e); break;
        }
    }

    void Add(LogEntry entry, InquiryEvent happened)
    {
        if (!inquiries.TryGetValue(entry.Key, out var past)) inquiries.Add(entry.Key, past = new());
        switch (happened)
        {
            case InquiryReceived e: past.Receipt = e; break;
            case InquiryIdentified e: past.Customer = e.Customer.Value; break;
            case InquiryScored e:
                past.Scored.Add((LogPosition.TryParse(e.AsOf, out var asOf) ? asOf : entry.Position with { Seq = entry.Position.Seq - 1 }, e.At));
                return;
            case InquiryWon e: Close(past, true, ValueOf(e.Amount, e.On ?? DateOnly.FromDateTime(e.At.UtcDateTime)), e.At, e.On); return;
            case InquiryWonAmountCorrected e: past.Value = ValueOf(e.To, past.ClosedOn ?? DateOnly.FromDateTime((past.ClosedAt ?? e.At).UtcDateTime)); return;
            case InquiryLost e: Close(past, false, null, e.At, e.On); return;
            case InquiryReopened: (past.Won, past.Value, past.ClosedAt, past.ClosedOn) = (null, null, null, null); break;
            case InquiryNoted or InquiryClaimed or InquiryReleased or InquiryReassigned or InquiryRouted: return;
        }
        past.Facts.Add((entry.Position, happened is InquiryContacted contacted ? contacted with { Text = "" } : happened));
    }

    static void Close(Past past, bool won, decimal? value, DateTimeOffset at, DateOnly? on) => (past.Won, past.Value, past.ClosedAt, past.ClosedOn) = (won, value, at, on);

    decimal? ValueOf(Money amount, DateOnly on) => Company.Convert(amount, on)?.Amount.Amount;

    /// <summary>All inquiries in the order of their ids; each with its moments in order of time.</summary>
    public IReadOnlyList<ReplayedInquiry> Inquiries()
    {
        var moments = inquiries.Keys.ToDictionary(id => id, _ => new List<ReplayedMoment>(), StringComparer.Ordinal);
        var purchases = new Purchases();
        var next = 0;
        foreach (var (id, past, scored) in inquiries.SelectMany(pair => pair.Value.Scored.Select(scored => (pair.Key, pair.Value, scored))).OrderBy(one => one.scored.AsOf))
        {
            if (past.Receipt is not { } receipt || scored.At >= past.ClosedAt) continue;
            for (; next < orders.Count && orders[next].At <= scored.AsOf; next++) purchases.Apply(orders[next].Id, orders[next].Event, CompanyAt(orders[next].At));
            var (count, revenue) = past.Customer is { } customer ? purchases.Before(customer, receipt.At) : default;
            var facts = InquiryFactsFold.Of(past.Facts.TakeWhile(one => one.At <= scored.AsOf).Select(one => one.Event), CompanyAt(scored.AsOf));
            moments[id].Add(new(facts with { EarlierOrders = count, EarlierRevenue = revenue }, scored.At));
        }
        var before = PastPurchases();
        foreach (var (id, past) in inquiries)
            if (past is { Receipt: { } receipt, Customer: not null } && (receipt.IsHistory || past.ClosedAt is not null && moments[id].Count == 0)) moments[id].Insert(0, AtReceipt(past, receipt, before));
        return [.. inquiries.OrderBy(pair => pair.Key, StringComparer.Ordinal).Where(pair => pair.Value.Receipt is not null)
            .Select(pair => new ReplayedInquiry(pair.Key, [.. moments[pair.Key].OrderBy(moment => moment.At)], pair.Value.Won, pair.Value.Value, pair.Value.ClosedAt))];
    }

    static readonly IReadOnlyList<(DateTimeOffset At, decimal Value, DateTimeOffset? CancelledAt)> None = [];

    ReplayedMoment AtReceipt(Past past, InquiryReceived receipt, Dictionary<string, List<(DateTimeOffset At, decimal Value, DateTimeOffset? CancelledAt)>> before)
    {
        var earlier = (past.Customer is { } customer && before.TryGetValue(customer, out var all) ? all : None)
            .Where(order => order.At < receipt.At && !(order.CancelledAt <= receipt.At)).ToList();
        var facts = InquiryFactsFold.Apply(null, receipt, CompanyAt(past.Facts[0].At));
        return new(facts with { EarlierOrders = earlier.Count, EarlierRevenue = earlier.Sum(order => order.Value) }, receipt.At);
    }

    // By the time at which they were ordered, whenever they were recorded.
    Dictionary<string, List<(DateTimeOffset At, decimal Value, DateTimeOffset? CancelledAt)>> PastPurchases()
    {
        var cancelled = orders.Where(one => one.Event is OrderCancelled).GroupBy(one => one.Id).ToDictionary(group => group.Key, group => group.First().Event.At, StringComparer.Ordinal);
        return orders.Where(one => one.Event is OrderPlaced).Select(one => (one.At, one.Id, ((OrderPlaced)one.Event).Terms))
            .GroupBy(one => one.Terms.Customer.Value).ToDictionary(group => group.Key, group => group.Select(one => (
                one.Terms.OrderedAt, Purchases.In(CompanyAt(one.At), one.Terms.Total, Purchases.DayOf(one.Terms)),
                cancelled.TryGetValue(one.Id, out var at) ? at : (DateTimeOffset?)null)).ToList(), StringComparer.Ordinal);
    }

    CompanyState CompanyAt(LogPosition position) => companies.FindLast(one => one.At <= position).Company;
}
