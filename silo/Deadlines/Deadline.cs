namespace TradeLive.Deadlines;

public enum DeadlineKind { OfferEnds, Escalation, ReplyWarning, ReplyDue, Milestone }

/// <summary>Something that must happen by itself at a time, unless it becomes moot before.</summary>
public sealed class Deadline
{
    public DeadlineKind Kind { get; init; }
    /// <summary>Stream that it concerns, such as <c>inquiry/I-1</c>.</summary>
    public required string Stream { get; init; }
    public DateTimeOffset Due { get; set; }
    /// <summary>What the command needs besides, such as the rep to whom it was offered.</summary>
    public string? About { get; set; }
}
