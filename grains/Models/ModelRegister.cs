using TradeLive.Scoring;

namespace TradeLive.Models;

/// <summary>The models of one task: the fold of its events, nothing else.</summary>
[GenerateSerializer, Alias("model.v1")]
public sealed record ModelRegister : StoredState
{
    const int MostModels = 24, MostEnds = 40, MostAlerts = 20, MostLine = 8;

    /// <summary>Trainings asked for so far.</summary>
    [Id(0)] public int Trainings { get; init; }
    /// <summary>Versions registered so far.</summary>
    [Id(1)] public int Versions { get; init; }
    [Id(2)] public TrainingRun? Running { get; init; }
    /// <summary>The newest last.</summary>
    [Id(3)] public IReadOnlyList<KnownModel> Models { get => field ?? []; init; }
    /// <summary>The champions by their versions, the present one last, before it those that a roll-back returns to; empty while the prior serves.</summary>
    [Id(4)] public IReadOnlyList<int> Line { get => field ?? []; init; }
    /// <summary>How trainings ended, the newest last.</summary>
    [Id(5)] public IReadOnlyList<TrainingEnd> Ends { get => field ?? []; init; }
    /// <summary>The newest last.</summary>
    [Id(6)] public IReadOnlyList<ModelAlert> Alerts { get => field ?? []; init; }

    /// <summary>How a champion was found when one was last looked at.</summary>
    [Id(7)] public ModelWatch? Watched { get; init; }
    /// <summary>Null while no node looks at the champion.</summary>
    [Id(8)] public WatchRun? Watching { get; init; }

    /// <summary>Null while the prior serves.</summary>
    public KnownModel? Champion => Line is [.., var version] ? Find(version) : null;

    /// <summary>True while the prior serves because the last training that was judged found no candidate better than the same answer for all.</summary>
    public bool HasNoSignal => Champion is null && Ends.LastOrDefault(end => end.Verdict is not null)?.Verdict is { Code: "no-signal" };

    public KnownModel? Find(int version) => Models.FirstOrDefault(model => model.Version == version);

    /// <summary>The champion that comes back when the present one goes; null for the prior.</summary>
    public int? Former => Line.SkipLast(1).Cast<int?>().LastOrDefault(version => Find(version!.Value) is { IsDamaged: false });

    public ModelRegister Apply(ModelEvent happened) => happened switch
    {
        ModelTrainingRequested e => this with { Trainings = e.Training, Running = new(e.Training, e.At, e.BySchedule) },
        ModelTrained e => this with { Versions = e.Version, Models = Kept([.. Models, new(e.Version, e.Summary, null, e.At)]) },
        ModelPromoted e => Change(e.Version, model => model with { PromotedAt = e.At, Verdict = e.Verdict ?? model.Verdict }).Ended(e.Training, e.At, "promoted", e.Version, e.Verdict) with
        {
            Line = [.. Line.Where(version => version != e.Version).TakeLast(MostLine - 1), e.Version],
        },
        ModelRefused e => (e.Version is { } version ? Change(version, model => model with { Verdict = e.Verdict }) : this).Ended(e.Training, e.At, "refused", e.Version, e.Verdict),
        ModelRolledBack e => this with { Line = Upto(e.To) },
        ModelTrainingCancelled e => Ended(e.Training, e.At, "cancelled", null, null),
        ModelTrainingFailed e => Ended(e.Training, e.At, "failed", null, null, e.Error),
        ModelDrifted e => this with { Alerts = Alert(new(e.At, e.Version, e.Code, e.Data)) },
        ModelWatchBegun e => this with { Watching = new(e.At, e.Node) },
        ModelWatched e => this with { Watched = e.Found, Watching = null },
        ModelDamaged e => Change(e.Version, model => model with { IsDamaged = true, IsOtherForm = e.IsOtherForm }) with
        {
            Line = Line is [.., var champion] && champion == e.Version ? Upto(e.To) : [.. Line.Where(version => version != e.Version)],
            Alerts = Alert(new(e.At, e.Version, e.IsOtherForm ? "other-form" : "damaged", new Dictionary<string, string>())),
        },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} is no event of a model."),
    };

    IReadOnlyList<KnownModel> Kept(IReadOnlyList<KnownModel> models) =>
        [.. models.Where((model, i) => i >= models.Count - MostModels || Line.Contains(model.Version))];

    IReadOnlyList<int> Upto(int? version) => version is { } last ? [.. Line.TakeWhile(one => one != last), last] : [];

    IReadOnlyList<ModelAlert> Alert(ModelAlert alert) => [.. Alerts.TakeLast(MostAlerts - 1), alert];

    ModelRegister Change(int version, Func<KnownModel, KnownModel> change) => this with { Models = [.. Models.Select(model => model.Version == version ? change(model) : model)] };

    ModelRegister Ended(int? training, DateTimeOffset at, string result, int? version, ModelVerdict? verdict, string? error = null) => training is { } number
        ? this with { Running = Running?.Number == number ? null : Running, Ends = [.. Ends.TakeLast(MostEnds - 1), new(number, at, result, version, verdict, error)] }
        : this;
}
