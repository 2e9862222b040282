using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using TradeLive.Company;
using TradeLive.Customers;
using TradeLive.Inquiries;
using TradeLive.Models;
using TradeLive.Orders;
using TradeLive.People;
using TradeLive.Surveys;
using TradeLive.Teams;

namespace TradeLive;

/// <summary>JSON of everything that is stored: states and events, source-generated, readable in the database.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(Recorded<Inquiry>)), JsonSerializable(typeof(InquiryEvent))]
[JsonSerializable(typeof(Recorded<Rep>)), JsonSerializable(typeof(RepEvent))]
[JsonSerializable(typeof(Recorded<Team>)), JsonSerializable(typeof(TeamEvent))]
[JsonSerializable(typeof(Recorded<CompanyState>)), JsonSerializable(typeof(CompanyEvent))]
[JsonSerializable(typeof(Recorded<Customer>)), JsonSerializable(typeof(CustomerEvent))]
[JsonSerializable(typeof(Recorded<CustomerIndex>)), JsonSerializable(typeof(CustomerIndexEvent))]
[JsonSerializable(typeof(Recorded<Order>)), JsonSerializable(typeof(OrderEvent))]
[JsonSerializable(typeof(Recorded<ModelRegister>)), JsonSerializable(typeof(ModelEvent))]
[JsonSerializable(typeof(Recorded<Survey>)), JsonSerializable(typeof(SurveyEvent)), JsonSerializable(typeof(SurveyAnswer)), JsonSerializable(typeof(SurveyForm))]
public sealed partial class GrainJson : JsonSerializerContext
{
    /// <summary>The options to use: non-ASCII text stays readable, since nothing here is put into HTML.</summary>
    public static JsonSerializerOptions Stored => stored ??= Make();

    // Not an initialiser: the generated part of the class may not have run its own yet.
    static JsonSerializerOptions? stored;

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
