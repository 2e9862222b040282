using System.Text.Json.Serialization;
using TradeLive.Scoring;

namespace TradeLive.Views;

/// <summary>An inquiry as a board shows it. The fold of its events; of two cards of one inquiry the higher version is the later.</summary>
public sealed record Card
{
    public required string Id { get; init; }
    /// <summary>Version of the inquiry that this card shows.</summary>
    public long Version { get; init; }
    public string? Team { get; init; }
    public Stage Stage { get; init; }
    public DateTimeOffset StageSince { get; init; }
    public string Buyer { get; init; } = "";
    public string? Company { get; init; }
    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string? Country { get; init; }
    public string Product { get; init; } = "";
    public decimal? Quantity { get; init; }
    public string? Unit { get; init; }
    public string Source { get; init; } = "";
    /// <summary>The buyer's trade, where known.</summary>
    public string? Sector { get; init; }
    public string? Customer { get; init; }
    /// <summary>Rep who owns it.</summary>
    public string? Owner { get; init; }
    /// <summary>Rep to whom it is offered and who has until <see cref="OfferedUntil"/> to claim it.</summary>
    public string? OfferedTo { get; init; }
    public DateTimeOffset? OfferedUntil { get; init; }
    /// <summary>True once nobody claimed it in time and the lead was told.</summary>
    public bool Escalated { get; init; }
    public DateTimeOffset ReceivedAt { get; init; }
    /// <summary>The date of receipt, where no time of day is known: to be shown instead of <see cref="ReceivedAt"/>.</summary>
    public DateOnly? ReceivedOn { get; init; }
    /// <summary>When the first reply is due by the clock; stays after the reply, for the record.</summary>
    public DateTimeOffset ReplyDue { get; init; }
    public DateTimeOffset WarnAt { get; init; }
    /// <summary>When the first reply is due by the team's working hours.</summary>
    public DateTimeOffset? ReplyDueWorking { get; init; }
    public DateTimeOffset? FirstReplyAt { get; init; }
    /// <summary>The date of the first reply, where no time of day is known.</summary>
    public DateOnly? FirstReplyOn { get; init; }
    /// <summary>True once the first reply came after it was due, for ever.</summary>
    public bool RepliedLate { get; init; }
    /// <summary>True if the first reply came after it was due by the team's working hours; null before it, or where no team was known.</summary>
    public bool? RepliedLateWorking { get; init; }
    /// <summary>Chance of winning, 0 to 1: the company's of the stage until <see cref="Model"/> has scored it.</summary>
    public double Probability { get; init; }
    /// <summary>In <see cref="Currency"/>, the reporting currency.</summary>
    public decimal ExpectedAmount { get; init; }
    public decimal ExpectedValue { get; init; }
    public string Currency { get; init; } = "USD";
    public IReadOnlyList<ScoreReason> Reasons { get; init; } = [];
    public string? Model { get; init; }
    /// <summary>When it was scored; null until it is.</summary>
    public DateTimeOffset? ScoredAt { get; init; }
    /// <summary>What a person said last is wrong with the score; null once a lead has seen it.</summary>
    public ScoreFlaw? Contested { get; init; }
    /// <summary>Number of the last contest; 0 where there was none.</summary>
    public int ContestNumber { get; init; }
    public decimal? QuotedAmount { get; init; }
    public string? QuotedCurrency { get; init; }
    public string? Order { get; init; }
    /// <summary>What it was won for, in <see cref="WonCurrency"/>.</summary>
    public decimal? WonAmount { get; init; }
    public string? WonCurrency { get; init; }
    /// <summary>The won amount in <see cref="Currency"/> at the rate of the day; null where no rate is known.</summary>
    public decimal? WonValue { get; init; }
    public LostReason? LostReason { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    /// <summary>The date on which it was won or lost, where no time of day is known.</summary>
    public DateOnly? ClosedOn { get; init; }
    /// <summary>Type of the last event, such as <c>inquiry.claimed.v1</c>.</summary>
    public string LastChange { get; init; } = "";
    /// <summary>Who made the last change: a user's or rep's id, or <c>system</c>.</summary>
    public string LastBy { get; init; } = "";
    public DateTimeOffset LastAt { get; init; }

    [JsonIgnore] public bool IsClosed => Stage.IsClosed();

    /// <summary>The first reply is still owed and late at <paramref name="now"/>.</summary>
    public bool IsOverdue(DateTimeOffset now) => !IsClosed && FirstReplyAt is null && now > ReplyDue;

    /// <summary>Won in a currency for which no rate of the day is known: in no sum, and said so.</summary>
    [JsonIgnore] public bool IsUnconverted => Stage == Stage.Won && WonValue is null;

    /// <summary>Expected amount × the chance of winning, or what it was won for, in <see cref="Currency"/>.</summary>
    [JsonIgnore] public decimal Weighted => Stage switch { Stage.Won => WonValue ?? 0, Stage.Lost => 0, _ => ExpectedValue };

    /// <summary>What it is worth if won: the won, else the expected amount, in <see cref="Currency"/>.</summary>
    [JsonIgnore] public decimal Value => Stage == Stage.Won ? WonValue ?? 0 : ExpectedAmount;
}

/// <summary>Order of cards in a column: most valuable first, then earliest received, then by id. Closed columns: latest first.</summary>
public sealed class CardOrder : IComparer<Card>
{
    public static CardOrder Instance { get; } = new();

    public int Compare(Card? x, Card? y)
    {
        if (x is null || y is null) return (x is null ? 1 : 0) - (y is null ? 1 : 0);
        if (x.IsClosed && y.IsClosed)
        {
            var closed = Nullable.Compare(y.ClosedAt, x.ClosedAt);
            return closed != 0 ? closed : string.CompareOrdinal(x.Id, y.Id);
        }
        var value = y.ExpectedValue.CompareTo(x.ExpectedValue);
        if (value != 0) return value;
        var arrival = x.ReceivedAt.CompareTo(y.ReceivedAt);
        return arrival != 0 ? arrival : string.CompareOrdinal(x.Id, y.Id);
    }
}
