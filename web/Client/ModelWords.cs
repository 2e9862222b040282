using Microsoft.Extensions.Localization;
using TradeLive.Scoring;

namespace TradeLive.Client;

/// <summary>What the register says in codes, put into the reader's words.</summary>
public static class ModelWords
{
    /// <summary>Such as <c>win-3</c>: the name that scores carry.</summary>
    public static string Name(string task, int version) => $"{task}-{version}";

    public static string Verdict(IStringLocalizer<Words> words, ModelVerdict verdict) => Filled(words[$"model.verdict.{verdict.Code}"], verdict.Data);

    public static string Alert(IStringLocalizer<Words> words, string task, ModelAlert alert) =>
        Filled(words[$"model.alert.{alert.Code}"], alert.Data).Replace("{name}", Name(task, alert.Version), StringComparison.Ordinal);

    static string Filled(string text, IReadOnlyDictionary<string, string> data)
    {
        foreach (var (name, value) in data) text = text.Replace($"{{{name}}}", value, StringComparison.Ordinal);
        return text;
    }
}
