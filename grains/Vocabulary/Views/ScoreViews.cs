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

/// <summary>A tenth of the inquiries by the chance that they were given first.</summary>
/// <param name="Number">1 for the highest.</param>
/// <param name="Least">Lowest chance in it, and <paramref name="Most"/> the highest.</param>
/// <param name="Predicted">Mean chance.</param>
/// <param name="Won">Share that was won, with its 90 % interval from <paramref name="WonLow"/> to <paramref name="WonHigh"/>.</param>
public sealed record DecileView(int Number, int Count, double Least, double Most, double Predicted, double Won, double WonLow, double WonHigh, decimal WonValue);

/// <summary>What scores said against what came true.</summary>
/// <param name="Model">Whose scores; empty for all.</param>
/// <param name="Closed">Inquiries that were won or lost meanwhile; all figures but <paramref name="Open"/> are of these.</param>
/// <param name="Predicted">Mean chance; null where nothing is closed.</param>
/// <param name="Won">Share that was won.</param>
/// <param name="Brier">Mean squared error of the chance.</param>
/// <param name="TopByScore">Share of the won value in the fifth with the highest expected value; null where nothing was won.</param>
/// <param name="TopByArrival">The same of the fifth that came first.</param>
public sealed record OutcomeView(
    string Model, int Closed, int Open, double? Predicted, double? Won, decimal WonValue, double? Brier, double? TopByScore, double? TopByArrival);

/// <summary>Inquiries received from <paramref name="From"/> to <paramref name="To"/>, both days included (UTC), by the score that they had first.</summary>
public sealed record ScoreReportView(
    DateOnly From, DateOnly To, string Currency, OutcomeView Whole, IReadOnlyList<DecileView> Deciles, IReadOnlyList<OutcomeView> Models);

/// <summary>What a rep could still do that may raise the chance of an inquiry.</summary>
public enum WhatIfAction { Reply, SendSample, Quote, AskCompany, AskPhone, AskQuantity }

/// <param name="Chance">What the scorer says for the inquiry as it would be then, 0 to 1.</param>
/// <param name="Gain">By how much that is more than now.</param>
public sealed record WhatIfOption(WhatIfAction Action, double Chance, double Gain);

/// <summary>What similar inquiries showed of the steps that are still open: no promise.</summary>
/// <param name="Chance">The chance as scored now.</param>
/// <param name="Options">Those that raise the chance by half a point or more, the most first.</param>
public sealed record WhatIfView(string Inquiry, double Chance, string Model, IReadOnlyList<WhatIfOption> Options);
