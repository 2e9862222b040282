namespace TradeLive.Web.Live;

/// <summary>Who watches which stream, by the id of the connection. A stream that nobody watches takes no room.</summary>
sealed class StreamWatchers<T>
{
    readonly Dictionary<string, Dictionary<string, T>> byStream = new(StringComparer.Ordinal);

    public int Streams { get { lock (byStream) return byStream.Count; } }

    public void Add(string stream, string connection, T watcher)
    {
        lock (byStream)
        {
            if (!byStream.TryGetValue(stream, out var some)) byStream.Add(stream, some = new(StringComparer.Ordinal));
            some[connection] = watcher;
        }
    }

    public void Remove(string stream, string connection)
    {
        lock (byStream)
            if (byStream.TryGetValue(stream, out var some) && some.Remove(connection) && some.Count == 0) byStream.Remove(stream);
    }

    public void RemoveAll(string connection)
    {
        lock (byStream)
            foreach (var stream in byStream.Where(entry => entry.Value.ContainsKey(connection)).Select(entry => entry.Key).ToList()) Remove(stream, connection);
    }

    public bool Any(string stream) { lock (byStream) return byStream.ContainsKey(stream); }

    /// <summary>True if any stream that begins like this is watched.</summary>
    public bool AnyOf(string beginning) { lock (byStream) return byStream.Keys.Any(stream => stream.StartsWith(beginning, StringComparison.Ordinal)); }

    public IReadOnlyList<T> Of(string stream) { lock (byStream) return byStream.TryGetValue(stream, out var some) ? [.. some.Values] : []; }
}
