using TradeLive.Company;
using TradeLive.Inquiries;
using TradeLive.Live;
using TradeLive.Log;

namespace TradeLive.Scoring;

/// <summary>What was known of an inquiry, and up to which position of the log.</summary>
readonly record struct KnownFacts(InquiryFacts Facts, string AsOf);

/// <summary>Gathers what is known at this moment and asks the scorer.</summary>
sealed class InquiryScoring(LiveModel model, ChangeLog log, IInquiryScorer scorer, TimeProvider clock)
{
    /// <summary>All that is known of an inquiry and its buyer, as of one position of the log: replaying the log up to there gives the same.</summary>
    /// <param name="inquiry">Its id.</param>
    /// <param name="customer">Null for a buyer who has just come for the first time.</param>
    /// <param name="receipt">Its first event, where that is known: then an inquiry without a past need not be read.</param>
    public KnownFacts Known(string inquiry, string? customer, InquiryReceived? receipt = null)
    {
        var (position, company, card, earlier) = model.Consistently(at =>
        {
            var shown = model.Find(inquiry);
            return (at, model.Organisation.Company, shown, customer is null || shown is null ? default : model.PurchasesBefore(customer, shown.ReceivedAt));
        });
        var facts = receipt is not null && card is { Version: 1 }
            ? InquiryFactsFold.Apply(null, receipt, company)
            : FactsUpTo($"inquiry/{inquiry}", position, company);
        return new(facts with { EarlierOrders = earlier.Orders, EarlierRevenue = earlier.Revenue }, position.ToString());
    }

    /// <summary>As the scorer says now, by the outcomes known now.</summary>
    public Score Of(InquiryFacts facts) => scorer.Score(facts, model.Outcomes(), model.Organisation.Company.Reporting, clock.GetUtcNow());

    InquiryFacts FactsUpTo(string stream, LogPosition position, CompanyState company) =>
        InquiryFactsFold.Of(log.ReadStreams([stream]).Where(entry => entry.Position <= position).Select(entry => entry.Event).OfType<InquiryEvent>(), company);
}
