using Microsoft.Extensions.Localization;
using TradeLive.Scoring;

namespace TradeLive.Client;

/// <summary>What the register says in codes, put into the reader's words.</summary>
public static class ModelWords
{
    /// <summary>Such as <c>win-3</c>: the name that scores carry.</summary>
    public static string Name(string task, int version) => $"{task}-{version}";

    /// <summary>A way of learning, or the mean of several.</summary>
    public static string Candidate(IStringLocalizer<Words> words, string name)
    {
        const string Mean = "average(";
        string One(string part) => words[$"models.candidate.{part}"] is { ResourceNotFound: false } known ? known.Value : part;
        return name.StartsWith(Mean, StringComparison.Ordinal)
            ? words["models.average", string.Join(" + ", name[Mean.Length..].TrimEnd(')').Split(", ").Select(One))]
            : One(name);
    }

    public static string Verdict(IStringLocalizer<Words> words, ModelVerdict verdict) => Filled(words[$"model.verdict.{verdict.Code}"], verdict.Data);

    public static string Alert(IStringLocalizer<Words> words, string task, ModelAlert alert) =>
        Filled(words[$"model.alert.{alert.Code}"], alert.Data).Replace("{name}", Name(task, alert.Version), StringComparison.Ordinal);

    static string Filled(string text, IReadOnlyDictionary<string, string> data)
    {
        foreach (var (name, value) in data) text = text.Replace($"{{{name}}}", value, StringComparison.Ordinal);
        return text;
    }
}
