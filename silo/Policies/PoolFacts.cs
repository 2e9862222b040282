using TradeLive.Log;
using TradeLive.ReadModel;

namespace TradeLive.Policies;

/// <summary>What routing needs of an inquiry that is offered again, beyond its card.</summary>
/// <param name="Version">Version of the inquiry that this is known of.</param>
/// <param name="Owner">Rep who looks after the customer.</param>
/// <param name="LetGoBy">Rep who last did not claim it in time, or put it back.</param>
sealed record PoolFact(long Version, string Message, RepId? Owner, RepId? LetGoBy, DateTimeOffset? LetGoAt);

/// <summary>Looks up in the read tables what is known of inquiries without an owner.</summary>
sealed class PoolFacts(ReadTables tables)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The facts of those inquiries that the tables know.</summary>
    public IReadOnlyDictionary<string, PoolFact> Of(IReadOnlyCollection<string> inquiries) => tables.Read(context =>
    {
        var rows = context.Inquiries.Where(row => inquiries.Contains(row.Id)).Select(row => new { row.Id, row.Version, row.Customer, row.Record }).ToList();
        var customers = rows.Select(row => row.Customer).OfType<string>().ToList();
        var owners = context.Customers.Where(row => customers.Contains(row.Id) && row.Owner != null).ToDictionary(row => row.Id, row => row.Owner);
        return rows.ToDictionary(row => row.Id, row =>
        {
            var record = ReadJson.Read<InquiryRecord>(row.Record);
            return new PoolFact(row.Version, record.Message, Rep(row.Customer is { } id ? owners.GetValueOrDefault(id) : null), Rep(record.LetGoBy), record.LetGoAt);
        });
    });

    /// <summary>What the buyer wrote and who looks after the customer, once the tables show the entry.</summary>
    public async Task<(string Message, RepId? Owner)> At(LogEntry entry)
    {
        await tables.Reach(entry.Position, Patience);
        return Of([entry.Key]).GetValueOrDefault(entry.Key) is { } fact ? (fact.Message, fact.Owner) : ("", null);
    }

    static RepId? Rep(string? id) => id is null ? null : new(id);
}
