using TradeLive.Views;

namespace TradeLive.Inquiries;

/// <summary>What was said with one buyer about one inquiry.</summary>
/// <param name="Buyer">Tells buyers apart: the customer where known.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
public sealed record Conversation(string Buyer, string? Country, IReadOnlyList<InquiryEvent> Happened);

/// <summary>
/// The response rate as marketplaces rank suppliers by it (Alibaba.com): over the last 30 days, of each buyer's first message of each day the share that a person
/// answered within 24 hours. Mainland buyers do not count, nor what was marked as no buyer's within 24 hours, nor a robot's answer. Pure.
/// </summary>
public static class MarketplaceResponse
{
    const string Mainland = "CN";

    static readonly TimeSpan Window = TimeSpan.FromDays(30), OnTime = TimeSpan.FromHours(24);

    /// <param name="zone">Where the days begin.</param>
    public static ResponseView Of(IEnumerable<Conversation> conversations, TimeZoneInfo zone, DateTimeOffset now)
    {
        var counted = conversations.Where(talk => talk.Country != Mainland && !IsSpam(talk)).GroupBy(talk => talk.Buyer)
            .SelectMany(buyer => FirstMessages([.. buyer.SelectMany(talk => talk.Happened)], zone))
            .Where(message => message.At >= now - Window && (message.Took is not null || now - message.At >= OnTime)).ToList();
        var took = counted.Select(message => message.Took).OfType<TimeSpan>().Order().ToList();
        return new(counted.Count, took.Count(time => time <= OnTime), took.Count == 0 ? null : took[took.Count / 2]);
    }

    static IEnumerable<(DateTimeOffset At, TimeSpan? Took)> FirstMessages(IReadOnlyList<InquiryEvent> happened, TimeZoneInfo zone)
    {
        // A reply taken over from elsewhere is known as the first reply alone.
        var replies = happened.Where(e => e is InquiryContacted { FromBuyer: false, Automatic: false } or InquiryFirstReplied).Select(e => e.At).Order().ToList();
        return happened.Where(e => e is InquiryReceived or InquiryContacted { FromBuyer: true }).Select(e => e.At)
            .GroupBy(at => TimeZoneInfo.ConvertTime(at, zone).Date).Select(day => day.Min())
            .Select(at => (at, replies.Where(reply => reply >= at).Select(reply => (TimeSpan?)(reply - at)).FirstOrDefault()));
    }

    static bool IsSpam(Conversation talk) => talk.Happened.OfType<InquiryReceived>().FirstOrDefault() is { } received
        && talk.Happened.OfType<InquiryLost>().Any(lost => lost.Reason == LostReason.NotABuyer && lost.At - received.At <= OnTime);
}
