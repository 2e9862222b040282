namespace TradeLive.Views;

/// <summary>A reaction to the log that failed again and again, such as the order that follows a win.</summary>
/// <param name="Position">Place of the entry in the log.</param>
/// <param name="Policy">What was to follow from it.</param>
/// <param name="Stream">What it happened to, such as <c>inquiry/I-1</c>.</param>
/// <param name="Type">What happened, such as <c>inquiry.won.v1</c>.</param>
/// <param name="Error">What the last try ended with, as the program said it.</param>
/// <param name="At">When it failed last.</param>
public sealed record FailureView(string Position, string Policy, string Stream, long Version, string Type, string Error, DateTimeOffset At);
