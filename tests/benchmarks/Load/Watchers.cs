using System.Collections.Concurrent;
using System.Diagnostics;
using System.IO.Hashing;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace TradeLive.Benchmarks.Load;

/// <summary>
/// Many watchers of one board over bare WebSockets in SignalR's JSON protocol. All get the same bytes, so that a message is parsed once and costs each
/// further watcher a hash: the machine's time is left to the server.
/// </summary>
sealed class Watchers : IAsyncDisposable
{
    const byte Separator = 0x1e;

    sealed record Moved(int Seq, string Stage, long Started);

    readonly ConcurrentDictionary<string, int> indexes = new();
    readonly ConcurrentDictionary<UInt128, (int Card, string Stage)[]> parsed = new();
    readonly Moved?[] current;
    readonly List<ClientWebSocket> sockets = [];
    readonly List<Task> reading = [];
    readonly CancellationTokenSource stop = new();

    Watchers(IReadOnlyList<string> cards)
    {
        current = new Moved?[cards.Count];
        for (var i = 0; i < cards.Count; i++) indexes[cards[i]] = i;
    }

    /// <summary>From the start of each request to each watcher's receipt.</summary>
    public Latencies Receipts { get; } = new();

    public static async Task<Watchers> Connect(Target target, int count, IReadOnlyList<string> cards)
    {
        var watchers = new Watchers(cards);
        var uri = new UriBuilder(target.Address) { Scheme = "ws", Path = "/hub/live" }.Uri;
        var watch = Encoding.UTF8.GetBytes("{\"protocol\":\"json\",\"version\":1}\u001e" + await target.WatchInvocation() + "\u001e");
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (_, cancel) =>
        {
            var socket = new ClientWebSocket();
            if (target.Authorization is { } token) socket.Options.SetRequestHeader("Authorization", token.ToString());
            await socket.ConnectAsync(uri, cancel);
            await socket.SendAsync(watch, WebSocketMessageType.Text, true, cancel);
            var joined = new TaskCompletionSource();
            lock (watchers.sockets)
            {
                watchers.sockets.Add(socket);
                watchers.reading.Add(watchers.Read(socket, joined));
            }
            await joined.Task.WaitAsync(TimeSpan.FromSeconds(30), cancel);
        });
        watchers.reading.Add(watchers.Ping());
        return watchers;
    }

    /// <summary>Says that a card is about to move; call it just before the request.</summary>
    public void Expect(string card, string stage)
    {
        var at = indexes[card];
        current[at] = new((current[at]?.Seq ?? 0) + 1, stage, Stopwatch.GetTimestamp());
    }

    async Task Read(ClientWebSocket socket, TaskCompletionSource joined)
    {
        var seen = new int[current.Length];
        var buffer = new byte[64 * 1024];
        var filled = 0;
        try
        {
            while (true)
            {
                if (filled == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
                var got = await socket.ReceiveAsync(buffer.AsMemory(filled), stop.Token);
                if (got.MessageType == WebSocketMessageType.Close) throw new InvalidOperationException("A watcher was sent away.");
                var now = Stopwatch.GetTimestamp();
                var end = filled + got.Count;
                var start = 0;
                for (var at = filled; at < end; at++)
                {
                    if (buffer[at] != Separator) continue;
                    Take(buffer.AsSpan(start, at - start), seen, now, joined);
                    start = at + 1;
                }
                buffer.AsSpan(start, end - start).CopyTo(buffer);
                filled = end - start;
            }
        }
        catch (Exception ended) when (stop.IsCancellationRequested && ended is OperationCanceledException or WebSocketException) { }
    }

    void Take(ReadOnlySpan<byte> message, int[] seen, long now, TaskCompletionSource joined)
    {
        if (message.Length < 64 && message.IndexOf("\"type\":3"u8) >= 0) joined.TrySetResult();
        if (message.Length < 64) return;
        var hash = XxHash128.HashToUInt128(message);
        if (!parsed.TryGetValue(hash, out var moves)) parsed[hash] = moves = Parse(message);
        foreach (var (card, stage) in moves)
        {
            if (current[card] is not { } moved || moved.Stage != stage || seen[card] == moved.Seq) continue;
            seen[card] = moved.Seq;
            Receipts.Add(Stopwatch.GetElapsedTime(moved.Started, now));
        }
    }

    (int Card, string Stage)[] Parse(ReadOnlySpan<byte> message)
    {
        using var document = JsonDocument.Parse(message.ToArray());
        if (!document.RootElement.TryGetProperty("arguments", out var arguments) || arguments.GetArrayLength() == 0) return [];
        var argument = arguments[0];
        if (argument.ValueKind != JsonValueKind.Object) return [];
        var cards = argument.TryGetProperty("changes", out var changes) ? changes.EnumerateArray().Select(change => change.GetProperty("now")) : [argument];
        return [.. cards.Where(card => indexes.ContainsKey(card.GetProperty("id").GetString()!))
            .Select(card => (indexes[card.GetProperty("id").GetString()!], card.GetProperty("stage").GetString()!))];
    }

    async Task Ping()
    {
        var ping = "{\"type\":6}\u001e"u8.ToArray();
        try
        {
            while (true)
            {
                await Task.Delay(TimeSpan.FromSeconds(10), stop.Token);
                foreach (var socket in sockets) await socket.SendAsync(ping, WebSocketMessageType.Text, true, stop.Token);
            }
        }
        catch (OperationCanceledException) { }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await Task.WhenAll(reading);
        foreach (var socket in sockets) socket.Dispose();
        stop.Dispose();
    }
}
