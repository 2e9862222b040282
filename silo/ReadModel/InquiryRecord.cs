using TradeLive.Company;
using TradeLive.Inquiries;
using TradeLive.Scoring;
using TradeLive.Views;

namespace TradeLive.ReadModel;

/// <summary>All that pages show of one inquiry: its card and what the card has no room for. The fold of its events.</summary>
public sealed record InquiryRecord
{
    public required Card Card { get; init; }
    public string? Email { get; init; }
    public string? Phone { get; init; }
    public string Message { get; init; } = "";
    public MoneyView? TargetPrice { get; init; }
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();
    public IReadOnlyList<ScoreReason> RoutingReasons { get; init; } = [];
    public IReadOnlyList<QuoteView> Quotes { get; init; } = [];
    public bool IsHistory { get; init; }
    public bool Triaged { get; init; }
    public bool BuyerAnswered { get; init; }
    public DateTimeOffset? EscalateAt { get; init; }
    /// <summary>Rep who last let it go: did not claim it in time, or put it back.</summary>
    public string? LetGoBy { get; init; }
    public DateTimeOffset? LetGoAt { get; init; }
    public bool WarnedOfReply { get; init; }
    public bool SaidOverdue { get; init; }
    /// <summary>The first score, if it came while the inquiry was open: what was scored when its end was known tells nothing of the scorer.</summary>
    public FirstScore? FirstScore { get; init; }
    public bool WasScored { get; init; }
}

/// <param name="Chance">P(win).</param>
/// <param name="Value">Expected value in the reporting currency.</param>
public sealed record FirstScore(double Chance, decimal Value, string Model);

/// <summary>How events make the views of an inquiry. Pure; the live boards and the read tables both use it.</summary>
public static class InquiryFold
{
    /// <summary>The card after the event.</summary>
    /// <param name="company">The company as it was when this happened: its rates convert the won amount.</param>
    public static Card Apply(Card? card, string id, long version, string by, InquiryEvent happened, CompanyState company)
    {
        var next = Change(card ?? new Card { Id = id, Currency = company.Reporting.Code }, happened, company);
        if (next.Model is null) next = Unscored(next, happened, company);
        return next with { Version = version, LastBy = by, LastAt = happened.At, LastChange = EventNames.Of(happened.GetType()) };
    }

    static Card Change(Card card, InquiryEvent happened, CompanyState company) => happened switch
    {
        InquiryReceived e => card with
        {
            Team = e.Team?.Value,
            Stage = Stage.New,
            StageSince = e.At,
            Buyer = e.Buyer.Name,
            Company = e.Buyer.Company,
            Country = e.Buyer.Country,
            Product = e.Product,
            Quantity = e.Quantity,
            Unit = e.Unit,
            Source = e.Source,
            Sector = e.Attributes.GetValueOrDefault("sector"),
            ReceivedAt = e.At,
            ReceivedOn = e.On,
            ReplyDue = e.ReplyDue,
            WarnAt = e.WarnAt,
        },
        InquiryIdentified e => card with { Customer = e.Customer.Value },
        InquiryScored e => card with
        {
            Probability = e.Score.Probability,
            ExpectedAmount = e.Score.ExpectedAmount.Amount,
            ExpectedValue = e.Score.ExpectedValue.Amount,
            Currency = e.Score.ExpectedAmount.Currency.Code,
            Reasons = e.Score.Reasons,
            Model = e.Score.Model,
            ScoredAt = e.Score.At,
        },
        InquiryScoreContested e => card with { Contested = e.Flaw, ContestNumber = e.Number },
        InquiryContestSeen e when e.Number == card.ContestNumber => card with { Contested = null },
        InquiryRouted e => card with
        {
            Team = e.Team.Value,
            OfferedTo = e.To?.Value,
            OfferedUntil = e.Until,
            ReplyDueWorking = e.ReplyDueWorking ?? card.ReplyDueWorking,
            ReplyDue = e.ReplyDue ?? card.ReplyDue,
            WarnAt = e.WarnAt ?? card.WarnAt,
        },
        InquiryOfferTakenBack => card with { OfferedTo = null, OfferedUntil = null },
        InquiryEscalated => card with { Escalated = true },
        InquiryClaimed e => card with { Owner = e.By.Value, OfferedTo = null, OfferedUntil = null, Escalated = false },
        InquiryReleased => card with { Owner = null },
        InquiryReassigned e => card with
        {
            Owner = e.To.Value,
            Team = e.Team?.Value ?? card.Team,
            OfferedTo = null,
            OfferedUntil = null,
            Escalated = false,
        },
        InquiryFirstReplied e => card with { FirstReplyAt = e.At, FirstReplyOn = e.On, RepliedLate = e.Late, RepliedLateWorking = e.LateWorking },
        InquiryMoved e => card with { Stage = e.To, StageSince = e.At },
        InquiryQuoted e => card with { QuotedAmount = e.Quotation.Total.Amount, QuotedCurrency = e.Quotation.Total.Currency.Code },
        InquiryWon e => card with
        {
            Stage = Stage.Won,
            StageSince = e.At,
            ClosedAt = e.At,
            ClosedOn = e.On,
            Order = e.Order.Value,
            LostReason = null,
            WonAmount = e.Amount.Amount,
            WonCurrency = e.Amount.Currency.Code,
            WonValue = ValueOf(e.Amount, e.On, e.At, company),
        },
        InquiryWonAmountCorrected e => card with
        {
            WonAmount = e.To.Amount,
            WonCurrency = e.To.Currency.Code,
            WonValue = ValueOf(e.To, card.ClosedOn, card.ClosedAt ?? e.At, company),
        },
        InquiryLost e => card with { Stage = Stage.Lost, StageSince = e.At, ClosedAt = e.At, ClosedOn = e.On, LostReason = e.Reason },
        InquiryReopened e => card with
        {
            Stage = e.To,
            StageSince = e.At,
            ClosedAt = null,
            ClosedOn = null,
            Order = null,
            LostReason = null,
            WonAmount = null,
            WonCurrency = null,
            WonValue = null,
            Escalated = false,
        },
        InquiryAmended e => Amend(card, e),
        _ => card,
    };

    /// <summary>Until it is scored, the company's chance of its stage times what the buyer has in mind or was quoted.</summary>
    static Card Unscored(Card card, InquiryEvent happened, CompanyState company)
    {
        Money? said = happened switch
        {
            InquiryReceived { TargetPrice: { } price } e => price * (e.Quantity ?? 1),
            InquiryQuoted e => e.Quotation.Total,
            _ => null,
        };
        var known = said is { } money ? company.Convert(money.Rounded(), DateOnly.FromDateTime(happened.At.UtcDateTime))?.Amount.Amount : null;
        var amount = known ?? card.ExpectedAmount;
        var chance = company.ChanceOf(card.Stage);
        return card with
        {
            Probability = chance,
            ExpectedAmount = amount,
            ExpectedValue = new Money(amount * (decimal)chance, company.Reporting).Rounded().Amount,
        };
    }

    static decimal? ValueOf(Money amount, DateOnly? on, DateTimeOffset at, CompanyState company) =>
        company.Convert(amount, on ?? DateOnly.FromDateTime(at.UtcDateTime))?.Amount.Amount;

    static Card Amend(Card card, InquiryAmended e) => e.Field switch
    {
        InquiryField.BuyerName => card with { Buyer = e.To ?? "" },
        InquiryField.Company => card with { Company = e.To },
        InquiryField.Country => card with { Country = e.To },
        InquiryField.Product => card with { Product = e.To ?? "" },
        InquiryField.Quantity => card with { Quantity = Amendment.Number(e.To) },
        InquiryField.Unit => card with { Unit = e.To },
        _ => card,
    };

    /// <summary>The whole record after the event.</summary>
    public static InquiryRecord Apply(InquiryRecord? record, string id, long version, string by, InquiryEvent happened, CompanyState company)
    {
        var card = Apply(record?.Card, id, version, by, happened, company);
        var next = (record ?? new InquiryRecord { Card = card }) with { Card = card };
        return happened switch
        {
            InquiryReceived e => next with
            {
                Email = e.Buyer.Email,
                Phone = e.Buyer.Phone,
                Message = e.Message,
                Attributes = e.Attributes,
                TargetPrice = e.TargetPrice is { } price ? new(price.Amount, price.Currency.Code) : null,
                IsHistory = e.IsHistory,
            },
            InquiryIdentified => next with { Triaged = true },
            InquiryScored e when !next.WasScored => next with
            {
                WasScored = true,
                FirstScore = card.IsClosed ? null : new(e.Score.Probability, e.Score.ExpectedValue.Amount, e.Score.Model),
            },
            InquiryReplyWarned => next with { WarnedOfReply = true },
            InquiryReplyOverdue => next with { SaidOverdue = true },
            InquiryRouted e => next with
            {
                RoutingReasons = e.Why,
                EscalateAt = next.EscalateAt ?? e.EscalateAt,
                WarnedOfReply = next.WarnedOfReply && !e.PromisesAnew(),
                SaidOverdue = next.SaidOverdue && !e.PromisesAnew(),
            },
            InquiryOfferTakenBack e => next with { LetGoBy = e.From.Value, LetGoAt = e.At },
            InquiryReleased e => next with { LetGoBy = e.By.Value, LetGoAt = e.At },
            InquiryClaimed or InquiryReassigned or InquiryReopened => next with { EscalateAt = null },
            InquiryContacted { FromBuyer: true } => next with { BuyerAnswered = true },
            InquiryQuoted e => next with { Quotes = [.. next.Quotes, View(e, by)] },
            InquiryAmended { Field: InquiryField.Email } e => next with { Email = e.To },
            InquiryAmended { Field: InquiryField.Phone } e => next with { Phone = e.To },
            _ => next,
        };
    }

    static QuoteView View(InquiryQuoted e, string by) => new(
        e.Quotation.Id, e.At, by, [.. e.Quotation.Lines.Select(View)], View(e.Quotation.Total), e.Quotation.Term.Rule,
        e.Quotation.Term.Place, e.Quotation.ValidUntil, e.Quotation.Payment?.DepositShare, e.Quotation.Payment?.BalanceBeforeShipment ?? false);

    public static LineView View(QuoteLine line) => new(line.Product, line.Quantity, line.Unit, View(line.UnitPrice), View(line.Amount));

    public static MoneyView View(Money money) => new(money.Amount, money.Currency.Code);
}
