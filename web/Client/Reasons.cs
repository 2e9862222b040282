using Microsoft.Extensions.Localization;
using TradeLive.Scoring;

namespace TradeLive.Client;

/// <summary>Reasons in codes, put into the reader's words.</summary>
public static class Reasons
{
    public static string Text(IStringLocalizer<Words> words, ScoreReason reason, string kind = "reason")
    {
        var text = words[$"{kind}.{reason.Code}"].Value;
        foreach (var (name, value) in reason.Data) text = text.Replace($"{{{name}}}", Said(words, name, value), StringComparison.Ordinal);
        return text;
    }

    // What the reader's language has words of its own for.
    static string Said(IStringLocalizer<Words> words, string name, string value) =>
        name is "region" or "language" && words[$"{name}.{value}"] is { ResourceNotFound: false } known ? known.Value : value;
}
