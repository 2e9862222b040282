using TradeLive.Customers;
using TradeLive.Log;
using TradeLive.Views;

namespace TradeLive.ReadModel;

/// <summary>A complaint of a customer's buyer.</summary>
public sealed class ComplaintRow
{
    public required string Customer { get; init; }
    public required int Number { get; init; }
    public ComplaintKind Kind { get; init; }
    public string? Order { get; init; }
    /// <summary>The day on which it came.</summary>
    public DateOnly On { get; init; }
    public string Text { get; init; } = "";
    /// <summary>When it was recorded.</summary>
    public DateTimeOffset At { get; init; }
    public string By { get; init; } = "";
    public DateTimeOffset? SettledAt { get; set; }

    /// <param name="orderNumber">Number of the order, where the reader may see it.</param>
    /// <param name="withText">Whether the reader may read what the customer's people said.</param>
    internal ComplaintView View(string? orderNumber, bool withText) => new(Number, Kind, orderNumber is null ? null : Order, orderNumber, On, At, By, withText ? Text : "");

    internal static void Fold(ReadContext context, LogEntry entry, CustomerEvent happened)
    {
        if (happened is CustomerComplained e) context.Complaints.Add(new()
        {
            Customer = entry.Key,
            Number = e.Number,
            Kind = e.Kind,
            Order = e.Order?.Value,
            On = e.On,
            Text = e.Text,
            At = e.At,
            By = entry.By,
        });
        if (happened is CustomerComplaintSettled settled && context.Complaints.Find(entry.Key, settled.Number) is { } row) row.SettledAt = settled.At;
    }
}
