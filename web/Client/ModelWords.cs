using System.Globalization;
using Microsoft.Extensions.Localization;
using TradeLive.Scoring;

namespace TradeLive.Client;

/// <summary>What the register says in codes, put into the reader's words.</summary>
public static class ModelWords
{
    /// <summary>Such as <c>win-3</c>: the name that scores carry.</summary>
    public static string Name(string task, int version) => $"{task}-{version}";

    /// <summary>Whether the chance comes from rules of thumb; an amount may be by a model all the same.</summary>
    public static bool IsPrior(string? scorer) => scorer?.StartsWith("prior", StringComparison.Ordinal) == true;

    /// <summary>What a score was made by, such as <c>win-3</c> or <c>prior-3+amount-1</c>, as people call it.</summary>
    public static string Scorer(IStringLocalizer<Words> words, string scorer) =>
        string.Join(" + ", scorer.Split('+').Select(part => IsPrior(part) ? words["models.prior-named", part].Value : part));

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
        Filled(words[$"model.alert.{alert.Code}"], alert.Data.ToDictionary(pair => pair.Key, pair => pair.Key == "columns" ? Moved(words, pair.Value) : pair.Value))
            .Replace("{name}", Name(task, alert.Version), StringComparison.Ordinal);

    /// <summary>What a model looks at; a column of an import by its own name.</summary>
    public static string Column(IStringLocalizer<Words> words, string name)
    {
        const string Attribute = "attribute:";
        return name.StartsWith(Attribute, StringComparison.Ordinal) ? name[Attribute.Length..]
            : words[$"model.column.{name.Replace(' ', '-')}"] is { ResourceNotFound: false } known ? known.Value
            : name;
    }

    // Written as "quantity (0.31), source (0.27)".
    static string Moved(IStringLocalizer<Words> words, string columns) => string.Join(words["list.separator"], columns.Split("), ").Select(one =>
        one.LastIndexOf(" (", StringComparison.Ordinal) is > 0 and var end ? $"{Column(words, one[..end])} ({one[(end + 2)..].TrimEnd(')')})" : Column(words, one)));

    // Counts in the reader's form.
    static string Said(string value) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count.ToString("N0", CultureInfo.CurrentCulture) : value;

    static string Filled(string text, IReadOnlyDictionary<string, string> data)
    {
        foreach (var (name, value) in data) text = text.Replace($"{{{name}}}", Said(value), StringComparison.Ordinal);
        return text;
    }
}
