namespace TradeLive.Views;

/// <summary>A buyer's complaint.</summary>
/// <param name="Number">Which of the customer's.</param>
/// <param name="Order">Id of the order that it is about.</param>
/// <param name="OrderNumber">Its number, where the reader may see the order.</param>
/// <param name="On">The day on which it came.</param>
/// <param name="By">Who recorded it.</param>
/// <param name="Text">Empty where the reader may not read what the customer's people said.</param>
public sealed record ComplaintView(int Number, ComplaintKind Kind, string? Order, string? OrderNumber, DateOnly On, DateTimeOffset RecordedAt, string By, string Text);

/// <param name="Order">Id of the order that it is about; none where absent.</param>
/// <param name="On">The day on which it came; today where absent.</param>
public sealed record ComplaintRequest(ComplaintKind Kind, string? Text = null, string? Order = null, DateOnly? On = null);

public sealed record SettleRequest(ComplaintSettlement How, string? Text = null);
