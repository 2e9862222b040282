using System.Globalization;
using System.Text;

namespace TradeLive.Surveys;

/// <summary>What makes an answer acceptable, and the one way of writing it down.</summary>
public static class AnswerRules
{
    public const int MostTextLetters = 2000;

    /// <summary>Whether a question is shown, given what was answered before it.</summary>
    public static bool IsShown(SurveyQuestion question, Func<string, AnswerItem?> answered) =>
        question.ShownIf is not { } shown || answered(shown.Question) is { Choices: [var choice] } && shown.AnyOf.Contains(choice);

    /// <summary>The answer in the order of the form, without what a branch hides and without empty texts and choices.</summary>
    /// <returns>
    /// A refusal (question): <c>answer.unknown-question</c>, <c>answer.twice</c>, <c>answer.missing</c>, <c>answer.bad-number</c>, <c>answer.bad-choice</c>,
    /// <c>answer.too-long</c>; or <c>answer.empty</c>.
    /// </returns>
    public static (SurveyAnswer? Answer, Refusal? Refusal) Clean(SurveyForm form, SurveyAnswer answer)
    {
        var given = new Dictionary<string, AnswerItem>(StringComparer.Ordinal);
        foreach (var item in answer.Items)
        {
            if (form.Find(item.Question) is null) return Refused("answer.unknown-question", "");
            if (!given.TryAdd(item.Question, item)) return Refused("answer.twice", item.Question);
        }
        var kept = new Dictionary<string, AnswerItem>(StringComparer.Ordinal);
        foreach (var question in form.Questions.Where(question => IsShown(question, kept.GetValueOrDefault)))
        {
            var (item, code) = given.TryGetValue(question.Id, out var found) ? Clean(question, found) : (null, null);
            if (code is not null) return Refused(code, question.Id);
            if (item is not null) kept.Add(question.Id, item);
            else if (question.IsRequired) return Refused("answer.missing", question.Id);
        }
        if (kept.Count == 0) return (null, Refusal.Of("answer.empty"));
        return (new([.. form.Questions.Where(question => kept.ContainsKey(question.Id)).Select(question => kept[question.Id])]), null);
    }

    /// <summary>
    /// The bytes that a receipt is made of. One line for each item: question, length of the value in UTF-16 units, value; so that two answers which differ
    /// are never written alike.
    /// </summary>
    /// <param name="clean">As <see cref="Clean(SurveyForm, SurveyAnswer)"/> gives it.</param>
    public static byte[] Canonical(SurveyAnswer clean)
    {
        var text = new StringBuilder();
        foreach (var item in clean.Items)
        {
            var value = item switch
            {
                { Number: { } number } => $"n{number.ToString(CultureInfo.InvariantCulture)}",
                { Choices: { } choices } => $"c{string.Join(',', choices.Select(choice => choice.ToString(CultureInfo.InvariantCulture)))}",
                _ => $"t{item.Text}",
            };
            text.Append(item.Question).Append(':').Append(value.Length.ToString(CultureInfo.InvariantCulture)).Append(':').Append(value).Append('\n');
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    static (SurveyAnswer? Answer, Refusal? Refusal) Refused(string code, string question) => (null, Refusal.Of(code, ("question", question)));

    // An item without content counts as not given; fields that do not belong to the kind are dropped.
    static (AnswerItem? Item, string? Code) Clean(SurveyQuestion question, AnswerItem item) => question.Kind switch
    {
        QuestionKind.Rating => Number(item, 1, 5),
        QuestionKind.Enps => Number(item, 0, 10),
        QuestionKind.Choice => One(question, item),
        QuestionKind.Multiple => Any(question, item),
        QuestionKind.Matrix => Matrix(question, item),
        _ => InWords(item),
    };

    static (AnswerItem? Item, string? Code) Number(AnswerItem item, int least, int most) => item.Number switch
    {
        null => default,
        var number when number < least || number > most => (null, "answer.bad-number"),
        var number => (new(item.Question, Number: number), null),
    };

    static (AnswerItem? Item, string? Code) One(SurveyQuestion question, AnswerItem item) => item.Choices switch
    {
        null or [] => default,
        [var choice] when choice >= 0 && choice < question.Options.Count => (new(item.Question, Choices: [choice]), null),
        _ => (null, "answer.bad-choice"),
    };

    static (AnswerItem? Item, string? Code) Any(SurveyQuestion question, AnswerItem item)
    {
        if (item.Choices is null or []) return default;
        var choices = item.Choices.Distinct().Order().ToArray();
        return choices.Length != item.Choices.Count || choices[0] < 0 || choices[^1] >= question.Options.Count
            ? (null, "answer.bad-choice")
            : (new(item.Question, Choices: choices), null);
    }

    static (AnswerItem? Item, string? Code) Matrix(SurveyQuestion question, AnswerItem item)
    {
        if (item.Choices is null or []) return default;
        if (item.Choices.Count != question.Rows.Count || item.Choices.Any(choice => choice < -1 || choice >= question.Options.Count)) return (null, "answer.bad-choice");
        if (item.Choices.All(choice => choice == -1)) return default;
        return question.IsRequired && item.Choices.Contains(-1) ? (null, "answer.missing") : (new(item.Question, Choices: [.. item.Choices]), null);
    }

    static (AnswerItem? Item, string? Code) InWords(AnswerItem item)
    {
        var text = Plain(item.Text ?? "");
        if (text.Length == 0) return default;
        return text.Length > MostTextLetters ? (null, "answer.too-long") : (new(item.Question, Text: text), null);
    }

    // Line ends as one sign, no other control signs nor signs that turn the direction of writing, no half of a surrogate pair.
    static string Plain(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
            if (rune.Value == '\n' || (!Rune.IsControl(rune) && rune.Value is not (>= 0x202A and <= 0x202E) and not (>= 0x2066 and <= 0x2069)))
                kept.Append(rune.ToString());
        return kept.ToString().Trim();
    }
}
