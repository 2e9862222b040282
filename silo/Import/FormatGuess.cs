using System.Globalization;
using System.Text.RegularExpressions;

namespace TradeLive.Import;

/// <summary>Numbers as one culture writes them, read strictly: <c>1,5</c> is not 15 where the comma groups thousands.</summary>
public sealed class NumberReader
{
    readonly string decimals;
    readonly Regex shape;

    /// <exception cref="CultureNotFoundException">There is no such culture.</exception>
    public NumberReader(string culture)
    {
        var format = CultureInfo.GetCultureInfo(culture, predefinedOnly: true).NumberFormat;
        decimals = format.NumberDecimalSeparator;
        var groups = new HashSet<string>([Plain(format.NumberGroupSeparator), " ", "'"]);
        groups.Remove(decimals);
        var group = $"[{Regex.Escape(string.Concat(groups))}]";
        var rest = Regex.Escape(decimals);
        shape = new($@"^[+-]?(?:(?:[0-9]+|[0-9]{{1,3}}(?<g>{group})[0-9]{{3}}(?:\k<g>[0-9]{{3}})*)(?:{rest}[0-9]*)?|{rest}[0-9]+)$", RegexOptions.CultureInvariant);
    }

    /// <returns>Null if the culture does not write numbers so.</returns>
    public decimal? Read(string text)
    {
        var plain = Plain(text.Trim());
        if (!shape.IsMatch(plain)) return null;
        var digits = new string([.. plain.Replace(decimals, "d", StringComparison.Ordinal).Where(letter => char.IsAsciiDigit(letter) || letter is '+' or '-' or 'd')]);
        return decimal.TryParse(digits.Replace('d', '.'), NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    /// <summary>A number as a workbook keeps it, for which no culture counts.</summary>
    public static decimal? ReadInvariant(string text) => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    // Spreadsheets group by spaces and apostrophes of several kinds.
    static string Plain(string text) => text.Replace('\u00a0', ' ').Replace('\u202f', ' ').Replace('\u2019', '\'');
}

/// <summary>How a file writes numbers and dates, told from its values.</summary>
public static class FormatGuess
{
    static readonly string[] Cultures = ["en", "de-DE", "fr-FR"];

    /// <summary>The culture that can read the most of the values.</summary>
    /// <param name="remembered">What was chosen last, which decides where several read as many.</param>
    public static string Culture(IEnumerable<string> values, string? remembered)
    {
        var texts = values.Where(text => !string.IsNullOrWhiteSpace(text)).Distinct().ToList();
        string[] candidates = remembered is null ? Cultures : [remembered, .. Cultures];
        return candidates.Select(culture => (culture, Reader: new NumberReader(culture))).MaxBy(candidate => texts.Count(text => candidate.Reader.Read(text) is not null)).culture;
    }

    /// <summary>A first number above 12 is a day, a second one too; four digits first are a year.</summary>
    public static string DateOrder(IEnumerable<string> values)
    {
        foreach (var parts in values.Select(text => text.Split('/', '-', '.', ' ')).Where(parts => parts.Length >= 3))
        {
            if (parts[0].Length == 4) return "ymd";
            if (int.TryParse(parts[0], CultureInfo.InvariantCulture, out var first) && first > 12) return "dmy";
            if (int.TryParse(parts[1], CultureInfo.InvariantCulture, out var second) && second > 12) return "mdy";
        }
        return "ymd";
    }
}
