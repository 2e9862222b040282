using TradeLive.Live;
using TradeLive.Log;

namespace TradeLive.Web.Api;

/// <summary>Who has just changed something sees it.</summary>
static class OwnChanges
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Waits until this node knows all that is in the log now; where it does not within two seconds, its readers see what it knows.</summary>
    public static Task CatchUp(this LiveModel model, ChangeLog log) => model.Reach(log.End(), Patience);
}
