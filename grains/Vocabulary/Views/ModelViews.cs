using TradeLive.Scoring;

namespace TradeLive.Views;

/// <summary>The models of every task, for managers.</summary>
/// <param name="ToScoreAnew">Open inquiries that still carry a score by what served before.</param>
public sealed record ModelsView(IReadOnlyList<ModelTaskView> Tasks, int ToScoreAnew = 0);

/// <summary>The models of one task.</summary>
/// <param name="Task">One of <see cref="ModelTasks"/>.</param>
/// <param name="Champion">Version of the one that serves; null while the prior does.</param>
/// <param name="Former">Version that a roll-back returns to; null for the prior.</param>
/// <param name="Models">The newest first.</param>
/// <param name="Running">Null where no training runs.</param>
/// <param name="Step">How far it has come, where that is known: reading, choosing, replaying, learning or keeping.</param>
/// <param name="Done">Share of the whole, 0 to 1.</param>
/// <param name="Ends">How trainings ended, the newest first.</param>
/// <param name="Alerts">The newest first.</param>
/// <param name="Months">What the champion said of cases that it had not learnt from, and what came true: in the replay before it served, and since. The earliest first.</param>
/// <param name="Watched">How the champion was found when it was last looked at; null before the first look.</param>
public sealed record ModelTaskView(
    string Task, int? Champion, int? Former, IReadOnlyList<KnownModel> Models, TrainingRun? Running, string? Step, double? Done, IReadOnlyList<TrainingEnd> Ends,
    IReadOnlyList<ModelAlert> Alerts, IReadOnlyList<CalibrationMonth> Months, ModelWatch? Watched = null);

/// <summary>What became of a model's file that was brought in.</summary>
/// <param name="Version">The challenger that it is now, or was before.</param>
/// <param name="Known">How many of its columns every case here can have.</param>
/// <param name="WasKnown">The same file had been brought in before: nothing has changed.</param>
public sealed record BroughtModel(string Task, int Version, int Known, int Columns, bool WasKnown);
