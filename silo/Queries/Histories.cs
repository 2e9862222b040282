using System.Text.Json;
using TradeLive.Inquiries;
using TradeLive.Log;
using TradeLive.Orders;
using TradeLive.Views;

namespace TradeLive.Queries;

/// <summary>Log entries as pages tell them: who did what when, with the event's plain fields for the words.</summary>
static class Histories
{
    /// <summary>Fields that only those may read who may read the buyer's contact data.</summary>
    static readonly HashSet<string> Private = new(["text", "message", "email", "phone", "name"], StringComparer.Ordinal);

    /// <summary>What nobody but the machine reads.</summary>
    static readonly HashSet<string> Skipped = new(["type", "at", "reasons", "why", "attributes", "plan", "calendar"], StringComparer.Ordinal);

    /// <summary>What an amendment says of a field that is private.</summary>
    static readonly string[] Values = ["from", "to"];

    /// <summary>Newest first.</summary>
    public static IReadOnlyList<HistoryEntry> Of(IEnumerable<LogEntry> entries, bool withContacts) => Of(entries, _ => withContacts);

    /// <param name="entries">In any order.</param>
    /// <param name="withContacts">Of which streams the asker may read contacts and what was said.</param>
    public static IReadOnlyList<HistoryEntry> Of(IEnumerable<LogEntry> entries, Func<string, bool> withContacts) =>
    [
        .. entries.Select(entry => new HistoryEntry(
                entry.Stream, entry.Version, entry.Event?.At ?? entry.At, entry.By, entry.Type, Data(entry, withContacts(entry.Stream)), DayOf(entry)))
            .OrderByDescending(entry => entry.At).ThenByDescending(entry => entry.Version),
    ];

    // An order is placed on the date on which its inquiry was won.
    static DateOnly? DayOf(LogEntry entry) => entry.Event switch { InquiryEvent e => e.On, OrderPlaced e => e.Terms.OrderedOn, _ => null };

    static Dictionary<string, string> Data(LogEntry entry, bool withContacts)
    {
        var data = new Dictionary<string, string>();
        using var document = JsonDocument.Parse(entry.Body);
        Collect(document.RootElement, "", data, withContacts, depth: 0);
        if (!withContacts && entry.Event is InquiryAmended { Field: InquiryField.Email or InquiryField.Phone })
            foreach (var value in Values) data.Remove(value);
        return data;
    }

    static void Collect(JsonElement element, string prefix, Dictionary<string, string> data, bool withContacts, int depth)
    {
        foreach (var property in element.EnumerateObject())
        {
            if (Skipped.Contains(property.Name) || (!withContacts && Private.Contains(property.Name))) continue;
            var name = prefix.Length == 0 ? property.Name : $"{prefix}.{property.Name}";
            if (property.Value.ValueKind == JsonValueKind.Object && depth < 2) Collect(property.Value, name, data, withContacts, depth + 1);
            else if (property.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False)
                data[name] = property.Value.ToString();
        }
    }
}
