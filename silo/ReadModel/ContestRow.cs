using TradeLive.Inquiries;
using TradeLive.Log;
using TradeLive.Views;

namespace TradeLive.ReadModel;

/// <summary>A score that somebody said is wrong.</summary>
public sealed class ContestRow
{
    public required string Inquiry { get; init; }
    public required int Number { get; init; }
    public DateTimeOffset At { get; init; }
    public string By { get; init; } = "";
    public ScoreFlaw Flaw { get; init; }
    public string Text { get; init; } = "";
    public double Probability { get; init; }
    public decimal ExpectedAmount { get; init; }
    public string Currency { get; init; } = "";
    public string Model { get; init; } = "";
    public DateTimeOffset? SeenAt { get; set; }
    public string? SeenBy { get; set; }

    internal ContestView View(Card card) => new(
        Inquiry, Number, card.Company ?? card.Buyer, card.Product, At, By, Flaw, Text, Probability, ExpectedAmount, Currency, Model, card.Stage, SeenAt, SeenBy);

    internal static void Fold(ReadContext context, LogEntry entry, InquiryEvent happened)
    {
        if (happened is InquiryScoreContested e) context.Contests.Add(new()
        {
            Inquiry = entry.Key,
            Number = e.Number,
            At = e.At,
            By = entry.By,
            Flaw = e.Flaw,
            Text = e.Text,
            Probability = e.Score.Probability,
            ExpectedAmount = e.Score.ExpectedAmount.Amount,
            Currency = e.Score.ExpectedAmount.Currency.Code,
            Model = e.Score.Model,
        });
        if (happened is InquiryContestSeen seen && context.Contests.Find(entry.Key, seen.Number) is { } row) (row.SeenAt, row.SeenBy) = (seen.At, entry.By);
    }
}
