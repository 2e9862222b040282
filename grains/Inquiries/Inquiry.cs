using TradeLive.Orders;
using TradeLive.Scoring;

namespace TradeLive.Inquiries;

/// <summary>Who asks.</summary>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
[GenerateSerializer, Immutable, Alias("buyer.v1")]
public sealed record Buyer(string Name, string? Company, string? Email, string? Phone, string? Country);

[GenerateSerializer, Immutable, Alias("quote-line.v1")]
public sealed record QuoteLine(string Product, decimal Quantity, string? Unit, Money UnitPrice)
{
    public Money Amount => (UnitPrice * Quantity).Rounded();
}

/// <summary>A quotation (报价单): lines in one currency, a delivery term with its named place, and a date until which it holds.</summary>
/// <param name="Payment">How it is to be paid; null where nothing is said.</param>
[GenerateSerializer, Immutable, Alias("quotation.v1")]
public sealed record Quotation(string Id, IReadOnlyList<QuoteLine> Lines, DeliveryTerm Term, DateOnly ValidUntil, PaymentTerms? Payment = null)
{
    public Money Total => Lines.Skip(1).Aggregate(Lines[0].Amount, (sum, line) => sum + line.Amount);

    /// <summary>A date-only validity holds until that day ends everywhere on earth (UTC−12).</summary>
    public bool IsExpired(DateTimeOffset now) => ValidUntil < DateOnly.FromDateTime(now.AddHours(-12).UtcDateTime);
}

/// <summary>The state of an inquiry: the fold of its events, nothing else.</summary>
[GenerateSerializer, Alias("inquiry.v1")]
public sealed record Inquiry : StoredState
{
    /// <summary>When the buyer sent it; null until it is received.</summary>
    [Id(0)] public DateTimeOffset? ReceivedAt { get; init; }
    [Id(1)] public string Source { get => field ?? ""; init; }
    [Id(2)] public Buyer Buyer { get => field ?? new("", null, null, null, null); init; }
    [Id(3)] public string Product { get => field ?? ""; init; }
    [Id(4)] public decimal? Quantity { get; init; }
    [Id(5)] public string? Unit { get; init; }
    [Id(6)] public Stage Stage { get; init; } = Stage.New;
    [Id(7)] public TeamId? Team { get; init; }
    [Id(8)] public RepId? Owner { get; init; }
    [Id(9)] public RepId? OfferedTo { get; init; }
    [Id(10)] public DateTimeOffset? OfferedUntil { get; init; }
    [Id(11)] public bool Escalated { get; init; }
    [Id(12)] public CustomerId? Customer { get; init; }
    [Id(13)] public DateTimeOffset ReplyDue { get; init; }
    [Id(14)] public DateTimeOffset? ReplyDueWorking { get; init; }
    [Id(15)] public DateTimeOffset? FirstReplyAt { get; init; }
    [Id(16)] public bool ReplyWarned { get; init; }
    [Id(17)] public bool ReplyOverdue { get; init; }
    [Id(18)] public IReadOnlyList<Quotation> Quotations { get => field ?? []; init; }
    [Id(19)] public Score? Score { get; init; }
    [Id(20)] public OrderId? Order { get; init; }
    /// <summary>How often it was won: each win makes an order of its own.</summary>
    [Id(21)] public int Wins { get; init; }
    /// <summary>Stage before it was closed, to which a reopening returns.</summary>
    [Id(22)] public Stage StageBefore { get; init; }
    [Id(23)] public bool IsHistory { get; init; }
    [Id(24)] public bool Triaged { get; init; }
    /// <summary>When the lead is told if nobody has claimed it; null until it is offered.</summary>
    [Id(25)] public DateTimeOffset? EscalateAt { get; init; }
    /// <summary>When to warn that the first reply is due; null in states of before this was kept.</summary>
    [Id(26)] public DateTimeOffset? WarnAt { get; init; }
    /// <summary>When it was won or lost; null while it is open.</summary>
    [Id(27)] public DateTimeOffset? ClosedAt { get; init; }
    [Id(28)] public Money? WonAmount { get; init; }
    /// <summary>How often a score of it was said to be wrong.</summary>
    [Id(29)] public int Contests { get; init; }
    /// <summary>Numbers of the contests that no lead has seen yet.</summary>
    [Id(30)] public IReadOnlyList<int> UnseenContests { get => field ?? []; init; }

    public bool Exists => ReceivedAt is not null;
    public bool IsClosed => Stage.IsClosed();

    public Inquiry Apply(InquiryEvent happened) => happened switch
    {
        InquiryReceived e => this with
        {
            ReceivedAt = e.At,
            Source = e.Source,
            Buyer = e.Buyer,
            Product = e.Product,
            Quantity = e.Quantity,
            Unit = e.Unit,
            Team = e.Team,
            ReplyDue = e.ReplyDue,
            WarnAt = e.WarnAt,
            IsHistory = e.IsHistory,
        },
        InquiryIdentified e => this with { Customer = e.Customer, Triaged = true },
        InquiryScored e => this with { Score = e.Score },
        InquiryScoreContested e => this with { Contests = e.Number, UnseenContests = [.. UnseenContests, e.Number] },
        InquiryContestSeen e => this with { UnseenContests = [.. UnseenContests.Where(number => number != e.Number)] },
        InquiryRouted e => this with
        {
            Team = e.Team,
            OfferedTo = e.To,
            OfferedUntil = e.Until,
            EscalateAt = EscalateAt ?? e.EscalateAt,
            ReplyDueWorking = e.ReplyDueWorking ?? ReplyDueWorking,
            ReplyDue = e.ReplyDue ?? ReplyDue,
            WarnAt = e.WarnAt ?? WarnAt,
            ReplyWarned = ReplyWarned && !e.PromisesAnew(),
            ReplyOverdue = ReplyOverdue && !e.PromisesAnew(),
        },
        InquiryOfferTakenBack => this with { OfferedTo = null, OfferedUntil = null },
        InquiryEscalated => this with { Escalated = true },
        InquiryClaimed e => Given(e.By),
        InquiryReleased => this with { Owner = null },
        InquiryReassigned e => Given(e.To) with { Team = e.Team ?? Team },
        InquiryFirstReplied e => this with { FirstReplyAt = e.At },
        InquiryReplyWarned => this with { ReplyWarned = true },
        InquiryReplyOverdue => this with { ReplyOverdue = true },
        InquiryMoved e => this with { Stage = e.To },
        InquiryQuoted e => this with { Quotations = [.. Quotations, e.Quotation] },
        InquiryWon e => this with { Stage = Stage.Won, StageBefore = e.From, Order = e.Order, Wins = Wins + 1, ClosedAt = e.At, WonAmount = e.Amount },
        InquiryWonAmountCorrected e => this with { WonAmount = e.To },
        InquiryLost e => this with { Stage = Stage.Lost, StageBefore = e.From, ClosedAt = e.At },
        InquiryReopened e => this with { Stage = e.To, Order = null, Escalated = false, EscalateAt = null, ClosedAt = null, WonAmount = null },
        InquiryAmended e => Amend(e),
        InquiryContacted or InquiryNoted => this,
        _ => throw new InvalidOperationException($"{happened.GetType().Name} is no event of an inquiry."),
    };

    // Whoever has it answers for it: should it come back, the lead's time runs anew.
    Inquiry Given(RepId to) => this with { Owner = to, OfferedTo = null, OfferedUntil = null, Escalated = false, EscalateAt = null };

    Inquiry Amend(InquiryAmended e) => e.Field switch
    {
        InquiryField.BuyerName => this with { Buyer = Buyer with { Name = e.To ?? "" } },
        InquiryField.Company => this with { Buyer = Buyer with { Company = e.To } },
        InquiryField.Email => this with { Buyer = Buyer with { Email = e.To } },
        InquiryField.Phone => this with { Buyer = Buyer with { Phone = e.To } },
        InquiryField.Country => this with { Buyer = Buyer with { Country = e.To } },
        InquiryField.Product => this with { Product = e.To ?? "" },
        InquiryField.Quantity => this with { Quantity = Amendment.Number(e.To) },
        InquiryField.Unit => this with { Unit = e.To },
        _ => throw new InvalidOperationException($"{e.Field} is no field of an inquiry."),
    };
}
