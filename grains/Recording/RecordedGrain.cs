using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Orleans.Storage;

namespace TradeLive;

/// <summary>Anything that happened, at a time in UTC.</summary>
public interface IEvent
{
    DateTimeOffset At { get; }
}

/// <summary>Decides by a pure rule, writes once, answers a repeated command as before. The one shell that all grains share.</summary>
public abstract class RecordedGrain<TState, TEvent>(
    IPersistentState<Recorded<TState>> record, TimeProvider clock, Func<TState, TEvent, TState> apply) : Grain
    where TState : new()
    where TEvent : class, IEvent
{
    static readonly JsonTypeInfo<TEvent> EventJson = (JsonTypeInfo<TEvent>)GrainJson.Stored.GetTypeInfo(typeof(TEvent));

    protected TState State => record.State.State;

    protected long Version => record.State.Version;

    /// <param name="seen">Version that the caller has seen, where what others changed since must not be overwritten.</param>
    /// <returns><c>changed-meanwhile</c> (by) where the stream is past that version and the command would change it.</returns>
    protected async ValueTask<Outcome> Decide(Caller caller, Func<TState, DateTimeOffset, Decision<TEvent>> rule, long? seen = null)
    {
        try
        {
            return await DecideOnce(caller, rule, seen);
        }
        catch (InconsistentStateException)
        {
            // Another activation wrote meanwhile, as can happen when a silo is lost: decide on what is stored.
            await record.ReadStateAsync();
            return await DecideOnce(caller, rule, seen);
        }
    }

    async ValueTask<Outcome> DecideOnce(Caller caller, Func<TState, DateTimeOffset, Decision<TEvent>> rule, long? seen)
    {
        var before = record.State;
        foreach (var answered in before.Answered)
            if (answered.Key == caller.Key.Value)
                return new(answered.Version);

        var now = clock.GetUtcNow();
        var decision = rule(before.State, now);
        if (decision.Refusal is not null || decision.Events.Count == 0) return new(before.Version, decision.Refusal);
        if (seen is { } version && version != before.Version) return new(before.Version, Refusal.Of("changed-meanwhile", ("by", before.Happened is [.., var last] ? last.By : "")));

        record.State = Happen(before, caller, decision.Events, now);
        try
        {
            await record.WriteStateAsync();
            return new(record.State.Version, Happened: decision.Events.Count);
        }
        catch
        {
            record.State = before;
            DeactivateOnIdle(); // what is in memory may not be what is stored
            throw;
        }
    }

    Recorded<TState> Happen(Recorded<TState> before, Caller caller, IReadOnlyList<TEvent> events, DateTimeOffset now)
    {
        var stream = $"{StreamKind}/{this.GetPrimaryKeyString()}";
        var (state, version, hash) = (before.State, before.Version, before.Hash);
        var lines = new LogLine[events.Count];
        for (var i = 0; i < lines.Length; i++)
        {
            var happened = events[i];
            state = apply(state, happened);
            version++;
            var body = JsonSerializer.Serialize(happened, EventJson);
            hash = LogLine.Chain(hash, stream, version, now, caller.Key.Value, caller.By, caller.From, body);
            lines[i] = new(version, EventNames.Of(happened.GetType()), now, caller.Key.Value, caller.By, caller.From, body, hash);
        }
        return before with
        {
            Stream = stream,
            State = state,
            Version = version,
            Hash = hash,
            Happened = lines,
            Answered = [.. before.Answered.TakeLast(Recorded<TState>.Remembered - 1), new(caller.Key.Value, version)],
        };
    }

    /// <summary>First part of the stream's name: <c>inquiry</c> in <c>inquiry/I-1</c>.</summary>
    protected abstract string StreamKind { get; }
}
