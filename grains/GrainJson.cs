using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using TradeLive.Inquiries;

namespace TradeLive;

/// <summary>JSON of everything that is stored: states and events, source-generated, readable in the database.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(Recorded<Inquiry>)), JsonSerializable(typeof(InquiryEvent))]
public sealed partial class GrainJson : JsonSerializerContext
{
    /// <summary>The options to use: non-ASCII text stays readable, since nothing here is put into HTML.</summary>
    public static JsonSerializerOptions Stored { get; } = Make();

    static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(Default.GeneratedSerializerOptions!)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = Default,
            AllowOutOfOrderMetadataProperties = true,
        };
        options.MakeReadOnly();
        return options;
    }
}
