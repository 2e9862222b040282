using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;

namespace TradeLive;

/// <summary>The names under which events are kept for ever, taken from their <c>[Alias]</c>.</summary>
public static class EventNames
{
    static readonly ConcurrentDictionary<Type, string> Names = new();

    static readonly Dictionary<string, Type> Types = typeof(EventNames).Assembly.GetTypes()
        .Where(type => type is { IsAbstract: false, IsClass: true } && type.IsAssignableTo(typeof(IEvent)))
        .ToDictionary(Of);

    public static string Of(Type type) => Names.GetOrAdd(type, static type =>
        type.GetCustomAttribute<AliasAttribute>()?.Alias
        ?? throw new InvalidOperationException($"{type.Name} has no [Alias]: its name in the log would change with the code."));

    public static IReadOnlyDictionary<string, Type> All => Types;

    /// <returns>The event, or null if this version of the program does not know its type.</returns>
    public static IEvent? Read(string type, string body) =>
        Types.TryGetValue(type, out var known) ? (IEvent?)JsonSerializer.Deserialize(body, GrainJson.Stored.GetTypeInfo(known)) : null;
}
