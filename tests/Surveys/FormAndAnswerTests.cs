using CsCheck;
using TradeLive.Surveys;
using static TradeLive.Tests.Surveys.Forms;

namespace TradeLive.Tests.Surveys;

public sealed class FormAndAnswerTests
{
    static readonly SurveyQuestion Load = new("load", QuestionKind.Choice, T("Load"), Texts("little", "right", "much"), IsRequired: true);
    static readonly SurveyQuestion Relief = new("relief", QuestionKind.Multiple, T("Relief"), Texts("a", "b", "c"), IsRequired: true, ShownIf: new("load", [2]));
    static readonly SurveyQuestion Rules = new("rules", QuestionKind.Matrix, T("Rules"), Texts("no", "yes"), Texts("pay", "leave"));
    static readonly SurveyForm Form = Of(Team(), Load, Relief, Rules, Mood(isRequired: false), new("enps", QuestionKind.Enps, T("eNPS")), Words());

    public static TheoryData<string, SurveyForm> Wrong => new()
    {
        { "survey.form-no-title", Form with { Title = T(" ") } },
        { "survey.form-questions", Of() },
        { "survey.form-questions", Of([.. Enumerable.Range(0, 61).Select(i => Mood() with { Id = $"q{i}" })]) },
        { "survey.form-bad-id", Of(Mood() with { Id = "Mood!" }) },
        { "survey.form-bad-id", Of(Mood() with { Id = "" }) },
        { "survey.form-id-twice", Of(Mood(), Mood()) },
        { "survey.form-no-text", Of(Mood() with { Text = new() }) },
        { "survey.form-too-long", Of(Mood() with { Text = T(new('x', 501)) }) },
        { "survey.form-options", Of(Load with { Options = Texts("one") }) },
        { "survey.form-options", Of(Load with { Options = [.. Enumerable.Range(0, 21).Select(i => T($"{i}"))] }) },
        { "survey.form-options", Of(Load with { Options = Texts("a", "") }) },
        { "survey.form-options", Of(Mood() with { Options = Texts("a", "b") }) },
        { "survey.form-rows", Of(Rules with { Rows = [] }) },
        { "survey.form-rows", Of(Load with { Rows = Texts("a") }) },
        { "survey.form-branch", Of(Relief, Load) },
        { "survey.form-branch", Of(Mood(), Relief with { ShownIf = new("mood", [1]) }) },
        { "survey.form-branch", Of(Load, Relief with { ShownIf = new("load", [3]) }) },
        { "survey.form-branch", Of(Load, Relief with { ShownIf = new("load", []) }) },
        { "survey.form-group", Of(Rules with { IsGroup = true }) },
        { "survey.form-group", Of(Load, Team() with { ShownIf = new("load", [0]) }) },
        { "survey.form-groups", Of(Team(), Load with { IsGroup = true }) },
    };

    [Theory, MemberData(nameof(Wrong))]
    public void A_form_that_cannot_be_asked_is_refused(string code, SurveyForm form) => Assert.Equal(code, FormRules.WrongWith(form)?.Code);

    [Fact]
    public void Every_template_can_be_asked_in_both_languages()
    {
        Assert.Equal(["needs", "policy", "training", "monthly"], SurveyTemplates.All.Select(template => template.Id));
        Assert.All(SurveyTemplates.All, template =>
        {
            Assert.Null(FormRules.WrongWith(template.Form));
            Bilingual[] texts = [template.Form.Title, template.Form.Intro, .. template.Form.Questions.SelectMany(question => (Bilingual[])[question.Text, .. question.Options, .. question.Rows])];
            Assert.All(texts, text => Assert.True(text.En.Length > 0 && text.Zh.Any(letter => letter > 0x3000 || text.Zh == text.En), text.ToString()));
        });
    }

    [Fact]
    public void A_text_that_is_missing_in_one_language_is_given_in_the_other()
    {
        Assert.Equal("你好", new Bilingual("Hello", "你好").In("zh-CN"));
        Assert.Equal("Hello", new Bilingual("Hello", " ").In("zh-CN"));
        Assert.Equal("你好", new Bilingual("", "你好").In("en"));
    }

    static (SurveyAnswer? Answer, string? Code) Clean(params AnswerItem[] items) => AnswerRules.Clean(Form, new(items)) is var (answer, refusal) ? (answer, refusal?.Code) : default;

    static AnswerItem Loaded(int option) => new("load", Choices: [option]);

    [Fact]
    public void What_a_branch_hides_is_dropped_and_what_it_shows_is_asked_for()
    {
        Assert.Equal("answer.missing", Clean(Loaded(2)).Code);
        Assert.Equal(["load", "relief"], Clean(Loaded(2), new("relief", Choices: [2, 0])).Answer!.Items.Select(item => item.Question));
        Assert.Equal(["load"], Clean(Loaded(1), new("relief", Choices: [2, 0])).Answer!.Items.Select(item => item.Question));
    }

    [Fact]
    public void An_answer_that_does_not_fit_the_question_is_refused()
    {
        Assert.Equal("answer.missing", Clean(new AnswerItem("mood", Number: 3)).Code);
        Assert.Equal("answer.unknown-question", Clean(Loaded(1), new("other", Number: 3)).Code);
        Assert.Equal("answer.twice", Clean(Loaded(1), Loaded(1)).Code);
        foreach (var number in new[] { 0, 6, -1, int.MinValue }) Assert.Equal("answer.bad-number", Clean(Loaded(1), new("mood", Number: number)).Code);
        foreach (var number in new[] { -1, 11 }) Assert.Equal("answer.bad-number", Clean(Loaded(1), new("enps", Number: number)).Code);
        foreach (var choices in new int[][] { [3], [-1], [0, 1] }) Assert.Equal("answer.bad-choice", Clean(new AnswerItem("load", Choices: choices)).Code);
        foreach (var choices in new int[][] { [0, 0], [3], [-1, 0] }) Assert.Equal("answer.bad-choice", Clean(Loaded(2), new("relief", Choices: choices)).Code);
        foreach (var choices in new int[][] { [0], [0, 2], [0, -2], [0, 0, 0] }) Assert.Equal("answer.bad-choice", Clean(Loaded(1), new("rules", Choices: choices)).Code);
        Assert.Equal("answer.too-long", Clean(Loaded(1), new("words", Text: new('x', 2001))).Code);
        Assert.Null(Clean(Loaded(1), new("words", Text: new('文', 2000))).Code);
        Assert.Equal("answer.empty", AnswerRules.Clean(Of(Words()), new([new("words", Text: " \n ")])).Refusal!.Code);
    }

    [Fact]
    public void A_text_loses_what_is_not_to_be_seen()
    {
        var text = Clean(Loaded(1), new("words", Text: " a\0b\r\nc\u202Ed\u2066\uD800e ")).Answer!.Find("words")!.Text;
        Assert.Equal("ab\ncd\uFFFDe", text);
    }

    static Gen<string> OneOf(params string[] names) => Gen.Int[0, names.Length - 1].Select(i => names[i]);

    static readonly Gen<AnswerItem> Item = Gen.OneOf(
        Gen.Select(OneOf("mood", "enps"), Gen.Int[-1, 11], (question, number) => new AnswerItem(question, Number: number)),
        Gen.Select(OneOf("team", "load", "relief", "rules"), Gen.Int[-1, 3].Array[0, 3], (question, choices) => new AnswerItem(question, Choices: choices)),
        Gen.Select(OneOf("words", "mood"), Gen.String[Gen.Char, 0, 8], (question, text) => new AnswerItem(question, Text: text)));

    static readonly Gen<SurveyAnswer> Any = Item.List[0, 7].Select(items => new SurveyAnswer([.. items, .. items.Any(item => item.Question == "load") ? Array.Empty<AnswerItem>() : [Loaded(2), new("relief", Choices: [1])]]));

    [Fact]
    public void A_clean_answer_stays_as_it_is_and_its_order_makes_no_other_receipt() => Any.Sample(answer =>
    {
        if (AnswerRules.Clean(Form, answer).Answer is not { } clean) return;
        var again = AnswerRules.Clean(Form, clean).Answer!;
        Assert.Equal(AnswerRules.Canonical(clean), AnswerRules.Canonical(again));
        var turned = AnswerRules.Clean(Form, new([.. answer.Items.Reverse()])).Answer!;
        Assert.Equal(AnswerRules.Canonical(clean), AnswerRules.Canonical(turned));
        var shown = Form.Questions.Where(question => AnswerRules.IsShown(question, clean.Find)).Select(question => question.Id);
        Assert.Empty(clean.Items.Select(item => item.Question).Except(shown));
    });

    [Fact]
    public void Answers_that_differ_are_never_written_alike() => Gen.Select(Any, Any).Sample((one, other) =>
    {
        if (AnswerRules.Clean(Form, one).Answer is not { } a || AnswerRules.Clean(Form, other).Answer is not { } b) return;
        static string Said(SurveyAnswer answer) => System.Text.Json.JsonSerializer.Serialize(answer);
        Assert.Equal(Said(a) == Said(b), AnswerRules.Canonical(a).AsSpan().SequenceEqual(AnswerRules.Canonical(b)));
    });

    [Fact]
    public void A_text_cannot_pass_for_another_item()
    {
        static byte[] Bytes(params AnswerItem[] items) => AnswerRules.Canonical(new(items));
        Assert.NotEqual(Bytes(new AnswerItem("a", Text: "x\nb:2:n3")), Bytes(new("a", Text: "x"), new("b", Number: 3)));
        Assert.NotEqual(Bytes(new AnswerItem("a", Text: "n3")), Bytes(new AnswerItem("a", Number: 3)));
    }
}
