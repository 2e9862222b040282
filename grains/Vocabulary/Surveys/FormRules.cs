namespace TradeLive.Surveys;

/// <summary>What makes a form acceptable.</summary>
public static class FormRules
{
    public const int MostQuestions = 60, FewestOptions = 2, MostOptions = 20, MostRows = 20, MostLetters = 500, MostIntroLetters = 4000;

    const int MostIdLetters = 24;

    /// <returns>
    /// <c>survey.form-no-title</c>, <c>survey.form-too-long</c>, <c>survey.form-questions</c> (count), or of a question (question): <c>survey.form-bad-id</c>,
    /// <c>-id-twice</c>, <c>-no-text</c>, <c>-options</c>, <c>-rows</c>, <c>-branch</c>, <c>-group</c>, <c>-groups</c>; null if nothing is wrong.
    /// </returns>
    public static Refusal? WrongWith(SurveyForm form)
    {
        if (form.Title.IsEmpty) return Refusal.Of("survey.form-no-title");
        if (IsTooLong(form.Title, MostLetters) || IsTooLong(form.Intro, MostIntroLetters)) return Refusal.Of("survey.form-too-long");
        if (form.Questions.Count is 0 or > MostQuestions) return Refusal.Of("survey.form-questions", ("count", $"{form.Questions.Count}"));
        for (var i = 0; i < form.Questions.Count; i++)
            if (WrongWith(form, i) is { } code)
                return Refusal.Of(code, ("question", form.Questions[i].Id));
        return null;
    }

    static string? WrongWith(SurveyForm form, int index)
    {
        var question = form.Questions[index];
        if (question.Id.Length is 0 or > MostIdLetters || !question.Id.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-'))
            return "survey.form-bad-id";
        if (form.Questions.Take(index).Any(other => other.Id == question.Id)) return "survey.form-id-twice";
        if (question.Text.IsEmpty) return "survey.form-no-text";
        if (IsTooLong(question.Text, MostLetters) || question.Options.Concat(question.Rows).Any(text => IsTooLong(text, MostLetters))) return "survey.form-too-long";
        if (!Enum.IsDefined(question.Kind) || !HasRightOptions(question)) return "survey.form-options";
        if (!HasRightRows(question)) return "survey.form-rows";
        if (question.ShownIf is { } shown && !IsBranch(form, index, shown)) return "survey.form-branch";
        if (!question.IsGroup) return null;
        if (question.Kind != QuestionKind.Choice || question.ShownIf is not null) return "survey.form-group";
        return form.Questions.Take(index).Any(other => other.IsGroup) ? "survey.form-groups" : null;
    }

    static bool HasRightOptions(SurveyQuestion question) => question.Kind is QuestionKind.Choice or QuestionKind.Multiple or QuestionKind.Matrix
        ? question.Options.Count is >= FewestOptions and <= MostOptions && !question.Options.Any(option => option.IsEmpty)
        : question.Options.Count == 0;

    static bool HasRightRows(SurveyQuestion question) => question.Kind == QuestionKind.Matrix
        ? question.Rows.Count is > 0 and <= MostRows && !question.Rows.Any(row => row.IsEmpty)
        : question.Rows.Count == 0;

    static bool IsBranch(SurveyForm form, int index, ShownIf shown) =>
        form.Questions.Take(index).FirstOrDefault(other => other.Id == shown.Question) is { Kind: QuestionKind.Choice } asked
        && shown.AnyOf.Count is > 0 and <= MostOptions && shown.AnyOf.All(option => option >= 0 && option < asked.Options.Count);

    static bool IsTooLong(Bilingual text, int most) => text.En.Length > most || text.Zh.Length > most;
}
