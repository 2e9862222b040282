using TradeLive.Learning;
using TradeLive.Live;
using TradeLive.Scoring;
using TradeLive.Views;

namespace TradeLive.Models;

/// <summary>What the registers know, as people see it.</summary>
public sealed class ModelQueries(IGrainFactory grains, LiveModel model, TrainingProgresses progress)
{
    const int MostMonths = 12;

    public async Task<ModelsView> All() => new(await Task.WhenAll(ModelTasks.All.Select(View)));

    async Task<ModelTaskView> View(string task)
    {
        var register = await grains.GetGrain<IModelGrain>(task).Get();
        var step = register.Running is null ? null : progress[task];
        return new(
            task, register.Champion?.Version, register.Former, [.. register.Models.Reverse()], register.Running, step?.Step, step?.Done, [.. register.Ends.Reverse()],
            [.. register.Alerts.Reverse()], task == ModelTasks.Win && register.Champion is { } champion ? Months(Champions.NameOf(task, champion.Version)) : []);
    }

    List<MonthView> Months(string scorer) =>
        [.. Drift.ByMonth(model.ClosedScoredBy(scorer).Select(card => (card.ClosedAt ?? card.StageSince, card.Probability, card.Stage == Stage.Won ? 1.0 : 0.0)))
            .TakeLast(MostMonths).Select(month => new MonthView(month.Month, month.Count, month.Said, month.True))];
}
