using TradeLive.Learning;
using TradeLive.Tables;

namespace TradeLive.Scoring;

/// <summary>What an import told of an inquiry beside the known fields: each key a column of its own, typed by what it holds.</summary>
static class AttributeColumns
{
    const string Beginning = "attribute:";

    /// <summary>Share of values that must be numbers to be read as such.</summary>
    const double NearlyAll = 0.95;

    const int Few = 50, MostLetters = 40;

    // Who handles an inquiry must not decide its score; who a buyer is, is private; the sector has a column.
    static readonly HashSet<string> Never =
    [
        "owner", "ownerid", "leadowner", "salesagent", "agent", "salesrep", "salesperson", "rep", "assignedto", "accountmanager", "manager", "负责人", "业务员", "跟进人",
        "name", "firstname", "lastname", "fullname", "buyer", "buyername", "contact", "contactname", "contactperson", "email", "mail", "emailaddress", "phone", "mobile", "mobilephone", "telephone", "tel",
        "whatsapp", "wechat", "gender", "sex", "title", "salutation", "birthday", "age", "买家姓名", "姓名", "联系人", "邮箱", "电子邮件", "电话", "手机", "性别", "微信", "年龄", "sector",
    ];

    static readonly HashSet<string> Places = ["country", "region", "city", "state", "province", "location", "office", "officelocation", "timezone", "国家", "地区", "城市"];
    static readonly HashSet<string> Languages = ["language", "lang", "locale", "语言"];

    public static string? KeyOf(string column) => column.StartsWith(Beginning, StringComparison.Ordinal) ? column[Beginning.Length..] : null;

    public static bool TellsCountry(string key) => Places.Contains(Bare(key));

    public static bool TellsLanguage(string key) => Languages.Contains(Bare(key));

    /// <param name="all">In the order in which they came.</param>
    public static IEnumerable<Column> Of(IReadOnlyList<InquiryFacts> all)
    {
        foreach (var key in all.SelectMany(facts => facts.Attributes.Keys).Distinct().Order(StringComparer.Ordinal).Where(key => !Never.Contains(Bare(key))))
        {
            var said = all.Select((facts, i) => (Text: facts.Attributes.GetValueOrDefault(key) ?? "", At: (double)i)).Where(one => !Values.IsMissing(one.Text)).ToList();
            if (KindOf(said) is { } kind) yield return new(Beginning + key, kind);
        }
    }

    /// <returns>Null where nothing can be learnt from it: always the same, a date, a text, or a name of each case by itself.</returns>
    static ColumnKind? KindOf(List<(string Text, double At)> said)
    {
        var texts = said.ConvertAll(one => one.Text);
        var distinct = texts.Distinct(StringComparer.Ordinal).Count();
        if (distinct < 2) return null;
        var numbers = texts.ConvertAll(Values.Number);
        if (numbers.Count(number => !double.IsNaN(number)) >= NearlyAll * texts.Count) return distinct == texts.Count && texts.Count >= Few && FollowsTime(numbers, said) ? null : ColumnKind.Number;
        if (Values.TimeFormatOf(texts, 0.9) is not null || texts.Average(text => text.Length) > MostLetters) return null;
        return texts.Count >= Few && distinct > 0.9 * texts.Count ? null : ColumnKind.Word;
    }

    // Such as a running number, which says when and nothing else.
    static bool FollowsTime(List<double> numbers, List<(string Text, double At)> said)
    {
        var known = Enumerable.Range(0, numbers.Count).Where(i => !double.IsNaN(numbers[i])).ToList();
        return Math.Abs(Metrics.Spearman([.. known.Select(i => numbers[i])], [.. known.Select(i => said[i].At)])) > NearlyAll;
    }

    static string Bare(string key) => new([.. key.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);
}
