using System.Text.Json;
using System.Text.Json.Serialization;

namespace TradeLive;

/// <summary>An identifier that is a word of its own in the trade, not a bare string.</summary>
public interface IIdentifier<TSelf> where TSelf : struct, IIdentifier<TSelf>
{
    string Value { get; }
    static abstract TSelf Of(string value);
}

/// <summary>One buyer's inquiry (询盘).</summary>
[JsonConverter(typeof(IdentifierJson<InquiryId>))]
public readonly record struct InquiryId(string Value) : IIdentifier<InquiryId>
{
    public static InquiryId Of(string value) => new(value);
    public override string ToString() => Value;
}

/// <summary>A buyer's company, or a buyer who has none.</summary>
[JsonConverter(typeof(IdentifierJson<CustomerId>))]
public readonly record struct CustomerId(string Value) : IIdentifier<CustomerId>
{
    public static CustomerId Of(string value) => new(value);
    public override string ToString() => Value;
}

/// <summary>An order that a customer placed.</summary>
[JsonConverter(typeof(IdentifierJson<OrderId>))]
public readonly record struct OrderId(string Value) : IIdentifier<OrderId>
{
    public static OrderId Of(string value) => new(value);
    public override string ToString() => Value;
}

/// <summary>A sales representative.</summary>
[JsonConverter(typeof(IdentifierJson<RepId>))]
public readonly record struct RepId(string Value) : IIdentifier<RepId>
{
    public static RepId Of(string value) => new(value);
    public override string ToString() => Value;
}

/// <summary>A sales team.</summary>
[JsonConverter(typeof(IdentifierJson<TeamId>))]
public readonly record struct TeamId(string Value) : IIdentifier<TeamId>
{
    public static TeamId Of(string value) => new(value);
    public override string ToString() => Value;
}

/// <summary>The idempotency key of a command: the same key is carried out once and answered alike ever after.</summary>
[JsonConverter(typeof(IdentifierJson<CommandId>))]
public readonly record struct CommandId(string Value) : IIdentifier<CommandId>
{
    public static CommandId Of(string value) => new(value);
    public static CommandId New() => new(Guid.CreateVersion7().ToString("N"));
    public override string ToString() => Value;
}

/// <summary>Writes an identifier as the plain string it stands for.</summary>
public sealed class IdentifierJson<TId> : JsonConverter<TId> where TId : struct, IIdentifier<TId>
{
    public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TId.Of(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);

    public override TId ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TId.Of(reader.GetString() ?? "");

    public override void WriteAsPropertyName(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value.Value);
}
