namespace TradeLive.Web.Live;

/// <summary>How often a busy board sends: as often as costs no more than a share of the time, and at least 20 times a second.</summary>
/// <remarks>With few watchers a sending takes a fraction of a millisecond and changes hardly wait; with a thousand they gather.</remarks>
sealed class FeedPace(TimeProvider clock)
{
    static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(50), Shortest = TimeSpan.FromMilliseconds(4);

    /// <summary>Rest as a multiple of what the sending took.</summary>
    const double RestPerWork = 2;

    public long Start() => clock.GetTimestamp();

    public TimeSpan RestAfter(long started)
    {
        var rest = clock.GetElapsedTime(started) * RestPerWork;
        return rest < Shortest ? Shortest : rest > Longest ? Longest : rest;
    }
}
