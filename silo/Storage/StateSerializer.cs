using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Orleans.Storage;

namespace TradeLive.Storage;

/// <summary>States as JSON, source-generated: readable in the database, extractable by its triggers, upgradable.</summary>
sealed class StateSerializer : IGrainStorageSerializer
{
    public BinaryData Serialize<T>(T? input) => new(JsonSerializer.SerializeToUtf8Bytes(input!, Json<T>()));

    public T Deserialize<T>(BinaryData input) => JsonSerializer.Deserialize(input.ToMemory().Span, Json<T>())!;

    static JsonTypeInfo<T> Json<T>() => (JsonTypeInfo<T>)GrainJson.Stored.GetTypeInfo(typeof(T));
}
