namespace TradeLive.Log;

/// <summary>
/// The newest entries as they were last read, so that what one reader has read and understood the others need not read again.
/// An unbroken stretch of the log: everything after <see cref="after"/> up to the last entry.
/// </summary>
sealed class RecentEntries
{
    const int Most = 4096;

    readonly Lock gate = new();
    readonly List<LogEntry> entries = [];
    LogPosition after;
    bool isSet;

    LogPosition Last => entries.Count > 0 ? entries[^1].Position : after;

    /// <returns>The next entries; null if the stretch does not reach there, or ends there.</returns>
    public IReadOnlyList<LogEntry>? After(LogPosition position, int most)
    {
        lock (gate)
        {
            if (!isSet || position < after || position >= Last) return null;
            var from = FirstAfter(position);
            return entries.GetRange(from, Math.Min(most, entries.Count - from));
        }
    }

    /// <summary>Keeps what was read after a position, if that is where the stretch ends; begins anew where nobody has read so far.</summary>
    public void Keep(LogPosition position, IReadOnlyList<LogEntry> read)
    {
        if (read.Count == 0) return;
        lock (gate)
        {
            if (!isSet || position > Last)
            {
                entries.Clear();
                (after, isSet) = (position, true);
            }
            if (position != Last) return;
            entries.AddRange(read);
            if (entries.Count <= Most) return;
            var tooMany = entries.Count - Most / 2;
            after = entries[tooMany - 1].Position;
            entries.RemoveRange(0, tooMany);
        }
    }

    int FirstAfter(LogPosition position)
    {
        var (low, high) = (0, entries.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (entries[middle].Position > position) high = middle;
            else low = middle + 1;
        }
        return low;
    }
}
