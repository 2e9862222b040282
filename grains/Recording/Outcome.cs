namespace TradeLive;

/// <summary>Who asks for a command, under which key, and from where.</summary>
/// <param name="Key">Idempotency key: the same key is carried out once and answered alike when sent again.</param>
/// <param name="By">Id of the user or rep, or <see cref="System"/>.</param>
/// <param name="From">Where it came in: <c>web</c>, <c>api</c>, <c>import</c>, <c>policy</c>, <c>deadline</c>.</param>
[GenerateSerializer, Immutable, Alias("caller.v1")]
public readonly record struct Caller(CommandId Key, string By, string From)
{
    public const string System = "system";

    /// <summary>A reaction to the log: keyed by what it reacts to, so that doing it again after a crash changes nothing.</summary>
    public static Caller Policy(string cause) => new(new($"policy:{cause}"), System, "policy");

    public static Caller Deadline(string cause) => new(new($"deadline:{cause}"), System, "deadline");
}

/// <summary>The answer to a command: done at a version, or refused.</summary>
/// <param name="Version">Version of the stream after the command: the count of its events.</param>
/// <param name="Refusal">Why not; null if it was done, or was done already.</param>
/// <param name="Happened">Count of the events that this very command led to; none where it was so already.</param>
[GenerateSerializer, Immutable, Alias("outcome.v1")]
public sealed record Outcome(long Version, Refusal? Refusal = null, int Happened = 0)
{
    public bool IsDone => Refusal is null;

    /// <summary>True where the stream began with this command.</summary>
    public bool IsFirst => Happened > 0 && Happened == Version;
}

/// <summary>What a rule decides: events that happen, or a refusal. No event and no refusal: it is so already.</summary>
public readonly record struct Decision<TEvent>(IReadOnlyList<TEvent> Events, Refusal? Refusal)
{
    public static implicit operator Decision<TEvent>(TEvent happens) => new([happens], null);
    public static implicit operator Decision<TEvent>(TEvent[] happen) => new(happen, null);
    public static implicit operator Decision<TEvent>(List<TEvent> happen) => new(happen, null);
    public static implicit operator Decision<TEvent>(Refusal refusal) => new([], refusal);
    public static implicit operator Decision<TEvent>(Nothing _) => new([], null);
}

/// <summary>Nothing happens, and that is fine.</summary>
public readonly record struct Nothing;

public static class Decision
{
    public static Nothing Nothing => default;
}
