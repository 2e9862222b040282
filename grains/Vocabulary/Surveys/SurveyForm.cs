using System.Text.Json.Serialization;

namespace TradeLive.Surveys;

/// <summary>A text in English and Chinese, of which one may be missing.</summary>
public sealed record Bilingual(string En = "", string Zh = "")
{
    [JsonIgnore] public bool IsEmpty => string.IsNullOrWhiteSpace(En) && string.IsNullOrWhiteSpace(Zh);

    /// <summary>The text in the language of a culture such as <c>zh-CN</c>; in the other one where it is missing.</summary>
    public string In(string culture)
    {
        var (wanted, other) = culture.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? (Zh, En) : (En, Zh);
        return string.IsNullOrWhiteSpace(wanted) ? other : wanted;
    }
}

public enum QuestionKind
{
    /// <summary>1 to 5.</summary>
    Rating,
    /// <summary>Whether one would recommend the employer: 0 to 10, of which 9 and 10 promote and 0 to 6 detract.</summary>
    Enps,
    /// <summary>One of the options.</summary>
    Choice,
    /// <summary>Any of the options.</summary>
    Multiple,
    /// <summary>One of the options in each row.</summary>
    Matrix,
    /// <summary>In one's own words.</summary>
    Text,
}

/// <summary>A question is shown only if an earlier single choice was answered by one of these options, counted from zero.</summary>
public sealed record ShownIf(string Question, IReadOnlyList<int> AnyOf);

/// <param name="Id">Unique in its form: 1 to 24 of a–z, 0–9 and hyphen.</param>
/// <param name="Options">Of a choice, multiple choice or matrix.</param>
/// <param name="Rows">Of a matrix.</param>
/// <param name="IsGroup">Results may be compared by it, where groups are large enough. At most one question of a form, a choice that is always shown.</param>
public sealed record SurveyQuestion(
    string Id, QuestionKind Kind, Bilingual Text, IReadOnlyList<Bilingual>? Options = null, IReadOnlyList<Bilingual>? Rows = null,
    bool IsRequired = false, ShownIf? ShownIf = null, bool IsGroup = false)
{
    public IReadOnlyList<Bilingual> Options { get => field ?? []; init; } = Options ?? [];
    public IReadOnlyList<Bilingual> Rows { get => field ?? []; init; } = Rows ?? [];
}

/// <summary>What is asked.</summary>
public sealed record SurveyForm(Bilingual Title, Bilingual Intro, IReadOnlyList<SurveyQuestion> Questions)
{
    public SurveyQuestion? Find(string id) => Questions.FirstOrDefault(question => question.Id == id);
}

/// <summary>The answer to one question: a number, options counted from zero, or a text.</summary>
/// <param name="Number">Of a rating or eNPS.</param>
/// <param name="Choices">Of a choice the one, of a multiple choice all; of a matrix one for each row, -1 where there is none.</param>
/// <param name="Text">In one's own words.</param>
public sealed record AnswerItem(string Question, int? Number = null, IReadOnlyList<int>? Choices = null, string? Text = null);

/// <summary>What one person answered, in any order.</summary>
public sealed record SurveyAnswer(IReadOnlyList<AnswerItem> Items)
{
    public AnswerItem? Find(string question) => Items.FirstOrDefault(item => item.Question == question);
}

/// <summary>How often a survey is held again.</summary>
public enum Recurrence { Never, Monthly, Quarterly }

public enum SurveyPhase
{
    Draft,
    /// <summary>Signatures are given and answers taken.</summary>
    Open,
    /// <summary>Nothing more is taken; the last answers are about to be released.</summary>
    Closed,
    /// <summary>The last answers are released, or were too few and are destroyed; and so is the private key.</summary>
    Settled,
    Discarded,
}
