namespace TradeLive.Views;

// Bodies of the HTTP commands. Properties with defaults are settable: source-generated JSON forgets the defaults of others.
// The key of a command travels in the header Idempotency-Key.

public sealed record ReceiveRequest
{
    /// <summary>The source's own number; with <see cref="Source"/> it makes the inquiry the same when sent again.</summary>
    public string? Number { get; set; }
    public string Source { get; set; } = "web";
    public string? Buyer { get; set; }
    public string? Company { get; set; }
    public string? Email { get; set; }
    public string? Phone { get; set; }
    /// <summary>ISO 3166-1 alpha-2, alpha-3, or a country's name in English or Chinese.</summary>
    public string? Country { get; set; }
    public string? Product { get; set; }
    public decimal? Quantity { get; set; }
    public string? Unit { get; set; }
    public decimal? TargetPrice { get; set; }
    public string? Currency { get; set; }
    public string? Message { get; set; }
    /// <summary>When the buyer sent it; now, where absent.</summary>
    public DateTimeOffset? ReceivedAt { get; set; }
    public string? Team { get; set; }
    public Dictionary<string, string>? Attributes { get; set; }
}

public sealed record ReassignRequest(string To);

/// <param name="To">Rep who looks after the customer from now on.</param>
public sealed record OwnerRequest(string To);

/// <param name="Expected">What the caller saw there; if it is no longer so, the command is refused with both values.</param>
/// <param name="Value">What it is to be; nothing where absent. Numbers as 1234.5, countries by name or ISO code.</param>
public sealed record FieldRequest(InquiryField Field, string? Expected = null, string? Value = null);

/// <param name="From">The stage the caller saw; a move from elsewhere is refused.</param>
/// <param name="To">The stage to go to; Won and Lost have commands of their own.</param>
public sealed record MoveRequest(Stage From, Stage To);

/// <param name="Channel">mail, phone, chat, whatsapp, wechat, marketplace, visit.</param>
/// <param name="FromBuyer">True if the buyer wrote or called.</param>
/// <param name="Automatic">True for a robot's answer, which never stops the first-reply clock.</param>
/// <param name="At">When it was, not before the receipt of the inquiry nor in the future; now, where absent.</param>
public sealed record ContactRequest(string Channel, string Text, bool FromBuyer = false, bool Automatic = false, DateTimeOffset? At = null);

public sealed record NoteRequest(string Text);

public sealed record LineRequest(string Product, decimal Quantity, decimal UnitPrice, string? Unit = null);

/// <param name="DepositShare">Share of the total paid as deposit, 0 to 1; where absent nothing is said of payment.</param>
/// <param name="BalanceBeforeShipment">True if the balance is due before shipment, false if against a copy of the B/L.</param>
public sealed record QuoteRequest(
    IReadOnlyList<LineRequest> Lines, string Currency, Incoterm Incoterm, string Place, DateOnly ValidUntil,
    decimal? DepositShare = null, bool BalanceBeforeShipment = false);

/// <param name="Quote">The quotation that was accepted; the last one, where absent.</param>
/// <param name="Amount">What it was won for, where there is no quotation.</param>
/// <param name="AcceptedAfterExpiry">True lets a quotation stand that the buyer accepted after its validity had ended.</param>
/// <param name="DepositShare">Share of the amount paid as deposit, 0 to 1; as quoted, where absent.</param>
/// <param name="BalanceBeforeShipment">True if the balance is due before shipment, false if against a copy of the B/L; counts beside a deposit.</param>
public sealed record WinRequest(
    string? Quote = null, decimal? Amount = null, string? Currency = null, bool AcceptedAfterExpiry = false,
    decimal? DepositShare = null, bool BalanceBeforeShipment = false);

public sealed record LoseRequest(LostReason Reason, string? Text = null);

public sealed record MilestoneRequest(Milestone Milestone, DateOnly On);

/// <param name="To">The date agreed anew.</param>
public sealed record ReviseRequest(Milestone Milestone, DateOnly To, string Reason);

/// <param name="Culture"><c>zh-CN</c> or <c>en</c>.</param>
/// <param name="Theme"><c>light</c>, <c>dark</c>, or <c>auto</c> to follow the device.</param>
public sealed record PreferencesRequest(string? Culture, string? Theme = null);

public sealed record CancelRequest(string Reason);

/// <param name="Version">Version of the inquiry or order after the command.</param>
public sealed record CommandAnswer(string Id, long Version);

/// <summary>What an API answers for many commands: one entry each, in the order sent.</summary>
public sealed record BulkItem(int Index, string? Id, bool Done, bool AlreadyThere, string? Code, string? Detail);
