using TradeLive.Company;
using TradeLive.Customers;
using TradeLive.Inquiries;
using TradeLive.Trade;

namespace TradeLive.Scoring;

/// <summary>
/// What is known of an inquiry as of a moment: the fold of its events up to it, for scoring now and for training on the log later. Pure. Never who holds
/// it nor how it ended, and nothing of the customer's earlier orders, which are in streams of their own.
/// </summary>
public static class InquiryFactsFold
{
    /// <param name="before">Null before the first event, which is the receipt.</param>
    /// <param name="company">The company as it was when this happened: its rates convert amounts on that day.</param>
    public static InquiryFacts Apply(InquiryFacts? before, InquiryEvent happened, CompanyState company) => happened switch
    {
        InquiryReceived e => new()
        {
            Source = e.Source,
            Country = e.Buyer.Country,
            Product = e.Product,
            Sector = e.Attributes.GetValueOrDefault("sector"),
            Quantity = e.Quantity,
            TargetAmount = e.TargetPrice is { } price ? In(company, price * (e.Quantity ?? 1), e.At) : null,
            Message = e.Message,
            MailDomain = Domain(e.Buyer.Email),
            HasPhone = IsSaid(e.Buyer.Phone),
            HasCompany = IsSaid(e.Buyer.Company),
            ReceivedAt = e.At,
            LocalHour = e.On is null ? LocalHour(e.Buyer.Country, e.At) : null,
            Attributes = e.Attributes,
        },
        _ => Change(before ?? throw new InvalidOperationException("An inquiry begins with its receipt."), happened, company),
    };

    /// <summary>The facts after all of these events, oldest first.</summary>
    public static InquiryFacts Of(IEnumerable<InquiryEvent> happened, CompanyState company) =>
        happened.Aggregate((InquiryFacts?)null, (before, next) => Apply(before, next, company))
            ?? throw new InvalidOperationException("An inquiry begins with its receipt.");

    static InquiryFacts Change(InquiryFacts facts, InquiryEvent happened, CompanyState company) => happened switch
    {
        InquiryContacted { FromBuyer: true } => facts with { BuyerAnswered = true },
        InquiryContacted { Channel: ContactChannel.Sample, FromBuyer: false } => facts with { SampleSent = true },
        InquiryFirstReplied e => facts with { RepliedAfterHours = e.Took.TotalHours },
        InquiryMoved e => facts with { Stage = e.To },
        InquiryReopened e => facts with { Stage = e.To },
        InquiryQuoted e => facts with { QuotedAmount = In(company, e.Quotation.Total, e.At) },
        InquiryAmended e => Amend(facts, e),
        _ => facts,
    };

    static InquiryFacts Amend(InquiryFacts facts, InquiryAmended e) => e.Field switch
    {
        InquiryField.Country => facts with { Country = e.To, LocalHour = facts.LocalHour is null ? null : LocalHour(e.To, facts.ReceivedAt) },
        InquiryField.Product => facts with { Product = e.To },
        InquiryField.Email => facts with { MailDomain = Domain(e.To) },
        InquiryField.Phone => facts with { HasPhone = IsSaid(e.To) },
        InquiryField.Company => facts with { HasCompany = IsSaid(e.To) },
        InquiryField.Quantity => Requantify(facts, Amendment.Number(e.To)),
        _ => facts,
    };

    // The buyer has a price for each piece in mind.
    static InquiryFacts Requantify(InquiryFacts facts, decimal? quantity) =>
        facts with { Quantity = quantity, TargetAmount = facts.TargetAmount / (facts.Quantity ?? 1) * (quantity ?? 1) };

    static decimal? In(CompanyState company, Money money, DateTimeOffset at) =>
        company.Convert(money.Rounded(), DateOnly.FromDateTime(at.UtcDateTime))?.Amount.Amount;

    static int? LocalHour(string? country, DateTimeOffset at) =>
        BuyerTime.ZoneOf(country) is { } zone && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? TimeZoneInfo.ConvertTime(at, found).Hour : null;

    static bool IsSaid(string? text) => !string.IsNullOrWhiteSpace(text);

    static string? Domain(string? address) =>
        BuyerKeys.Mail(address) is { } mail ? mail[(mail.IndexOf('@', StringComparison.Ordinal) + 1)..] : null;
}
