using TradeLive.Scoring;

namespace TradeLive.Views;

/// <summary>An inquiry in a rep's queue, with why it stands where it stands: rank = (expected value + 1) × urgency.</summary>
public sealed record QueueItem(Card Card, double Rank, double Urgency, string BuyerTimeZone, bool Mine);

/// <summary>A rep's queue: own open inquiries and those offered, best first, and the pool of the team below.</summary>
public sealed record QueueView(string Position, DateTimeOffset Now, IReadOnlyList<QueueItem> Mine, IReadOnlyList<QueueItem> Pool, int OpenLoad, int Capacity)
{
    /// <summary>True while the last training found nothing that tells what is won from what is not, so that the prior serves.</summary>
    public bool HasNoSignal { get; init; }
}

/// <summary>All that is known of one inquiry.</summary>
public sealed record InquiryDetails
{
    public required Card Card { get; init; }
    public string? Email { get; init; }
    public string? Phone { get; init; }
    public string Message { get; init; } = "";
    public MoneyView? TargetPrice { get; init; }
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();
    /// <summary>How the router chose, in codes that the user interface words.</summary>
    public IReadOnlyList<ScoreReason> RoutingReasons { get; init; } = [];
    public IReadOnlyList<QuoteView> Quotes { get; init; } = [];
    public IReadOnlyList<HistoryEntry> History { get; init; } = [];
    public IReadOnlyList<Person> People { get; init; } = [];
    public string? CustomerName { get; init; }
    /// <summary>IANA time zone in which most of the buyer's country does business; null where unknown.</summary>
    public string? BuyerTimeZone { get; init; }
    /// <summary>True if the reader may not see mail, phone, message and what was said.</summary>
    public bool ContactsHidden { get; init; }
    /// <summary>Whether the reader may correct its fields.</summary>
    public bool MayAmend { get; init; }
    /// <summary>Whether the reader may say that the score is wrong.</summary>
    public bool MayContest { get; init; }
    /// <summary>True while the last training found nothing that tells what is won from what is not, so that the prior serves.</summary>
    public bool HasNoSignal { get; init; }
}

/// <summary>An amount with its currency, for display.</summary>
public sealed record MoneyView(decimal Amount, string Currency);

/// <param name="DepositShare">Share of the total paid as deposit, 0 to 1; null where nothing is said of payment.</param>
/// <param name="BalanceBeforeShipment">True if the balance is due before shipment, false if against a copy of the B/L.</param>
public sealed record QuoteView(
    string Id, DateTimeOffset At, string By, IReadOnlyList<LineView> Lines, MoneyView Total, Incoterm Incoterm, string Place, DateOnly ValidUntil,
    decimal? DepositShare = null, bool BalanceBeforeShipment = false);

public sealed record LineView(string Product, decimal Quantity, string? Unit, MoneyView UnitPrice, MoneyView Amount);

/// <summary>One event in a history: who did what when. <paramref name="Type"/> has a resource <c>event.{Type}</c> with places for <paramref name="Data"/>.</summary>
/// <param name="On">The date, where no time of day is known: to be shown instead of <paramref name="At"/>.</param>
public sealed record HistoryEntry(
    string Stream, long Version, DateTimeOffset At, string By, string Type, IReadOnlyDictionary<string, string> Data, DateOnly? On = null);
