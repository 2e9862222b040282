using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TradeLive.ReadModel;

/// <summary>JSON of the documents in the read tables.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(InquiryRecord))]
public sealed partial class ReadJson : JsonSerializerContext
{
    static ReadJson? relaxed;

    // Not an initialiser: the generated part of the class may not have run its own yet.
    static ReadJson Relaxed => relaxed ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static string Write<T>(T document) => JsonSerializer.Serialize(document, typeof(T), Relaxed);

    public static T Read<T>(string json) => (T)JsonSerializer.Deserialize(json, typeof(T), Relaxed)!;
}
