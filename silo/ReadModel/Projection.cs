using TradeLive.Deadlines;
using TradeLive.Inquiries;
using TradeLive.Log;

namespace TradeLive.ReadModel;

/// <summary>Folds one batch of the log into the read tables, entry by entry in log order.</summary>
sealed class Projection
{
    readonly ReadContext context;
    readonly Dictionary<string, (InquiryRow Row, InquiryRecord? Record)> inquiries;
    Organisation organisation;

    Projection(ReadContext context, IReadOnlyList<LogEntry> entries)
    {
        this.context = context;
        organisation = Organisation.Load(context);
        var ids = entries.Where(entry => entry.Event is InquiryEvent).Select(entry => entry.Key).Distinct().ToList();
        inquiries = context.Inquiries.Where(row => ids.Contains(row.Id)).AsEnumerable()
            .ToDictionary(row => row.Id, row => (row, (InquiryRecord?)ReadJson.Read<InquiryRecord>(row.Record)));
    }

    public static void Fold(ReadContext context, IReadOnlyList<LogEntry> entries)
    {
        var projection = new Projection(context, entries);
        var before = projection.organisation;
        foreach (var entry in entries) projection.Apply(entry);
        Organisation.Save(context, before, projection.organisation);
        projection.SaveInquiries();
    }

    void Apply(LogEntry entry)
    {
        if (entry.Event is InquiryEvent happened) Apply(entry, happened);
        else organisation = organisation.Apply(entry);
    }

    void Apply(LogEntry entry, InquiryEvent happened)
    {
        if (!inquiries.TryGetValue(entry.Key, out var found))
        {
            found = (new InquiryRow { Id = entry.Key }, null);
            context.Inquiries.Add(found.Row);
        }
        inquiries[entry.Key] = (found.Row, InquiryFold.Apply(found.Record, entry.Key, entry.Version, entry.By, happened, organisation.Company));
    }

    void SaveInquiries()
    {
        var streams = inquiries.Keys.Select(id => $"inquiry/{id}").ToList();
        var deadlines = context.Deadlines.Where(deadline => streams.Contains(deadline.Stream)).ToLookup(deadline => deadline.Stream);
        foreach (var (row, record) in inquiries.Values)
        {
            row.Set(record!);
            Replace(deadlines[$"inquiry/{row.Id}"], InquiryDeadlines.Of(record!));
        }
    }

    void Replace(IEnumerable<Deadline> kept, IEnumerable<Deadline> wanted)
    {
        var before = kept.ToDictionary(deadline => deadline.Kind);
        foreach (var deadline in wanted)
        {
            if (!before.Remove(deadline.Kind, out var same)) context.Deadlines.Add(deadline);
            else (same.Due, same.About) = (deadline.Due, deadline.About);
        }
        context.Deadlines.RemoveRange(before.Values);
    }
}
