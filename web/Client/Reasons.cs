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
        foreach (var (name, value) in reason.Data) text = text.Replace($"{{{name}}}", Said(words, kind == "routing" && name == "value" ? "amount" : name, value), StringComparison.Ordinal);
        return text;
    }

    // What the reader's language has words or a form of its own for.
    static string Said(IStringLocalizer<Words> words, string name, string value) => name switch
    {
        "amount" when decimal.TryParse(value, CultureInfo.InvariantCulture, out var amount) => amount.ToString("N0", CultureInfo.CurrentCulture),
        "region" or "language" when words[$"{name}.{value}"] is { ResourceNotFound: false } known => known.Value,
        _ => value,
    };
}
