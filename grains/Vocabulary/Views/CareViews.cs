using TradeLive.Scoring;

namespace TradeLive.Views;

/// <summary>A call or message that is or was to keep a customer.</summary>
/// <param name="Number">Which of the customer's.</param>
/// <param name="To">Rep who does it.</param>
/// <param name="DoneAt">Null while it is still to be done.</param>
/// <param name="Note">What was said of the result.</param>
public sealed record CareView(
    string Customer, string CustomerName, int Number, CareKind Kind, string To, DateOnly Due, string Text, DateTimeOffset PlannedAt, string PlannedBy,
    DateTimeOffset? DoneAt, string? DoneBy, CareResult? Result, string? Note);

/// <param name="To">Rep who does it; the asker where absent.</param>
/// <param name="Due">The day by which; today where absent.</param>
/// <param name="Text">What to say; the whole message where it is one.</param>
/// <param name="Sent">True for a message that has been sent already.</param>
public sealed record CareRequest(CareKind Kind, string? To = null, DateOnly? Due = null, string? Text = null, bool Sent = false);

public sealed record CareDoneRequest(CareResult Result, string? Text = null);

/// <summary>A customer who may leave, with what would be lost.</summary>
/// <param name="Risk">Of ordering nothing within the days looked ahead, 0 to 1.</param>
/// <param name="ExpectedSpend">What it would spend within these days if it stays.</param>
/// <param name="ValueAtRisk">Risk × expected spend.</param>
/// <param name="SpentLately">What it spent within the last so many days, and <paramref name="SpentBefore"/> within those before.</param>
/// <param name="Open">What is planned to keep it.</param>
/// <param name="LastDone">What was done last.</param>
public sealed record AtRiskItem(
    string Id, string Name, string? Country, string? Owner, string? Team, int Orders, DateTimeOffset? LastOrderAt, double Risk, decimal ExpectedSpend,
    decimal ValueAtRisk, decimal SpentLately, decimal SpentBefore, IReadOnlyList<ScoreReason> Reasons, string Model, IReadOnlyList<CareView> Open, CareView? LastDone)
{
    /// <summary>Complaints of its buyers that are not settled.</summary>
    public int OpenComplaints { get; init; }
    /// <summary>Whether the reader may plan something.</summary>
    public bool MayAct { get; init; }
}

/// <summary>The customers to keep, the most value at risk first.</summary>
/// <param name="Total">How many there are, whatever is shown.</param>
/// <param name="ValueAtRisk">Sum over all of them.</param>
/// <param name="Days">Days looked ahead.</param>
public sealed record AtRiskView(
    IReadOnlyList<AtRiskItem> Items, int Total, int Offset, decimal ValueAtRisk, string Currency, int Days, IReadOnlyList<Person> People);
