using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace TradeLive.Views;

/// <summary>
/// A change as the hub carries it: <c>now</c> whole, <c>before</c> as what differs from it, where null means that there was nothing. A board of a thousand
/// watchers sends every byte a thousand times.
/// </summary>
sealed class CardChangeJson : JsonConverter<CardChange>
{
    const string Now = "now", Before = "before";

    public override void Write(Utf8JsonWriter writer, CardChange value, JsonSerializerOptions options)
    {
        var now = value.Now is null ? null : (JsonObject?)JsonSerializer.SerializeToNode(value.Now, ViewsJson.Default.Card);
        var before = value.Before is null ? null : (JsonObject?)JsonSerializer.SerializeToNode(value.Before, ViewsJson.Default.Card);
        new JsonObject { [Now] = now, [Before] = before is null ? null : Difference(before, now) }.WriteTo(writer);
    }

    public override CardChange Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var change = (JsonObject)JsonNode.Parse(ref reader)!;
        var now = change[Now] as JsonObject;
        var before = change[Before] is JsonObject difference ? Patched(now, difference) : null;
        return new(now.Deserialize(ViewsJson.Default.Card), before.Deserialize(ViewsJson.Default.Card));
    }

    static JsonObject Difference(JsonObject before, JsonObject? now)
    {
        if (now is null) return before;
        var difference = new JsonObject();
        foreach (var (name, was) in before)
            if (!JsonNode.DeepEquals(was, now[name])) difference[name] = was?.DeepClone();
        foreach (var (name, _) in now)
            if (!before.ContainsKey(name)) difference[name] = null;
        return difference;
    }

    static JsonObject Patched(JsonObject? now, JsonObject difference)
    {
        var before = now?.DeepClone().AsObject() ?? [];
        foreach (var (name, was) in difference)
            if (was is null) before.Remove(name);
            else before[name] = was.DeepClone();
        return before;
    }
}
