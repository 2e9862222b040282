using System.Globalization;
using Microsoft.Extensions.Localization;
using TradeLive.Scoring;

namespace TradeLive.Client;

/// <summary>Reasons in codes, put into the reader's words.</summary>
public static class Reasons
{
    public static string Text(IStringLocalizer<Words> words, ScoreReason reason, string kind = "reason")
    {
        var text = words[$"{kind}.{reason.Code}"].Value;
        foreach (var (name, value) in reason.Data) text = text.Replace($"{{{name}}}", Said(name, value), StringComparison.Ordinal);
        return text;
    }

    static string Said(string name, string value) =>
        name == "amount" && decimal.TryParse(value, CultureInfo.InvariantCulture, out var amount) ? amount.ToString("N0", CultureInfo.CurrentCulture) : value;
}
