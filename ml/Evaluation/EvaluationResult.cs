using System.Text.Json.Serialization;
using TradeLive.Learning;
using TradeLive.Tables;

namespace TradeLive.Evaluation;

/// <summary>A peer's figures on the same later rows.</summary>
public sealed record PeerFigures(double? Auc, double? LogLoss);

/// <summary>The peers that a model must beat to be worth using.</summary>
public sealed record Peers(PeerFigures? NaiveBayes, PeerFigures? Rfm, PeerFigures? Prior);

/// <summary>Figures on the later rows, which were never used to learn or to choose. Null where a figure has no meaning for the task.</summary>
/// <param name="Task"><c>win</c>, <c>amount</c> or <c>churn</c>.</param>
/// <param name="Rows">Cases in all.</param>
/// <param name="TestRows">Cases reported on.</param>
/// <param name="Chosen">Which candidate; <c>prior</c> where there is no signal.</param>
/// <param name="ValueTop20">Share of all won value (or next spend) in the first fifth of the queue.</param>
/// <param name="Seconds">From reading the file to here.</param>
public sealed record EvaluationResult(
    string Task, int Rows, int TestRows, string Chosen, double? Auc, double? PrAuc, double? LogLoss, double? Brier, double? Ece,
    double? Lift10, double? Lift20, double? ValueTop20, double? Rmsle, double? Spearman, Peers Peers, double Seconds)
{
    /// <summary>By what else the first fifth could have been chosen, and what it would have held.</summary>
    public IReadOnlyDictionary<string, double> ValueTop20By { get; init; } = new Dictionary<string, double>();

    [JsonIgnore] public IReadOnlyList<ColumnNote> Notes { get; init; } = [];
    [JsonIgnore] public IReadOnlyList<Trial> Trials { get; init; } = [];
    [JsonIgnore] public IReadOnlyList<ReliabilityBin> Reliability { get; init; } = [];

    /// <summary>Share of the value gained by share of the queue worked, in steps of a twentieth.</summary>
    [JsonIgnore] public IReadOnlyList<double> Gain { get; init; } = [];
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.Never)]
[JsonSerializable(typeof(EvaluationResult))]
sealed partial class EvaluationJson : JsonSerializerContext;
