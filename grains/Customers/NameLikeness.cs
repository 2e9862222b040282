using System.Globalization;
using System.Text;

namespace TradeLive.Customers;

/// <summary>How alike two companies' names are, legal forms aside. Near names are proposed to a person, never merged by themselves.</summary>
public static class NameLikeness
{
    /// <summary>From here on a person is asked.</summary>
    public const double Near = 0.75;

    static readonly HashSet<string> LegalForms = new(StringComparer.Ordinal)
    {
        "ab", "ag", "as", "bv", "co", "company", "corp", "corporation", "cv", "eirl", "gmbh", "group", "holding", "holdings", "inc", "incorporated",
        "international", "intl", "kft", "kg", "kk", "limited", "llc", "llp", "lp", "ltd", "ltda", "mbh", "nv", "ohg", "oy", "oyj", "plc", "pte", "pty",
        "pvt", "sa", "sarl", "sas", "sdn", "bhd", "se", "sl", "spa", "spolka", "srl", "sro", "trading", "the", "and", "de", "zoo",
    };

    static readonly string[] ChineseForms = ["股份有限公司", "有限责任公司", "有限公司", "集团公司", "公司", "集团", "贸易", "国际", "实业", "进出口"];

    /// <summary>The words that tell a company from others, in order of the name; the first is what lists are searched by.</summary>
    public static IReadOnlyList<string> Words(string name)
    {
        var text = name;
        foreach (var form in ChineseForms) text = text.Replace(form, " ", StringComparison.Ordinal);
        var letters = new StringBuilder();
        foreach (var letter in text.Normalize(NormalizationForm.FormKD))
        {
            if (char.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark || letter is '.' or '\'' or '’') continue;
            letters.Append(char.IsLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : ' ');
        }
        var words = letters.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var telling = words.Where(word => !LegalForms.Contains(word)).ToArray();
        return telling.Length > 0 ? telling : words;
    }

    /// <returns>0 (nothing in common) to 1 (the same but for legal form, accents, order and punctuation).</returns>
    public static double Of(string one, string other)
    {
        var (words, others) = (Words(one), Words(other));
        if (!Numbers(words).SequenceEqual(Numbers(others))) return 0; // "Plant 12" is not "Plant 13"
        var (left, right) = (Pairs(words), Pairs(others));
        if (left.Count == 0 || right.Count == 0) return 0;
        var common = left.Count(right.Contains);
        return 2.0 * common / (left.Count + right.Count);
    }

    static IEnumerable<string> Numbers(IReadOnlyList<string> words) => words.Where(word => word.Any(char.IsDigit));

    // Pairs of letters of each word (Dice's coefficient): a typing slip costs little, another word much.
    static HashSet<string> Pairs(IReadOnlyList<string> words)
    {
        var pairs = new HashSet<string>(StringComparer.Ordinal);
        foreach (var word in words)
        {
            var padded = $" {word} ";
            for (var i = 0; i + 1 < padded.Length; i++) pairs.Add(padded.Substring(i, 2));
        }
        return pairs;
    }
}
