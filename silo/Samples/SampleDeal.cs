using TradeLive.Inquiries;

namespace TradeLive.Samples;

/// <summary>One opportunity of the sales pipeline set.</summary>
/// <param name="Stage">As the set says: Prospecting, Engaging, Won or Lost.</param>
/// <param name="Engaged">Day on which the agent took it up; null while prospecting.</param>
/// <param name="Value">What it was closed for; 0 where lost.</param>
sealed record SampleDeal(
    string Number, RepId Agent, TeamId Team, string? Account, string? Sector, string? Country, string Product, string Stage,
    DateOnly? Engaged, DateOnly? Closed, Money? Value)
{
    public InquiryId Id => new($"I-sample-{Number}");

    public bool IsWon => Stage == "Won";

    /// <summary>Takes it in with its past.</summary>
    /// <param name="received">When it came, where the set has no date.</param>
    public ReceiveInquiry Receive(Caller caller, DateTimeOffset received) =>
        new(caller, "sample", Number, Buyer, Product, null, null, null, "", Attributes, Engaged is { } day ? Morning(day) : received, ReplyPromise.Default, Team, Past);

    Buyer Buyer => new(Account ?? $"Unnamed buyer {Number}", Account, null, null, Country);

    Dictionary<string, string> Attributes
    {
        get
        {
            var attributes = new Dictionary<string, string> { ["opportunity_id"] = Number };
            if (Sector is { Length: > 0 } sector) attributes["sector"] = sector;
            return attributes;
        }
    }

    Past? Past => Stage switch
    {
        "Won" => new(TradeLive.Stage.Won, Agent, Team, Start, End, Value, null),
        "Lost" => new(TradeLive.Stage.Lost, Agent, Team, Start, End, null, LostReason.Other),
        "Engaging" => new(TradeLive.Stage.Qualified, Agent, Team, Start, null, null, null),
        _ => null,
    };

    DateTimeOffset? Start => Engaged is { } day ? Morning(day) : null;

    DateTimeOffset? End => Closed is { } day ? Morning(day).AddHours(6) : null;

    static DateTimeOffset Morning(DateOnly day) => new(day.ToDateTime(new(9, 0)), TimeSpan.Zero);
}
