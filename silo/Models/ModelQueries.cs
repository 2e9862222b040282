using TradeLive.Live;
using TradeLive.Scoring;
using TradeLive.Views;

namespace TradeLive.Models;

/// <summary>What the registers know, as people see it.</summary>
public sealed class ModelQueries
{
    const int MostMonths = 12;

    readonly IGrainFactory grains;
    readonly LiveModel model;
    readonly Champions champions;
    readonly TrainingProgresses progress;

    internal ModelQueries(IGrainFactory grains, LiveModel model, Champions champions, TrainingProgresses progress) =>
        (this.grains, this.model, this.champions, this.progress) = (grains, model, champions, progress);

    public async Task<ModelsView> All() => new(await Task.WhenAll(ModelTasks.All.Select(View)), model.OpenScoredByOther(champions.Inquiries.Model).Count);

    async Task<ModelTaskView> View(string task)
    {
        var register = await grains.GetGrain<IModelGrain>(task).Get();
        var step = register.Running is null ? null : progress[task];
        var watched = register.Watched is { } found && found.Version == register.Champion?.Version ? found : null;
        return new(
            task, register.Champion?.Version, register.Former, [.. register.Models.Reverse()], register.Running, step?.Step, step?.Done, [.. register.Ends.Reverse()],
            [.. register.Alerts.Reverse()], [.. ModelFiguresOf.Together(register.Champion?.Summary.Figures?.Months ?? [], watched?.Months ?? [], task != ModelTasks.Amount).TakeLast(MostMonths)], watched);
    }
}
