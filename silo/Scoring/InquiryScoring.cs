using TradeLive.Inquiries;
using TradeLive.Live;
using TradeLive.Log;
using TradeLive.ReadModel;

namespace TradeLive.Scoring;

/// <summary>Gathers what is known at this moment and asks the scorer.</summary>
sealed class InquiryScoring(LiveModel model, ReadTables tables, ChangeLog log, IInquiryScorer scorer, TimeProvider clock)
{
    /// <summary>What the log knows of an inquiry.</summary>
    public InquiryFacts Facts(string stream) =>
        InquiryFactsFold.Of(log.ReadStreams([stream]).Select(entry => entry.Event).OfType<InquiryEvent>(), model.Organisation.Company);

    /// <summary>For a buyer who is a customer.</summary>
    public Score Of(InquiryFacts facts, string customer)
    {
        var (orders, revenue) = tables.Read(context => context.Customers.Where(row => row.Id == customer)
            .Select(row => new { row.Orders, row.Revenue }).AsEnumerable().Select(row => (row.Orders, row.Revenue)).FirstOrDefault());
        return OfNewcomer(facts with { EarlierOrders = orders, EarlierRevenue = revenue });
    }

    /// <summary>For a buyer who has just come for the first time.</summary>
    public Score OfNewcomer(InquiryFacts facts) => scorer.Score(facts, model.Outcomes(), model.Organisation.Company.Reporting, clock.GetUtcNow());
}
