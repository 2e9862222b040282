using Microsoft.Extensions.Logging;
using TradeLive.Learning;
using TradeLive.Live;
using TradeLive.Scoring;

namespace TradeLive.Models;

/// <summary>This node's champions in memory. Where a file cannot be read the register is told, and the last good one serves.</summary>
sealed class Champions(IGrainFactory grains, ModelFiles files, LiveModel model, ILogger<Champions> logger) : IDisposable
{
    readonly Lock gate = new();
    readonly SemaphoreSlim refreshing = new(1, 1);
    IReadOnlyDictionary<string, NamedModel> byTask = new Dictionary<string, NamedModel>();
    (TrainedInquiryScorer Scorer, Allowed Allowed, object Models)? made;

    // Days that the champion of churn looks ahead.
    int? churnDays;

    /// <summary>When the champion of churn last changed on this node.</summary>
    public DateTimeOffset ChurnSince { get; private set; }

    /// <returns>Null while the prior serves.</returns>
    public NamedModel? Of(string task) => Volatile.Read(ref byTask).GetValueOrDefault(task);

    /// <returns>Null while the prior serves, as it does where the champion of churn looks another number of days ahead than the company does now.</returns>
    public NamedModel? Serving(string task, int days) => task == ModelTasks.Churn && churnDays != days ? null : Of(task);

    public Allowed Allowed
    {
        get
        {
            var terms = model.Organisation.Company.Scoring;
            return new(terms.ByCountry, terms.ByLanguage);
        }
    }

    /// <summary>Scores inquiries by the champions and what the company allows now.</summary>
    public TrainedInquiryScorer Inquiries
    {
        get
        {
            var (models, allowed) = (Volatile.Read(ref byTask), Allowed);
            lock (gate)
            {
                if (made is not { } known || known.Allowed != allowed || !ReferenceEquals(known.Models, models))
                    made = known = (new(models.GetValueOrDefault(ModelTasks.Win), models.GetValueOrDefault(ModelTasks.Amount), allowed, new PriorInquiryScorer(allowed)), allowed, models);
                return known.Scorer;
            }
        }
    }

    /// <summary>Takes the champions that the registers name.</summary>
    public async Task Refresh(DateTimeOffset now)
    {
        await refreshing.WaitAsync();
        try { await Take(now); }
        finally { refreshing.Release(); }
    }

    async Task Take(DateTimeOffset now)
    {
        var next = new Dictionary<string, NamedModel>();
        foreach (var task in ModelTasks.All)
            if (await Champion(task) is { } champion) next.Add(task, champion);
        if (next.GetValueOrDefault(ModelTasks.Churn)?.Name != Of(ModelTasks.Churn)?.Name) ChurnSince = now;
        if (next.Count != byTask.Count || next.Any(one => Of(one.Key)?.Name != one.Value.Name)) Volatile.Write(ref byTask, next);
    }

    async Task<NamedModel?> Champion(string task)
    {
        var grain = grains.GetGrain<IModelGrain>(task);
        while ((await grain.Get()).Champion is { } champion)
        {
            var name = NameOf(task, champion.Version);
            if (Of(task) is { } known && known.Name == name) return known;
            try
            {
                if (task == ModelTasks.Churn) churnDays = champion.Summary.HorizonDays;
                return new(name, files.Load(champion.Summary.Hash));
            }
            catch (BadModelException bad)
            {
                logger.LogError("Model {Model} cannot be used: {Reason}", name, bad.Message);
                await grain.MarkDamaged(new(Caller.Policy($"damaged:{name}:{champion.PromotedAt:O}"), champion.Version, bad.IsOtherForm));
            }
        }
        return null;
    }

    public void Dispose() => refreshing.Dispose();

    public static string NameOf(string task, int version) => $"{task}-{version}";
}

/// <summary>Scores an inquiry by the champions of now.</summary>
sealed class ChampionInquiryScorer(Champions champions) : IInquiryScorer
{
    public Score Score(InquiryFacts facts, IOutcomeHistory history, Currency reporting, DateTimeOffset now) => champions.Inquiries.Score(facts, history, reporting, now);
}
