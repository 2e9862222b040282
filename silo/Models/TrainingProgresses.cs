using System.Collections.Concurrent;

namespace TradeLive.Models;

/// <summary>How far a training has come.</summary>
/// <param name="Step">reading, choosing, replaying, learning or keeping.</param>
/// <param name="Done">Share of the whole, 0 to 1.</param>
public sealed record TrainingProgress(string Step, double Done);

/// <summary>How far the trainings that run on this node have come, by task. Ephemeral: a restart begins them again.</summary>
public sealed class TrainingProgresses
{
    readonly ConcurrentDictionary<string, TrainingProgress> byTask = new(StringComparer.Ordinal);

    /// <summary>Null where none runs here.</summary>
    public TrainingProgress? this[string task]
    {
        get => byTask.GetValueOrDefault(task);
        set
        {
            if (value is null) byTask.TryRemove(task, out _);
            else byTask[task] = value;
        }
    }
}
