using TradeLive.Customers;
using TradeLive.Live;
using TradeLive.Log;
using TradeLive.ReadModel;
using TradeLive.Views;

namespace TradeLive.Queries;

/// <summary>Which customers to keep a list shows.</summary>
/// <param name="Owner">Rep who owns them; all where empty.</param>
/// <param name="Planned">Whether something is planned for them; null for both.</param>
/// <param name="SeesAll">False narrows to the team <paramref name="Led"/>, or to <paramref name="Rep"/>'s own where none is led.</param>
public sealed record AtRiskWish(string? Owner, bool? Planned, int Offset, int Take, bool SeesAll, string? Led, string? Rep);

/// <summary>What pages ask about customers who may leave, and what is done to keep them.</summary>
public sealed class SaveListQueries(ReadTables tables, ChangeLog log, LiveModel model, TimeProvider clock)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    sealed record Candidate(string Id, string? Owner, string? Team, decimal Revenue, DateTimeOffset FirstOrderAt, double Risk, decimal Spend)
    {
        public decimal AtRisk => (decimal)Risk * Spend;
    }

    /// <summary>Most value at risk first; expected spend as <see cref="ExpectedSpend"/> says.</summary>
    public async Task<AtRiskView> AtRisk(AtRiskWish wish)
    {
        await tables.Reach(log.End(), Patience);
        return tables.Read(context => AtRisk(context, wish));
    }

    AtRiskView AtRisk(ReadContext context, AtRiskWish wish)
    {
        var (now, company) = (clock.GetUtcNow(), model.Organisation.Company);
        var days = company.Scoring.ChurnDays;
        var planned = context.Cares.Where(care => care.DoneAt == null).Select(care => care.Customer).ToHashSet();
        var seen = Candidates(context, days, now)
            .Where(one => wish.SeesAll || (wish.Led is { } led ? one.Team == led : one.Owner is not null && one.Owner == wish.Rep))
            .Where(one => string.IsNullOrEmpty(wish.Owner) || one.Owner == wish.Owner)
            .Where(one => wish.Planned is not { } wanted || planned.Contains(one.Id) == wanted)
            .OrderByDescending(one => one.AtRisk).ThenBy(one => one.Id, StringComparer.Ordinal).ToList();
        var page = seen.Skip(wish.Offset).Take(wish.Take).ToList();
        return new AtRiskView(Items(context, page, days, now), seen.Count, wish.Offset, Rounded(seen.Sum(one => one.AtRisk), company.Reporting), company.Reporting.Code, days, model.People());
    }

    /// <summary>What a rep still has to do, the earliest due first.</summary>
    public async Task<IReadOnlyList<CareView>> OpenOf(string rep)
    {
        await tables.Reach(log.End(), Patience);
        return tables.Read(context => (IReadOnlyList<CareView>)[.. context.Cares.Where(care => care.To == rep && care.DoneAt == null)
            .Join(context.Customers, care => care.Customer, customer => customer.Id, (care, customer) => new { care, customer.Name })
            .OrderBy(found => found.care.Due).ThenBy(found => found.care.Customer).Take(200).AsEnumerable().Select(found => found.care.View(found.Name))]);
    }

    // What is usual is the whole company's, whoever asks.
    static List<Candidate> Candidates(ReadContext context, int days, DateTimeOffset now)
    {
        var rows = context.Customers.Where(row => row.Orders > 0 && row.FirstOrderAt != null && row.ChurnRisk != null)
            .Select(row => new { row.Id, row.Owner, row.Team, row.Revenue, row.FirstOrderAt, row.ChurnRisk }).ToList();
        var usual = ExpectedSpend.Usual([.. rows.Select(row => (row.Revenue, now - row.FirstOrderAt!.Value))], days);
        return rows.ConvertAll(row => new Candidate(
            row.Id, row.Owner, row.Team, row.Revenue, row.FirstOrderAt!.Value, row.ChurnRisk!.Value, ExpectedSpend.Within(row.Revenue, now - row.FirstOrderAt.Value, days, usual)));
    }

    List<AtRiskItem> Items(ReadContext context, List<Candidate> page, int days, DateTimeOffset now)
    {
        var ids = page.ConvertAll(one => one.Id);
        var (lately, before) = (now.AddDays(-days), now.AddDays(-2 * days));
        var rows = context.Customers.Where(row => ids.Contains(row.Id)).ToDictionary(row => row.Id);
        var spent = context.Orders.Where(row => ids.Contains(row.Customer) && row.Phase != OrderPhase.Cancelled && row.OrderedAt >= before)
            .Select(row => new { row.Customer, row.OrderedAt, row.Value }).AsEnumerable().ToLookup(row => row.Customer);
        var cares = context.Cares.Where(care => ids.Contains(care.Customer)).AsEnumerable().ToLookup(care => care.Customer);
        var complaints = context.Complaints.Where(row => row.SettledAt == null && ids.Contains(row.Customer)).GroupBy(row => row.Customer).Select(group => new { group.Key, Count = group.Count() })
            .ToDictionary(one => one.Key, one => one.Count);
        var currency = model.Organisation.Company.Reporting;
        return page.ConvertAll(one =>
        {
            var (row, churn) = (rows[one.Id], StateJson.Read<Customer>(rows[one.Id].State).Churn!);
            return new AtRiskItem(
                one.Id, row.Name, row.Country, row.Owner, row.Team, row.Orders, row.LastOrderAt, one.Risk, Rounded(one.Spend, currency), Rounded(one.AtRisk, currency),
                spent[one.Id].Where(order => order.OrderedAt >= lately).Sum(order => order.Value ?? 0), spent[one.Id].Where(order => order.OrderedAt < lately).Sum(order => order.Value ?? 0),
                churn.Reasons, churn.Model, [.. cares[one.Id].Where(care => care.DoneAt is null).OrderBy(care => care.Due).Select(care => care.View(row.Name))],
                cares[one.Id].Where(care => care.DoneAt is not null).MaxBy(care => care.DoneAt)?.View(row.Name))
            { OpenComplaints = complaints.GetValueOrDefault(one.Id) };
        });
    }

    static decimal Rounded(decimal amount, Currency currency) => new Money(amount, currency).Rounded().Amount;
}
