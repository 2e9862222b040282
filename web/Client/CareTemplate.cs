using System.Globalization;
using System.Resources;

namespace TradeLive.Client;

/// <summary>Texts to write to a customer who has been silent, in the customer's language, which may be another than the writer's.</summary>
public static class CareTemplate
{
    static readonly ResourceManager Texts = new(typeof(Words).FullName!, typeof(Words).Assembly);

    /// <summary>Codes; the names are resources <c>care.template-{code}</c>.</summary>
    public static IReadOnlyList<string> All { get; } = ["silent", "news", "content"];

    public static IReadOnlyList<(string Code, string Name)> Languages { get; } = [("en", "English"), ("zh-CN", "中文")];

    /// <param name="customer">Name of the customer.</param>
    /// <param name="writer">Name of who writes.</param>
    /// <param name="company">Name of the writer's company.</param>
    public static string Text(string template, string language, string customer, string writer, string company) => string.Format(
        CultureInfo.InvariantCulture, Texts.GetString($"care.text-{template}.{language}", CultureInfo.InvariantCulture) ?? "", customer, writer, company).ReplaceLineEndings("\n");
}
