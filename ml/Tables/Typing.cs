using System.Globalization;
using TradeLive.Learning;

namespace TradeLive.Tables;

/// <summary>What became of a column: the features made of it, or why it is left out.</summary>
public sealed record ColumnNote(string Name, string Use);

/// <summary>Types the columns of a table by what is in them, and leaves out what must not be learnt from.</summary>
static class Typing
{
    const double NearlyAll = 0.95;
    const int Few = 50;

    // Who handles a case must not decide its score; who a buyer is, is private.
    static readonly HashSet<string> Handlers = ["owner", "ownerid", "owner id", "lead owner", "sales agent", "agent", "sales rep", "salesperson", "rep", "assigned to", "account manager", "负责人", "业务员", "跟进人"];

    static readonly HashSet<string> Private = ["name", "first name", "firstname", "last name", "lastname", "full name", "buyer", "buyer name", "contact", "contact name", "email", "e mail", "mail",
        "email address", "phone", "mobile", "mobilephone", "telephone", "gender", "sex", "买家姓名", "姓名", "联系人", "邮箱", "电子邮件", "电话", "手机", "性别"];

    /// <param name="order">Times of the rows, ascending.</param>
    public static (List<Column> Columns, List<Func<string[], Cell>> Readers, List<ColumnNote> Notes) Of(TextTable table, IReadOnlySet<int> taken, IReadOnlyList<double> order)
    {
        var (columns, readers, notes) = (new List<Column>(), new List<Func<string[], Cell>>(), new List<ColumnNote>());
        for (var i = 0; i < table.Header.Count; i++)
        {
            if (taken.Contains(i)) continue;
            var (index, name) = (i, table.Header[i]);
            var features = Features(name, [.. table.Rows.Select(row => row[index])], order, out var use).ToList();
            notes.Add(new(name, use));
            foreach (var (column, read) in features)
            {
                columns.Add(column);
                readers.Add(row => read(row[index]));
            }
        }
        return (columns, readers, notes);
    }

    static IEnumerable<(Column Column, Func<string, Cell> Read)> Features(string name, List<string> texts, IReadOnlyList<double> order, out string use)
    {
        var said = texts.Where(text => !Values.IsMissing(text)).ToList();
        var distinct = said.Distinct(StringComparer.Ordinal).Count();
        use = LeftOut(name, texts, said, distinct, order) ?? "";
        if (use.Length > 0) return [];
        if (IsNumbers(said))
        {
            use = "number";
            return [(new(name, ColumnKind.Number), text => Cell.Of(Values.IsMissing(text) ? null : Values.Number(text)))];
        }
        if (said.Average(text => text.Length) < 30 || distinct < said.Count / 2)
        {
            use = "word";
            return [(new(name, ColumnKind.Word), text => Cell.Of(Values.IsMissing(text) ? null : text))];
        }
        use = "text: its length and what it asks for";
        return MessageSigns.All.Select(sign => (new Column($"{name}: {sign.Name}", ColumnKind.Number), (Func<string, Cell>)(text => Cell.Of(sign.Of(text)))));
    }

    static string? LeftOut(string name, List<string> texts, List<string> said, int distinct, IReadOnlyList<double> order)
    {
        var key = Key(name);
        if (said.Count == 0) return "left out: empty";
        if (distinct == 1 && said.Count == texts.Count) return "left out: always the same";
        if (Handlers.Contains(key)) return "left out: who handles a case must not decide its score";
        if (Private.Contains(key)) return "left out: private";
        if (IsNumbers(said)) return distinct == said.Count && said.Count >= Few && FollowsTime(texts, order) ? "left out: counts up with time" : null;
        if (Values.TimeFormatOf(said, 0.9) is not null) return "left out: a date";
        return distinct > 0.9 * said.Count && said.Count >= Few && said.Average(text => text.Length) < 60 && said.Average(text => text.Count(' '.Equals)) < 2
            ? "left out: names each case by itself"
            : null;
    }

    static bool IsNumbers(List<string> said) => said.Count(text => !double.IsNaN(Values.Number(text))) >= NearlyAll * said.Count;

    static bool FollowsTime(List<string> texts, IReadOnlyList<double> order)
    {
        var numbers = texts.ConvertAll(Values.Number);
        var known = Enumerable.Range(0, numbers.Count).Where(i => !double.IsNaN(numbers[i])).ToList();
        return Math.Abs(Metrics.Spearman([.. known.Select(i => numbers[i])], [.. known.Select(i => order[i])])) > NearlyAll;
    }

    public static string Key(string name) => string.Join(' ', new string([.. name.Trim().ToLower(CultureInfo.InvariantCulture).Select(letter => char.IsLetterOrDigit(letter) ? letter : ' ')])
        .Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
