using TradeLive.Scoring;

namespace TradeLive.Views;

public sealed record CustomerListItem(
    string Id, string Name, string? Country, string? Owner, string? Team, int Inquiries, int OpenInquiries, int Orders,
    decimal Revenue, string Currency, DateTimeOffset LastContactAt, double? ChurnRisk);

public sealed record ContactView(string? Name, string? Email, string? Phone);

/// <summary>A customer who may be the same by name; a person decides.</summary>
public sealed record NearMatch(string Customer, string Name, double Likeness);

public sealed record CustomerDetails
{
    public required CustomerListItem Summary { get; init; }
    public IReadOnlyList<ContactView> Contacts { get; init; } = [];
    public IReadOnlyList<NearMatch> NearMatches { get; init; } = [];
    /// <summary>Complaints that are not settled, the oldest first.</summary>
    public IReadOnlyList<ComplaintView> OpenComplaints { get; init; } = [];
    public ChurnScore? Churn { get; init; }
    public IReadOnlyList<Card> Inquiries { get; init; } = [];
    public IReadOnlyList<OrderListItem> Orders { get; init; } = [];
    /// <summary>Everything that happened with this customer, newest first.</summary>
    public IReadOnlyList<HistoryEntry> Timeline { get; init; } = [];
    public IReadOnlyList<Person> People { get; init; } = [];
    /// <summary>Whether the reader may say that a near name is another customer.</summary>
    public bool MayAct { get; init; }
    /// <summary>Whether the reader may give the customer to a rep.</summary>
    public bool MayAssign { get; init; }
}

/// <summary>A page of a list, with the count of all that match.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, int Total, int Offset);
