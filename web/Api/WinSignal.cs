using TradeLive.Models;
using TradeLive.Scoring;

namespace TradeLive.Web.Api;

/// <summary>Whether the outcomes so far tell inquiries that are won from others: pages that show a chance say so where they do not.</summary>
sealed class WinSignal(IGrainFactory grains)
{
    public async ValueTask<bool> IsMissing() => (await grains.GetGrain<IModelGrain>(ModelTasks.Win).Get()).HasNoSignal;
}
