using System.Security.Cryptography;
using System.Text;
using TradeLive.Views;

namespace TradeLive.Surveys;

/// <summary>An answer that was released, with a random id that serves to put texts into an order of chance.</summary>
public sealed record ReleasedAnswer(string Id, SurveyAnswer Answer);

/// <summary>
/// What may be shown of the released answers. Two views of one survey never differ by fewer than k respondents of a question: batches of too few
/// respondents are counted together with later ones, groups are shown only when the survey has ended and as <see cref="Suppression"/> lets them.
/// </summary>
public sealed class Tally
{
    const int BestDetractor = 6, WorstPromoter = 9;

    readonly SurveyForm form;
    readonly int k;
    readonly SurveyQuestion? group;
    readonly IReadOnlyList<IReadOnlyList<ReleasedAnswer>> batches;

    Tally(SurveyForm form, int k, IReadOnlyList<IReadOnlyList<ReleasedAnswer>> batches)
    {
        (this.form, this.k) = (form, k);
        group = form.Questions.FirstOrDefault(question => question.IsGroup);
        // With groups nothing is shown before the end: by then there is one view only.
        this.batches = group is null ? batches : [[.. batches.SelectMany(batch => batch)]];
    }

    /// <param name="batches">In the order in which they were released.</param>
    /// <param name="hasEnded">Whether all answers are released.</param>
    public static SurveyResults Of(string survey, SurveyForm form, int k, IReadOnlyList<IReadOnlyList<ReleasedAnswer>> batches, bool hasEnded)
    {
        var (tally, count) = (new Tally(form, k, batches), batches.Sum(batch => batch.Count));
        var withheld = count < k ? Withheld.TooFew : tally.group is not null && !hasEnded ? Withheld.UntilClosed : Withheld.No;
        return new(survey, withheld, k, withheld == Withheld.TooFew ? 0 : count, tally.group?.Id, withheld == Withheld.No ? [.. form.Questions.Select(tally.Result)] : []);
    }

    QuestionResult Result(SurveyQuestion question)
    {
        if (question.Kind == QuestionKind.Text) return Texts(question);
        if (question == group) return GroupSizes(question);
        var counted = Counted(answer => answer.Find(question.Id) is not null);
        if (counted.Count < k) return new(question.Id, question.Kind, 0, Withheld: true);
        var items = counted.ConvertAll(answer => answer.Answer.Find(question.Id)!);
        return new(
            question.Id, question.Kind, items.Count, false, question.Kind == QuestionKind.Matrix ? null : Counts(question, items), Mean(question, items), Enps(question, items),
            Rows(question, items), Groups: group is null ? null : Groups(question, group, counted));
    }

    // Whoever was shown the question belongs to those among whom a text is one: so few as to be known are not shown.
    QuestionResult Texts(SurveyQuestion question)
    {
        var shown = Counted(answer => AnswerRules.IsShown(question, answer.Find));
        if (shown.Count < k) return new(question.Id, question.Kind, 0, Withheld: true);
        string[] texts = [.. shown.OrderBy(answer => Place(question.Id, answer.Id), StringComparer.Ordinal).Select(answer => answer.Answer.Find(question.Id)?.Text).OfType<string>()];
        return new(question.Id, question.Kind, texts.Length, false, Texts: texts);
    }

    // Different for each question, so that the texts of one answer do not stand in one line.
    static string Place(string question, string answer) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{question}\n{answer}")));

    QuestionResult GroupSizes(SurveyQuestion question)
    {
        var sizes = Cells(question, batches[0]).ConvertAll(cell => cell.Count);
        var withheld = Suppression.Withheld(sizes, k);
        int[] counts = [.. question.Options.Select((_, option) => withheld[option] ? -1 : sizes[option])];
        return new(question.Id, question.Kind, counts.Where(count => count > 0).Sum(), false, counts);
    }

    List<GroupResult> Groups(SurveyQuestion question, SurveyQuestion by, List<ReleasedAnswer> counted)
    {
        var cells = Cells(by, counted);
        var withheld = Suppression.Withheld(cells.ConvertAll(cell => cell.Count), k, Suppression.Withheld(Cells(by, batches[0]).ConvertAll(cell => cell.Count), k));
        List<List<AnswerItem>> items = cells.ConvertAll(cell => cell.ConvertAll(answer => answer.Answer.Find(question.Id)!));
        var isSpread = MaySpread(question, items, withheld);
        return [.. items.Select((cell, i) => One(question, cell, i < by.Options.Count ? i : null, withheld[i], isSpread)).Where(one => one.Option is not null || one.Answered > 0 || one.Withheld)];
    }

    static GroupResult One(SurveyQuestion question, List<AnswerItem> items, int? option, bool withheld, bool isSpread)
    {
        if (withheld) return new(option, true);
        var counts = isSpread && question.Kind is QuestionKind.Choice or QuestionKind.Multiple ? Counts(question, items) : null;
        return items.Count == 0
            ? new(option, false)
            : new(option, false, items.Count, Mean(question, items), Enps(question, items), isSpread ? counts : null, isSpread ? Rows(question, items) : null);
    }

    // A distribution crossed with the groups is shown only if no cell of it, nor of what is left beside the shown groups, is of too few.
    bool MaySpread(SurveyQuestion question, List<List<AnswerItem>> items, bool[] withheld)
    {
        if (question.Kind is not (QuestionKind.Choice or QuestionKind.Multiple or QuestionKind.Matrix)) return false;
        List<AnswerItem> rest = [.. items.Where((_, i) => withheld[i]).SelectMany(cell => cell)];
        return items.Where((_, i) => !withheld[i]).Append(rest).All(cell => Parts(question, cell).All(count => Suppression.IsSafe(count, k)));
    }

    // Every part into which a question divides those who answered it.
    static IEnumerable<int> Parts(SurveyQuestion question, List<AnswerItem> items) => question.Kind switch
    {
        QuestionKind.Multiple => Counts(question, items).SelectMany(count => new[] { count, items.Count - count }),
        QuestionKind.Matrix => Rows(question, items)!.SelectMany(row => row.Append(items.Count - row.Sum())),
        _ => Counts(question, items),
    };

    /// <summary>Answers by option of a choice, at the end those without one.</summary>
    static List<List<ReleasedAnswer>> Cells(SurveyQuestion by, IReadOnlyList<ReleasedAnswer> answers)
    {
        var cells = Enumerable.Range(0, by.Options.Count + 1).Select(_ => new List<ReleasedAnswer>()).ToList();
        foreach (var answer in answers) cells[answer.Answer.Find(by.Id) is { Choices: [var choice] } ? choice : by.Options.Count].Add(answer);
        return cells;
    }

    // In batches as they came, each only once it brings none or at least k.
    List<ReleasedAnswer> Counted(Func<SurveyAnswer, bool> counts)
    {
        var (counted, waiting) = (new List<ReleasedAnswer>(), new List<ReleasedAnswer>());
        foreach (var batch in batches)
        {
            waiting.AddRange(batch.Where(answer => counts(answer.Answer)));
            if (waiting.Count < k) continue;
            counted.AddRange(waiting);
            waiting.Clear();
        }
        return counted;
    }

    static int[] Counts(SurveyQuestion question, List<AnswerItem> items)
    {
        var (first, length) = question.Kind switch { QuestionKind.Rating => (1, 5), QuestionKind.Enps => (0, 11), _ => (0, question.Options.Count) };
        var counts = new int[length];
        foreach (var item in items)
            foreach (var value in item.Number is { } number ? [number] : item.Choices ?? [])
                counts[value - first]++;
        return counts;
    }

    static IReadOnlyList<IReadOnlyList<int>>? Rows(SurveyQuestion question, List<AnswerItem> items) => question.Kind != QuestionKind.Matrix
        ? null
        : [.. question.Rows.Select((_, row) => (IReadOnlyList<int>)[.. question.Options.Select((_, option) => items.Count(item => item.Choices![row] == option))])];

    static double? Mean(SurveyQuestion question, List<AnswerItem> items) => question.Kind == QuestionKind.Rating ? Math.Round(items.Average(item => item.Number!.Value), 2) : null;

    static int? Enps(SurveyQuestion question, List<AnswerItem> items) => question.Kind == QuestionKind.Enps
        ? (int)Math.Round(100.0 * (items.Count(item => item.Number >= WorstPromoter) - items.Count(item => item.Number <= BestDetractor)) / items.Count)
        : null;
}
