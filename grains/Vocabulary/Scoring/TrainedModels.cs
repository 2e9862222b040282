namespace TradeLive.Scoring;

/// <summary>What models are trained for: the chance of an inquiry, its amount, the risk that a customer leaves.</summary>
public static class ModelTasks
{
    public const string Win = "win", Amount = "amount", Churn = "churn";

    public static IReadOnlyList<string> All { get; } = [Win, Amount, Churn];
}

/// <summary>How one candidate did on the rows that the challenger was judged by.</summary>
/// <param name="Name">Such as <c>naiveBayes</c>.</param>
/// <param name="Loss">Log-loss; for amounts the mean squared error of the log.</param>
public sealed record CandidateFigures(string Name, double Loss, double? Auc, double? Ece);

/// <param name="Said">Mean chance said.</param>
/// <param name="True">Share that came true.</param>
public readonly record struct ReliabilityPoint(int Count, double Said, double True);

/// <summary>How a model did on newer cases than those it had learnt from.</summary>
/// <param name="Judged">Cases judged by.</param>
/// <param name="Slope">Of the outcome's log-odds on those said: 1 is right, below 0 turned round. Null for amounts.</param>
/// <param name="Peers">Others on the very same rows, the champion of then among them.</param>
/// <param name="Reliability">Empty for amounts.</param>
/// <param name="Gain">Share of all value in the first part of the queue, in steps of a twentieth.</param>
/// <param name="Months">The same cases by month; null where an earlier version judged or the file does not say.</param>
public sealed record ModelFigures(
    int Judged, double Loss, double? Auc, double? Ece, double? Slope, IReadOnlyList<CandidateFigures> Peers, IReadOnlyList<ReliabilityPoint> Reliability, IReadOnlyList<double> Gain,
    IReadOnlyList<CalibrationMonth>? Months = null);

/// <summary>What a model said of cases that it had not learnt from, and what came true, by the month in which the outcome was known.</summary>
/// <param name="Month">Such as 2026-03.</param>
/// <param name="Said">Mean chance; for amounts the typical (geometric mean) amount in the reporting currency.</param>
/// <param name="True">Share that came true; for amounts the typical amount.</param>
public sealed record CalibrationMonth(string Month, int Count, double Said, double True);

/// <summary>How far a column's values of now lie from those of when a model learnt.</summary>
/// <param name="Psi">Population stability index: 0 is the same, above 0.25 is far.</param>
public sealed record ColumnDrift(string Column, double Psi);

/// <summary>How a champion was found when it was last looked at.</summary>
/// <param name="Asked">What it is asked about now: inquiries of the last eight weeks as they came in, closed or not; customers as they are.</param>
/// <param name="Columns">The most moved first; empty where there were too few cases to tell.</param>
/// <param name="Closed">Cases whose outcome became known since it learnt.</param>
/// <param name="Then">Share of its outcomes that came true up to then; for amounts the typical amount. Null where there was none.</param>
/// <param name="Now">The same of those that became known since; null where there was none.</param>
/// <param name="Months">Its own answers to those, by month.</param>
public sealed record ModelWatch(
    DateTimeOffset At, int Version, int Asked, IReadOnlyList<ColumnDrift> Columns, int Closed, double? Then, double? Now, IReadOnlyList<CalibrationMonth> Months);

/// <summary>A node is looking at a champion.</summary>
public sealed record WatchRun(DateTimeOffset At, string Node);

/// <summary>The card of a trained model.</summary>
/// <param name="Candidate">Which way of learning was chosen.</param>
/// <param name="Cases">Learnt from.</param>
/// <param name="Wins">Of those, how many were won (or left); null where an imported file does not say.</param>
/// <param name="From">Time of the first case; null where the file does not say in days.</param>
/// <param name="Hash">SHA-256 of the file, lower-case hex.</param>
/// <param name="Bytes">Length of the file.</param>
/// <param name="Imported">It was made elsewhere and brought in as a file.</param>
/// <param name="HorizonDays">For churn: days looked ahead.</param>
/// <param name="Limits">What to bear in mind, in codes: resource key <c>model.limit.{code}</c>.</param>
/// <param name="Figures">Null where it was never judged on newer cases of this company.</param>
public sealed record ModelSummary(
    string Candidate, int Cases, int? Wins, DateTimeOffset? From, DateTimeOffset? To, DateTimeOffset TrainedAt, string Hash, long Bytes, bool Imported, int? HorizonDays,
    IReadOnlyList<string> Limits, ModelFigures? Figures);

/// <summary>Why a challenger was taken or not, in a code that the user interface puts into words: resource key <c>model.verdict.{Code}</c>.</summary>
/// <param name="Low">Lower end of the 95 % interval of the difference in loss, challenger less champion.</param>
public sealed record ModelVerdict(bool Promotes, string Code, IReadOnlyDictionary<string, string> Data, double? Low = null, double? Mean = null, double? High = null);

/// <summary>A model that the register knows.</summary>
/// <param name="Version">1, 2, 3, … within its task.</param>
/// <param name="Verdict">Null where nobody judged it.</param>
/// <param name="PromotedAt">When it last became champion; null if it never was.</param>
/// <param name="IsDamaged">Its file cannot be read.</param>
/// <param name="IsOtherForm">The reason is not damage: another version of the program wrote it.</param>
public sealed record KnownModel(int Version, ModelSummary Summary, ModelVerdict? Verdict, DateTimeOffset RegisteredAt, DateTimeOffset? PromotedAt = null, bool IsDamaged = false, bool IsOtherForm = false);

/// <summary>A training that was asked for and has not ended.</summary>
/// <param name="Number">1, 2, 3, … within its task.</param>
public sealed record TrainingRun(int Number, DateTimeOffset RequestedAt, bool BySchedule);

/// <summary>How a training ended.</summary>
/// <param name="Result">promoted, refused, cancelled or failed.</param>
/// <param name="Version">The model it led to; null where it led to none.</param>
/// <param name="Error">What failed.</param>
public sealed record TrainingEnd(int Number, DateTimeOffset At, string Result, int? Version, ModelVerdict? Verdict, string? Error = null);

/// <summary>Something about a champion that a person should look at: resource key <c>model.alert.{Code}</c>.</summary>
public sealed record ModelAlert(DateTimeOffset At, int Version, string Code, IReadOnlyDictionary<string, string> Data);
