using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace TradeLive.ReadModel;

/// <summary>States of grains as JSON in the read tables, as they are in the grain storage.</summary>
public static class StateJson
{
    public static string Write<T>(T state) => JsonSerializer.Serialize(state, Type<T>());

    public static T Read<T>(string json) => JsonSerializer.Deserialize(json, Type<T>())!;

    static JsonTypeInfo<T> Type<T>() => (JsonTypeInfo<T>)GrainJson.Stored.GetTypeInfo(typeof(T));
}
