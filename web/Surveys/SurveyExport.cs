using System.Globalization;
using System.Text;
using TradeLive.Surveys;
using TradeLive.Views;

namespace TradeLive.Web.Surveys;

/// <summary>What may be shown of the results as a table, and nothing else.</summary>
sealed class SurveyExport(SurveyForm form, SurveyResults results, string culture, Func<string, string> words)
{
    readonly StringBuilder text = new();

    public string Write()
    {
        Line(["question", "group", "answered", "option", "count", "mean", "enps", "text"], word => words($"survey.csv-{word}"));
        foreach (var result in results.Questions) Write(form.Find(result.Question)!, result);
        return text.ToString();
    }

    void Write(SurveyQuestion question, QuestionResult result)
    {
        var asked = question.Text.In(culture);
        if (result.Withheld)
        {
            Line([asked, "", words("survey.csv-withheld")]);
            return;
        }
        if (result.Mean is not null || result.Enps is not null) Line([asked, "", Number(result.Answered), "", "", Number(result.Mean), Number(result.Enps)]);
        Spread(question, asked, "", result.Answered, result.Counts, result.Rows);
        foreach (var said in result.Texts ?? []) Line([asked, "", Number(result.Answered), "", "", "", "", said]);
        foreach (var group in result.Groups ?? []) Write(question, asked, group);
    }

    void Write(SurveyQuestion question, string asked, GroupResult group)
    {
        var name = group.Option is { } option ? form.Find(results.GroupedBy!)!.Options[option].In(culture) : words("survey.csv-unsaid");
        if (group.Withheld) Line([asked, name, words("survey.csv-withheld")]);
        else
        {
            Line([asked, name, Number(group.Answered), "", "", Number(group.Mean), Number(group.Enps)]);
            Spread(question, asked, name, group.Answered, group.Counts, group.Rows);
        }
    }

    void Spread(SurveyQuestion question, string asked, string group, int answered, IReadOnlyList<int>? counts, IReadOnlyList<IReadOnlyList<int>>? rows)
    {
        for (var i = 0; i < (counts?.Count ?? 0); i++)
            Line([asked, group, Number(answered), Option(question, i), counts![i] < 0 ? words("survey.csv-withheld") : Number(counts[i])]);
        for (var row = 0; row < (rows?.Count ?? 0); row++)
            for (var i = 0; i < rows![row].Count; i++)
                Line([$"{asked} – {question.Rows[row].In(culture)}", group, Number(rows[row].Sum()), Option(question, i), Number(rows[row][i])]);
    }

    string Option(SurveyQuestion question, int value) => question.Kind switch
    {
        QuestionKind.Rating => Number(value + 1),
        QuestionKind.Enps => Number(value),
        _ => question.Options[value].In(culture),
    };

    static string Number(double? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    void Line(IEnumerable<string> cells, Func<string, string>? said = null) => text.AppendJoin(',', cells.Select(cell => Quoted(said is null ? cell : said(cell)))).Append("\r\n");

    // A leading sign would be run as a formula; a number of our own, such as an eNPS below zero, is none.
    static string Quoted(string cell)
    {
        var guard = cell is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n', ..] && !double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? "'" : "";
        return $"\"{guard}{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
