using TradeLive.Log;
using TradeLive.Surveys;

namespace TradeLive.ReadModel;

/// <summary>A survey, without who got which signature and without any answer.</summary>
public sealed class SurveyRow
{
    public required string Id { get; init; }
    public long Version { get; set; }
    public string Series { get; set; } = "";
    /// <summary>Nothing can become due any more: discarded, or settled and not held again.</summary>
    public bool IsDone { get; set; }
    /// <summary>The survey as JSON.</summary>
    public string State { get; set; } = "";

    public Survey Survey => StateJson.Read<Survey>(State);

    internal static void Fold(ReadContext context, LogEntry entry, SurveyEvent happened)
    {
        if (context.Surveys.Find(entry.Key) is not { } row) context.Surveys.Add(row = new() { Id = entry.Key });
        var survey = (row.State.Length == 0 ? new() : row.Survey).Apply(happened) with { Grants = new Dictionary<string, string>() };
        (row.Version, row.Series, row.State) = (entry.Version, survey.Series, StateJson.Write(survey));
        row.IsDone = survey.Phase == SurveyPhase.Discarded || survey is { Phase: SurveyPhase.Settled, Terms.Repeats: Recurrence.Never };
    }
}
