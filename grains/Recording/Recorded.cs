using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TradeLive;

/// <summary>What is stored in one write: the state, the events of this write, and the commands answered lately.</summary>
/// <remarks>A trigger on the storage table appends <see cref="Happened"/> to the change log in the same transaction.</remarks>
public sealed record Recorded<TState> where TState : new()
{
    /// <summary>Commands remembered per stream.</summary>
    public const int Remembered = 64;

    public string Stream { get => field ?? ""; init; }
    public TState State { get => field ?? new(); init; }
    /// <summary>Count of the events of this stream: versions are 1, 2, 3, … without a gap.</summary>
    public long Version { get; init; }
    /// <summary>Hash of the last event, which the next one is chained to.</summary>
    public string Hash { get => field ?? ""; init; }
    public IReadOnlyList<LogLine> Happened { get => field ?? []; init; }
    public IReadOnlyList<Answered> Answered { get => field ?? []; init; }
}

/// <summary>A command that was carried out, and the version it led to.</summary>
public readonly record struct Answered(string Key, long Version);

/// <summary>One event as the change log keeps it.</summary>
/// <param name="At">When it was recorded, which for history taken over from elsewhere is later than when it happened.</param>
/// <param name="Body">The event's JSON to the letter, as the hash covers it.</param>
/// <param name="Hash">SHA-256, lower-case hex, over predecessor's hash, stream, version, time, key, who, where from and body.</param>
public sealed record LogLine(long Version, string Type, DateTimeOffset At, string Key, string By, string From, string Body, string Hash)
{
    public static string Chain(
        string previous, string stream, long version, DateTimeOffset at, string key, string by, string from, string body) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"{previous}\n{stream}\n{version}\n{at.UtcTicks}\n{key}\n{by}\n{from}\n{body}"))));
}

/// <summary>A state that keeps the fields a later version wrote, so that an older node writing it back loses nothing.</summary>
/// <remarks>What an earlier version did not write is read as null or zero, whatever a property is initialised with: its getter says what stands for that.</remarks>
[GenerateSerializer]
public abstract record StoredState
{
    /// <summary>Version of the shape of this state.</summary>
    [Id(0)] public int Schema { get => field == 0 ? 1 : field; init; }

    [Id(1), JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}
