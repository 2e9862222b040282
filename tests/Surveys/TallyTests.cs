using CsCheck;
using TradeLive.Surveys;
using TradeLive.Views;
using static TradeLive.Tests.Surveys.Forms;

namespace TradeLive.Tests.Surveys;

/// <summary>What is shown, and that nothing can be reckoned from it about fewer than k.</summary>
public sealed class TallyTests
{
    const int K = 5;

    static readonly SurveyQuestion Load = new("load", QuestionKind.Choice, T("Load"), Texts("little", "right", "much"));
    static readonly SurveyQuestion Relief = new("relief", QuestionKind.Multiple, T("Relief"), Texts("a", "b"), ShownIf: new("load", [2]));
    static readonly SurveyQuestion Rules = new("rules", QuestionKind.Matrix, T("Rules"), Texts("no", "yes"), Texts("pay", "leave"));
    static readonly SurveyQuestion Enps = new("enps", QuestionKind.Enps, T("eNPS"));
    static readonly SurveyForm Whole = Of(Mood(isRequired: false), Load, Relief, Rules, Enps, Words(new("load", [2]))), Grouped = Of([Team(), .. Whole.Questions]);

    static ReleasedAnswer Released(int i, params AnswerItem[] items) => new($"{i:x32}", new(items));

    static SurveyResults Of(SurveyForm form, bool hasEnded, params IEnumerable<ReleasedAnswer>[] batches) =>
        Tally.Of("S1", form, K, [.. batches.Select(IReadOnlyList<ReleasedAnswer> (batch) => [.. batch])], hasEnded);

    static SurveyForm Of(params SurveyQuestion[] questions) => Forms.Of(questions);

    static IEnumerable<ReleasedAnswer> InTeams(params int[] sizes) => sizes.SelectMany((size, team) => Enumerable.Range(0, size).Select(i =>
        Released(100 * team + i, new("team", Choices: [team]), new("mood", Number: 1 + i % 5), new("load", Choices: [i % 2]))));

    static GroupResult Group(SurveyResults results, string question, int option) => results.Find(question)!.Groups!.Single(one => one.Option == option);

    [Fact]
    public void Nothing_at_all_is_shown_of_fewer_than_k()
    {
        var results = Of(Plain, true, Enumerable.Range(0, 4).Select(i => Released(i, new("mood", Number: 3), new("words", Text: "hello"))));
        Assert.Equal((Withheld.TooFew, 0), (results.Withheld, results.Answers));
        Assert.Empty(results.Questions);
    }

    [Fact]
    public void Means_and_eNPS_are_reckoned_as_they_are_everywhere()
    {
        int[] moods = [1, 2, 3, 4, 5], likely = [10, 9, 8, 7, 6];
        var results = Of(Of(Mood(), Enps), true, moods.Select((mood, i) => Released(i, new("mood", Number: mood), new("enps", Number: likely[i]))));
        Assert.Equal((3.0, 5), (results.Find("mood")!.Mean, results.Find("mood")!.Answered));
        Assert.Equal([1, 1, 1, 1, 1], results.Find("mood")!.Counts!);
        Assert.Equal(20, results.Find("enps")!.Enps); // 2 promote, 1 detracts, of 5
    }

    [Fact]
    public void A_group_under_k_takes_the_smallest_other_one_with_it_so_that_it_cannot_be_reckoned()
    {
        var results = Of(Grouped, true, InTeams(9, 6, 5, 1));
        Assert.False(Group(results, "mood", 0).Withheld);
        Assert.False(Group(results, "mood", 1).Withheld);
        Assert.True(Group(results, "mood", 2).Withheld);
        Assert.True(Group(results, "mood", 3).Withheld);
        Assert.Equal([9, 6, -1, -1], results.Find("team")!.Counts!);
        Assert.Null(Group(results, "mood", 2).Mean);
    }

    [Fact]
    public void Small_groups_that_are_together_under_k_take_another_with_them() =>
        Assert.Equal([false, true, true, true], Suppression.Withheld([9, 6, 2, 1], K));

    [Fact]
    public void Groups_are_shown_only_when_the_survey_has_ended()
    {
        var results = Of(Grouped, false, InTeams(9, 6, 5, 5));
        Assert.Equal(Withheld.UntilClosed, results.Withheld);
        Assert.Empty(results.Questions);
    }

    [Fact]
    public void A_distribution_by_group_is_left_out_where_a_cell_is_too_small()
    {
        Assert.Null(Group(Of(Grouped, true, InTeams(9, 6, 5, 5)), "load", 0).Counts); // 5 and 4
        Assert.Equal([10, 10, 0], Group(Of(Grouped, true, InTeams(20, 10)), "load", 0).Counts!);
    }

    [Fact]
    public void Texts_stand_in_another_order_than_the_answers_and_for_each_question_in_another()
    {
        var form = Of(Mood(), Words(), Words() with { Id = "more" });
        var results = Of(form, true, Enumerable.Range(0, 30).Select(i => Released(i * 7919, new("mood", Number: 3), new("words", Text: $"{i}"), new("more", Text: $"{i}"))));
        var (words, more) = (results.Find("words")!.Texts!, results.Find("more")!.Texts!);
        Assert.Equal(words.Order(), more.Order());
        Assert.NotEqual(words, more);
        Assert.NotEqual(Enumerable.Range(0, 30).Select(i => $"{i}"), words);
    }

    [Fact]
    public void What_fewer_than_k_in_a_batch_answered_is_counted_only_together_with_later_ones()
    {
        static IEnumerable<ReleasedAnswer> Batch(int from, int with) =>
            Enumerable.Range(from, 6).Select(i => i - from < with ? Released(i, new("load", Choices: [0]), new("mood", Number: 5)) : Released(i, new AnswerItem("load", Choices: [0])));
        var (first, second, third) = (Batch(0, 6), Batch(10, 2), Batch(20, 3));
        Assert.Equal(6, Of(Whole, false, first).Find("mood")!.Answered);
        Assert.Equal(6, Of(Whole, false, first, second).Find("mood")!.Answered);
        Assert.Equal(11, Of(Whole, false, first, second, third).Find("mood")!.Answered);
        Assert.Equal(18, Of(Whole, false, first, second, third).Find("load")!.Answered);
    }

    static readonly Gen<AnswerItem[]> Items = Gen.Select(Gen.Int[-1, 3], Gen.Int[0, 5], Gen.Int[-1, 2], Gen.Int[0, 3], Gen.Int[-1, 10], (team, mood, load, bits, enps) => (AnswerItem[])
    [
        .. team < 0 ? Array.Empty<AnswerItem>() : [new("team", Choices: [team])],
        .. mood == 0 ? Array.Empty<AnswerItem>() : [new("mood", Number: mood)],
        .. load < 0 ? Array.Empty<AnswerItem>() : [new("load", Choices: [load])],
        .. load < 2 || bits == 0 ? Array.Empty<AnswerItem>() : [new("relief", Choices: bits == 3 ? [0, 1] : [bits - 1]), new("words", Text: "x")],
        .. bits == 0 ? Array.Empty<AnswerItem>() : [new("rules", Choices: [bits % 2, bits / 2])],
        .. enps < 0 ? Array.Empty<AnswerItem>() : [new("enps", Number: enps)],
    ]);

    static bool IsSafe(int count) => count == 0 || count >= K;

    [Fact]
    public void No_two_results_in_a_row_differ_by_fewer_than_k()
    {
        Items.Array[K, 12].Array[1, 5].Sample(batches =>
        {
            var released = batches.Select((batch, b) => batch.Select((items, i) => Released(100 * b + i, [.. items.Where(item => item.Question != "team")])).ToArray()).ToArray();
            SurveyResults? before = null;
            for (var shown = 1; shown <= released.Length; shown++)
            {
                var results = Of(Whole, shown == released.Length, released[..shown]);
                Assert.True(IsSafe(results.Answers - (before?.Answers ?? 0)));
                foreach (var one in results.Questions.Where(one => one.Kind != QuestionKind.Text))
                    Assert.True(IsSafe(one.Answered - (before?.Find(one.Question)?.Answered ?? 0)), $"{one.Question}: {one.Answered} after {before?.Find(one.Question)?.Answered}");
                before = results;
            }
        }, iter: 2000);
    }

    [Fact]
    public void No_subtraction_of_shown_groups_leaves_fewer_than_k()
    {
        var (views, withheldViews) = (0, 0);
        Items.Array[K, 60].Sample(answers =>
        {
            var results = Of(Grouped, true, answers.Select((items, i) => Released(i, items)));
            AssertApart(results.Answers, [.. results.Find("team")!.Counts!.Where(count => count >= 0)]);
            foreach (var one in results.Questions.Where(one => one.Groups is not null))
            {
                var shown = one.Groups!.Where(group => !group.Withheld).ToList();
                Interlocked.Add(ref views, shown.Count);
                Interlocked.Add(ref withheldViews, one.Groups!.Count - shown.Count);
                AssertApart(one.Answered, [.. shown.Select(group => group.Answered)]);
                AssertSpreadApart(one, shown);
            }
        }, iter: 3000);
        Assert.True(views > 1000 && withheldViews > 1000, $"{views} groups shown, {withheldViews} withheld");
        TestContext.Current.TestOutputHelper?.WriteLine($"{views} groups shown, {withheldViews} withheld");
    }

    // Every cell, and whatever is left of the whole after taking any of them away.
    static void AssertApart(int whole, int[] shown)
    {
        Assert.All(shown, count => Assert.True(IsSafe(count)));
        for (var subset = 1; subset < 1 << shown.Length; subset++)
        {
            var left = whole - shown.Where((_, i) => (subset >> i & 1) == 1).Sum();
            Assert.True(IsSafe(left), $"{left} left of {whole} beside {string.Join(", ", shown)}");
        }
    }

    static void AssertSpreadApart(QuestionResult one, List<GroupResult> shown)
    {
        var spread = shown.Where(group => group.Counts is not null).ToList();
        for (var option = 0; spread.Count > 0 && option < one.Counts!.Count; option++)
        {
            AssertApart(one.Counts[option], [.. spread.Select(group => group.Counts![option])]);
            if (one.Kind == QuestionKind.Multiple) AssertApart(one.Answered - one.Counts[option], [.. spread.Select(group => group.Answered - group.Counts![option])]);
        }
        var rows = shown.Where(group => group.Rows is not null).ToList();
        for (var row = 0; rows.Count > 0 && row < one.Rows!.Count; row++)
            for (var option = 0; option < one.Rows[row].Count; option++)
                AssertApart(one.Rows[row][option], [.. rows.Select(group => group.Rows![row][option])]);
    }
}
