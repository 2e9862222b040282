namespace TradeLive.Deadlines;

enum DeadlineKind { OfferEnds, Escalation, ReplyWarning, ReplyDue, Milestone }

/// <summary>Something that must happen by itself at a time, unless it becomes moot before.</summary>
/// <param name="Key">Of the inquiry or order that it concerns.</param>
/// <param name="About">What the command needs besides, such as the rep to whom it was offered.</param>
sealed record Deadline(DeadlineKind Kind, string Key, DateTimeOffset Due, string? About = null);
