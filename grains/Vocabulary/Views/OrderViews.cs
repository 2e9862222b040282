namespace TradeLive.Views;

/// <summary>The usual chain of an export order; each step with the department that owns it.</summary>
public enum Milestone
{
    PiConfirmed, ContractChecked, CreditChecked, DepositReceived, Production, Inspection, Booking, ExportCustoms, Shipped,
    DocumentsSent, BalanceReceived, Delivered, Closed,
}

public enum Department { Sales, Legal, Finance, SupplyChain }

/// <summary>How an order or a milestone stands against its promise.</summary>
public enum OnTime { OnTrack, AtRisk, Late, DoneOnTime, DoneLate, Cancelled }

public sealed record OrderListItem(
    string Id, string Number, string Customer, string CustomerName, string? Owner, string? Team, decimal Amount, string Currency,
    DateTimeOffset OrderedAt, DateOnly? PromisedDelivery, Milestone? Next, DateOnly? NextDue, OnTime State,
    DateOnly? OrderedOn = null);

public sealed record MilestoneView(
    Milestone Milestone, Department Department, DateOnly Planned, DateOnly Forecast, DateOnly? Actual, OnTime State, DateOnly Original,
    string? Reason = null);

public sealed record OrderDetails
{
    public required OrderListItem Summary { get; init; }
    public IReadOnlyList<LineView> Lines { get; init; } = [];
    public Incoterm? Incoterm { get; init; }
    public string? Place { get; init; }
    /// <summary>Share of the amount paid as deposit, 0 to 1.</summary>
    public decimal DepositShare { get; init; }
    /// <summary>True if the balance is due before shipment, false if against a copy of the B/L.</summary>
    public bool BalanceBeforeShipment { get; init; }
    public MoneyView? Deposit { get; init; }
    public MoneyView? Balance { get; init; }
    public IReadOnlyList<MilestoneView> Milestones { get; init; } = [];
    public string? CancelReason { get; init; }
    public string? Inquiry { get; init; }
    public IReadOnlyList<HistoryEntry> History { get; init; } = [];
    public IReadOnlyList<Person> People { get; init; } = [];
}
