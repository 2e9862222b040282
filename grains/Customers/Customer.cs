using TradeLive.Scoring;

namespace TradeLive.Customers;

/// <summary>Somebody at the customer's, by whatever is known.</summary>
/// <param name="Phone">In E.164 where it could be read as a number, else as given.</param>
[GenerateSerializer, Immutable, Alias("contact.v1")]
public sealed record Contact(string? Name, string? Email, string? Phone)
{
    public bool IsEmpty => string.IsNullOrWhiteSpace(Name) && string.IsNullOrWhiteSpace(Email) && string.IsNullOrWhiteSpace(Phone);
}

/// <summary>A customer who may be the same by name; a person decides.</summary>
/// <param name="Likeness">0 to 1.</param>
[GenerateSerializer, Immutable, Alias("proposed-match.v1")]
public sealed record ProposedMatch(CustomerId Customer, string Name, double Likeness);

/// <summary>The state of a customer: the fold of its events, nothing else.</summary>
[GenerateSerializer, Alias("customer.v1")]
public sealed record Customer : StoredState
{
    /// <summary>Null until opened.</summary>
    [Id(0)] public DateTimeOffset? OpenedAt { get; init; }
    [Id(1)] public string Name { get => field ?? ""; init; }
    /// <summary>ISO 3166-1 alpha-2.</summary>
    [Id(2)] public string? Country { get; init; }
    [Id(3)] public IReadOnlyList<Contact> Contacts { get => field ?? []; init; }
    /// <summary>Rep who looks after the customer.</summary>
    [Id(4)] public RepId? Owner { get; init; }
    [Id(5)] public TeamId? Team { get; init; }
    [Id(6)] public IReadOnlyList<ProposedMatch> Matches { get => field ?? []; init; }
    [Id(7)] public ChurnScore? Churn { get; init; }
    /// <summary>The customer that this id stands for, where two inquiries of one buyer came at once; it was never opened itself.</summary>
    [Id(8)] public CustomerId? Forwarded { get; init; }

    /// <summary>Customers of a near name that a person has said are not the same.</summary>
    [Id(9)] public IReadOnlyList<CustomerId> Others { get; init => field = value ?? []; } = []; // null in states of before it was kept

    /// <summary>How often something was planned to keep the customer.</summary>
    [Id(10)] public int Cares { get; init; }
    /// <summary>What of it is still to be done.</summary>
    [Id(11)] public IReadOnlyList<Care> OpenCares { get => field ?? []; init; }

    /// <summary>How often a buyer of this customer complained.</summary>
    [Id(12)] public int Complaints { get; init; }
    /// <summary>Numbers of the complaints that are not settled.</summary>
    [Id(13)] public IReadOnlyList<int> OpenComplaints { get => field ?? []; init; }

    public bool Exists => OpenedAt is not null;

    public Customer Apply(CustomerEvent happened) => happened switch
    {
        CustomerOpened e => this with { OpenedAt = e.At, Name = e.Name, Country = e.Country, Contacts = e.Contact is { } contact ? [contact] : [] },
        CustomerForwarded e => this with { Forwarded = e.To },
        CustomerContactAdded e => this with { Contacts = [.. Contacts, e.Contact] },
        CustomerAssigned e => this with { Owner = e.To, Team = e.Team },
        CustomerNoted => this,
        CustomerMatchProposed e => this with { Matches = [.. Matches, e.Match] },
        CustomerMatchDismissed e => this with { Matches = [.. Matches.Where(match => match.Customer != e.Customer)], Others = [.. Others, e.Customer] },
        CustomerCarePlanned e => this with { Cares = e.Number, OpenCares = [.. OpenCares, new(e.Number, e.Kind, e.To, e.Due)] },
        CustomerCareDone e => this with { OpenCares = [.. OpenCares.Where(care => care.Number != e.Number)] },
        CustomerComplained e => this with { Complaints = e.Number, OpenComplaints = [.. OpenComplaints, e.Number] },
        CustomerComplaintSettled e => this with { OpenComplaints = [.. OpenComplaints.Where(number => number != e.Number)] },
        CustomerChurnScored e => this with { Churn = e.Score },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} is no event of a customer."),
    };
}
