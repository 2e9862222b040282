using TradeLive.Company;
using TradeLive.Customers;
using TradeLive.Inquiries;
using TradeLive.Live;
using TradeLive.ReadModel;
using TradeLive.Scoring;
using TradeLive.Views;

namespace TradeLive.Policies;

/// <summary>What scoring needs of an inquiry beyond its card.</summary>
sealed record InquiryDetail(Buyer Buyer, decimal? Quantity, Money? TargetPrice, string Message, Money? Quoted, bool BuyerAnswered, IReadOnlyDictionary<string, string> Attributes)
{
    static readonly Dictionary<string, string> None = [];

    public static InquiryDetail Of(InquiryReceived received) =>
        new(received.Buyer, received.Quantity, received.TargetPrice, received.Message, null, false, received.Attributes);

    public static InquiryDetail Of(Inquiry inquiry, bool buyerAnswered) =>
        new(inquiry.Buyer, inquiry.Quantity, null, "", inquiry.Quotations is [.., var last] ? last.Total : null, buyerAnswered, None);
}

/// <summary>Gathers what is known at this moment and asks the scorer.</summary>
sealed class InquiryScoring(LiveModel model, ReadTables tables, IInquiryScorer scorer, TimeProvider clock)
{
    public Score Of(InquiryDetail detail, Card card, string customer)
    {
        var (orders, revenue) = tables.Read(context => context.Customers.Where(row => row.Id == customer)
            .Select(row => new { row.Orders, row.Revenue }).AsEnumerable().Select(row => (row.Orders, row.Revenue)).FirstOrDefault());
        return Of(detail, card, orders, revenue);
    }

    /// <summary>For a buyer who has just come for the first time.</summary>
    public Score OfNewcomer(InquiryDetail detail, Card card) => Of(detail, card, 0, 0);

    Score Of(InquiryDetail detail, Card card, int earlierOrders, decimal earlierRevenue)
    {
        var company = model.Organisation.Company;
        var facts = new InquiryFacts
        {
            Source = card.Source,
            Country = card.Country,
            Product = card.Product,
            Sector = card.Sector,
            Quantity = detail.Quantity,
            TargetAmount = Reporting(company, detail.TargetPrice is { } price ? (price * (detail.Quantity ?? 1)).Rounded() : null),
            Message = detail.Message,
            MailDomain = Domain(detail.Buyer.Email),
            HasPhone = !string.IsNullOrWhiteSpace(detail.Buyer.Phone),
            HasCompany = !string.IsNullOrWhiteSpace(detail.Buyer.Company),
            Stage = card.IsClosed ? Stage.New : card.Stage,
            BuyerAnswered = detail.BuyerAnswered,
            QuotedAmount = Reporting(company, detail.Quoted),
            EarlierOrders = earlierOrders,
            EarlierRevenue = earlierRevenue,
            ReceivedAt = card.ReceivedAt,
            Attributes = detail.Attributes,
        };
        return scorer.Score(facts, model.Outcomes(), company.Reporting, clock.GetUtcNow());
    }

    decimal? Reporting(CompanyState company, Money? money) =>
        money is { } amount ? company.Convert(amount, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime))?.Amount.Amount : null;

    static string? Domain(string? address) => BuyerKeys.Mail(address) is { } mail ? mail[(mail.IndexOf('@', StringComparison.Ordinal) + 1)..] : null;
}
