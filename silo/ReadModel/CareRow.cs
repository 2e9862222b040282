using TradeLive.Customers;
using TradeLive.Log;
using TradeLive.Views;

namespace TradeLive.ReadModel;

/// <summary>A call or message that is or was to keep a customer.</summary>
public sealed class CareRow
{
    public required string Customer { get; init; }
    public required int Number { get; init; }
    public CareKind Kind { get; init; }
    public string To { get; init; } = "";
    public DateOnly Due { get; init; }
    public string Text { get; init; } = "";
    public DateTimeOffset PlannedAt { get; init; }
    public string PlannedBy { get; init; } = "";
    public DateTimeOffset? DoneAt { get; set; }
    public string? DoneBy { get; set; }
    public CareResult? Result { get; set; }
    public string? Note { get; set; }

    internal CareView View(string customerName) => new(Customer, customerName, Number, Kind, To, Due, Text, PlannedAt, PlannedBy, DoneAt, DoneBy, Result, Note);

    internal static void Fold(ReadContext context, LogEntry entry, CustomerEvent happened)
    {
        if (happened is CustomerCarePlanned e) context.Cares.Add(new()
        {
            Customer = entry.Key,
            Number = e.Number,
            Kind = e.Kind,
            To = e.To.Value,
            Due = e.Due,
            Text = e.Text,
            PlannedAt = e.At,
            PlannedBy = entry.By,
        });
        if (happened is CustomerCareDone done && context.Cares.Find(entry.Key, done.Number) is { } row)
            (row.DoneAt, row.DoneBy, row.Result, row.Note) = (done.At, entry.By, done.Result, done.Text);
    }
}
