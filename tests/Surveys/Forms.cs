using TradeLive.Surveys;

namespace TradeLive.Tests.Surveys;

/// <summary>Forms and answers to try with.</summary>
static class Forms
{
    public static Bilingual T(string text) => new(text);

    public static IReadOnlyList<Bilingual> Texts(params string[] texts) => [.. texts.Select(T)];

    public static SurveyQuestion Mood(bool isRequired = true) => new("mood", QuestionKind.Rating, T("Mood"), IsRequired: isRequired);

    public static SurveyQuestion Team(int options = 4) =>
        new("team", QuestionKind.Choice, T("Team"), [.. Enumerable.Range(1, options).Select(i => T($"Team {i}"))], IsGroup: true);

    public static SurveyQuestion Words(ShownIf? shownIf = null) => new("words", QuestionKind.Text, T("Anything else?"), ShownIf: shownIf);

    public static SurveyForm Of(params SurveyQuestion[] questions) => new(T("How was the month?"), T(""), questions);

    /// <summary>A rating and a text.</summary>
    public static SurveyForm Plain { get; } = Of(Mood(), Words());

    public static SurveyAnswer Answer(int mood, string? words = null) =>
        new(words is null ? [new("mood", Number: mood)] : [new("mood", Number: mood), new("words", Text: words)]);
}
