using TradeLive.Learning;
using TradeLive.Scoring;

namespace TradeLive.Models;

/// <summary>Closed inquiries as cases to learn from, each with what the prior said at the time.</summary>
/// <param name="Set">In the order in which they came.</param>
/// <param name="Facts">Of each case.</param>
/// <param name="Prior">Chance, or log of the amount, that the prior gave with the outcomes known at that time.</param>
sealed record InquiryCases(CaseSet Set, IReadOnlyList<InquiryFacts> Facts, IReadOnlyList<double> Prior)
{
    /// <summary>The newest so many are learnt from: what is older tells little of today.</summary>
    const int Most = 12_000;

    sealed record Moment(ReplayedInquiry Inquiry, ReplayedMoment At, double Weight);

    /// <summary>Won or lost.</summary>
    public static InquiryCases ForWin(IReadOnlyList<ReplayedInquiry> inquiries, Allowed allowed) => Of(
        inquiries, allowed, inquiry => inquiry.Won is not null, inquiry => inquiry.Won == true ? 1 : 0, score => score.Probability);

    /// <summary>What won ones came to: the log of the amount.</summary>
    public static InquiryCases ForAmount(IReadOnlyList<ReplayedInquiry> inquiries, Allowed allowed) => Of(
        inquiries, allowed, inquiry => inquiry is { Won: true, Value: > 0 }, inquiry => Math.Log((double)inquiry.Value!), score => Math.Log(Math.Max(1, (double)score.ExpectedAmount.Amount)));

    static InquiryCases Of(
        IReadOnlyList<ReplayedInquiry> inquiries, Allowed allowed, Func<ReplayedInquiry, bool> counts, Func<ReplayedInquiry, double> outcome, Func<Score, double> said)
    {
        var moments = inquiries.Where(inquiry => inquiry.ClosedAt is not null && counts(inquiry))
            .SelectMany(inquiry => inquiry.Moments.Select(at => new Moment(inquiry, at, 1.0 / inquiry.Moments.Count)))
            .OrderBy(moment => moment.At.At).ThenBy(moment => moment.Inquiry.Id, StringComparer.Ordinal).TakeLast(Most).ToList();
        var facts = moments.ConvertAll(moment => moment.At.Facts);
        var columns = InquiryFeatures.Columns(facts, allowed);
        var cases = moments.ConvertAll(moment => new Case(
            InquiryFeatures.Cells(moment.At.Facts, columns, allowed), Days.Of(moment.At.At), outcome(moment.Inquiry), Days.Of(moment.Inquiry.ClosedAt!.Value),
            (double)(moment.Inquiry.Value ?? 0), moment.Weight));
        return new(new(columns, cases), facts, PriorOf(inquiries, moments.ConvertAll(moment => moment.At), allowed, said));
    }

    // As it was served: by the outcomes that were known at each moment.
    static List<double> PriorOf(IReadOnlyList<ReplayedInquiry> inquiries, List<ReplayedMoment> moments, Allowed allowed, Func<Score, double> said)
    {
        var closed = new Queue<ReplayedInquiry>(inquiries.Where(inquiry => inquiry.ClosedAt is not null && inquiry.Moments.Count > 0).OrderBy(inquiry => inquiry.ClosedAt));
        var (known, prior) = (new KnownOutcomes(), new PriorInquiryScorer(allowed));
        var answers = new List<double>(moments.Count);
        foreach (var moment in moments)
        {
            while (closed.TryPeek(out var next) && next.ClosedAt <= moment.At)
                known.Add(closed.Dequeue());
            answers.Add(said(prior.Score(moment.Facts, known, Currency.Usd, moment.At)));
        }
        return answers;
    }

    sealed class KnownOutcomes : IOutcomeHistory
    {
        readonly Dictionary<string, OutcomeTally> tallies = new(StringComparer.Ordinal);

        public OutcomeTally this[string key] => tallies.GetValueOrDefault(key);

        public void Add(ReplayedInquiry inquiry)
        {
            var facts = inquiry.Moments[^1].Facts;
            foreach (var key in OutcomeKeys.Of(facts.Source, facts.Country, facts.Product, facts.Sector))
                tallies[key] = inquiry.Won == true ? this[key].AddWon(inquiry.Value ?? 0) : this[key].AddLost();
        }
    }
}

/// <summary>Times as models count them: days since the year 1, UTC.</summary>
static class Days
{
    public static double Of(DateTimeOffset at) => at.UtcTicks / (double)TimeSpan.TicksPerDay;

    /// <returns>Null where it is no day of this age, as in files that count otherwise.</returns>
    public static DateTimeOffset? At(double days) => days is > 600_000 and < 1_200_000 ? new(new DateTime((long)(days * TimeSpan.TicksPerDay), DateTimeKind.Utc)) : null;
}
