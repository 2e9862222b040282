namespace TradeLive.Views;

/// <param name="Flaw">What is wrong with the score.</param>
/// <param name="Text">Why, at most 500 letters.</param>
public sealed record ContestRequest(ScoreFlaw Flaw, string Text);

/// <summary>A score that somebody said is wrong.</summary>
/// <param name="Number">Which contest of the inquiry.</param>
/// <param name="Name">Company or buyer.</param>
/// <param name="Probability">The chance that was contested, 0 to 1.</param>
/// <param name="ExpectedAmount">The amount that was expected, in <paramref name="Currency"/>.</param>
/// <param name="Stage">Where the inquiry stands now: whether it was won in the end.</param>
/// <param name="SeenBy">Who has seen it; null if nobody yet.</param>
public sealed record ContestView(
    string Inquiry, int Number, string Name, string Product, DateTimeOffset At, string By, ScoreFlaw Flaw, string Text, double Probability,
    decimal ExpectedAmount, string Currency, string Model, Stage Stage, DateTimeOffset? SeenAt, string? SeenBy);

/// <summary>What a rep could still do that may raise the chance of an inquiry.</summary>
public enum WhatIfAction { Reply, SendSample, Quote, AskCompany, AskPhone, AskQuantity }

/// <param name="Chance">What the scorer says for the inquiry as it would be then, 0 to 1.</param>
/// <param name="Gain">By how much that is more than now.</param>
public sealed record WhatIfOption(WhatIfAction Action, double Chance, double Gain);

/// <summary>What similar inquiries showed of the steps that are still open: no promise.</summary>
/// <param name="Chance">The chance as scored now.</param>
/// <param name="Options">Those that raise the chance by half a point or more, the most first.</param>
public sealed record WhatIfView(string Inquiry, double Chance, string Model, IReadOnlyList<WhatIfOption> Options);
