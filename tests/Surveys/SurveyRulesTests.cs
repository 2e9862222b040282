using TradeLive.Surveys;
using static TradeLive.Tests.Surveys.Forms;

namespace TradeLive.Tests.Surveys;

public sealed class SurveyRulesTests
{
    static readonly DateTimeOffset Now = new(2026, 11, 25, 10, 0, 0, TimeSpan.Zero);
    static readonly Caller By = new(new("k"), "manager", "test");
    static readonly BlindKey Key = new([200, .. new byte[BlindKey.Length - 1]], [1, 0, 1]), Other = new([201, .. new byte[BlindKey.Length - 1]], [1, 0, 1]);
    static readonly string Hash = new('a', 64), OtherHash = new('b', 64);

    static SurveyTerms Terms(int invited = 6, int k = 5) => new(Plain, [.. Enumerable.Range(1, invited).Select(i => $"p{i}")], k);

    static Survey Fold(Survey survey, Decision<SurveyEvent> decision)
    {
        Assert.Null(decision.Refusal);
        return decision.Events.Aggregate(survey, (state, happened) => state.Apply(happened));
    }

    static Survey Drafted(SurveyTerms? terms = null) => Fold(new(), new Survey().Draft(new(By, terms ?? Terms(), "S1", 1), Now));

    static Survey Opened(SurveyTerms? terms = null) => Drafted(terms) is var survey ? Fold(survey, survey.Open(new(By, Key), Now)) : survey;

    static string? Code(Decision<SurveyEvent> decision) => decision.Refusal?.Code;

    [Fact]
    public void No_survey_opens_with_fewer_invited_than_it_promises_nor_promises_less_than_five()
    {
        Assert.Equal("survey.too-few-invited", Code(Drafted(Terms(invited: 4)).Open(new(By, Key), Now)));
        Assert.Equal("survey.too-few-invited", Code(Drafted(Terms(invited: 6, k: 7)).Open(new(By, Key), Now)));
        Assert.Equal("survey.bad-k", Code(new Survey().Draft(new(By, Terms(k: 4), "S1", 1), Now)));
        // The same person twice is one person.
        Assert.Equal("survey.too-few-invited", Code(Drafted(Terms() with { Invited = ["a", "a", "a", "a", "a", "b"] }).Open(new(By, Key), Now)));
    }

    [Fact]
    public void The_key_that_was_fixed_stays()
    {
        var open = Opened();
        Assert.Equal(Key.Fingerprint, ((SurveyOpened)Drafted().Open(new(By, Key), Now).Events[0]).Fingerprint);
        Assert.Empty(open.Open(new(By, Key), Now).Events);
        Assert.Equal("survey.is-open", Code(open.Open(new(By, Other), Now)));
        Assert.Equal("survey.bad-key", Code(Drafted().Open(new(By, new(new byte[256], [1, 0, 1])), Now)));
        Assert.Equal(2, open.OpenedBy);
        Assert.NotEqual(new BlindKey([1, 2], [3]).Fingerprint, new BlindKey([1], [2, 3]).Fingerprint);
    }

    [Fact]
    public void Each_person_gets_one_signature_and_the_same_one_again()
    {
        var open = Opened();
        var granted = Fold(open, open.Grant(new(By, "p1", Hash), Now));
        Assert.Empty(granted.Grant(new(By, "p1", Hash), Now).Events);
        Assert.Null(granted.Grant(new(By, "p1", Hash), Now).Refusal);
        Assert.Equal("survey.token-taken", Code(granted.Grant(new(By, "p1", OtherHash), Now)));
        Assert.Equal("survey.not-invited", Code(open.Grant(new(By, "p7", Hash), Now)));
        Assert.Equal("survey.not-open", Code(Drafted().Grant(new(By, "p1", Hash), Now)));
        Assert.Equal((1, 1), (granted.Granted, granted.Grants.Count));
    }

    [Fact]
    public void What_was_asked_is_not_changed_under_those_who_answer()
    {
        var open = Opened();
        Assert.Equal("survey.is-open", Code(open.Change(new(By, Terms() with { Form = Of(Mood()) }), Now)));
        Assert.Equal("survey.is-open", Code(open.Change(new(By, Terms(k: 6)), Now)));
        Assert.Equal("survey.is-open", Code(open.Change(new(By, Terms(invited: 5)), Now)));
        Assert.Equal(new DateOnly(2026, 12, 1), Fold(open, open.Change(new(By, Terms() with { ClosesOn = new(2026, 12, 1) }), Now)).Terms!.ClosesOn);
        Assert.Equal("survey.is-open", Code(open.Discard(Now)));
        Assert.Equal(8, Fold(open, open.Invite(new(By, ["p7", "p1", "p8"]), Now)).Terms!.Invited.Count);
    }

    [Fact]
    public void A_survey_ends_once()
    {
        var open = Opened();
        Assert.Equal("survey.not-closed", Code(open.Settle(new(By, 3), Now)));
        var closed = Fold(open, open.Close(Now));
        Assert.Equal("survey.not-open", Code(closed.Grant(new(By, "p1", Hash), Now)));
        Assert.Equal("survey.is-closed", Code(closed.Invite(new(By, ["p9"]), Now)));
        var ended = Fold(Fold(closed, closed.Release(new(By, 1, new(2026, 11, 26), 6, Hash), Now)), closed.Settle(new(By, 6), Now));
        Assert.Equal((6, 6, SurveyPhase.Settled), (ended.Answers, ended.Released, ended.Phase));
        Assert.Empty(ended.Release(new(By, 1, new(2026, 11, 26), 6, Hash), Now).Events);
        Assert.Throws<ArgumentException>(() => closed.Release(new(By, 1, new(2026, 11, 26), 4, Hash), Now));
    }

    [Fact]
    public void Who_answers_by_code_gets_no_signature_and_who_has_one_no_code()
    {
        var open = Opened();
        var granted = Fold(open, open.Grant(new(By, "p1", Hash), Now));
        Assert.Equal("survey.no-codes", Code(granted.MakeCodes(new(By, []), Now)));
        Assert.Equal("survey.not-all-invited", Code(granted.MakeCodes(new(By, ["p2", "p9"]), Now)));
        Assert.Equal("1", granted.MakeCodes(new(By, ["p1", "p2"]), Now).Refusal!.Data["count"]);
        var made = Fold(granted, granted.MakeCodes(new(By, ["p2", "p3", "p3"]), Now));
        Assert.Equal(["p2", "p3"], made.Coded);
        Assert.Equal("survey.code-instead", Code(made.Grant(new(By, "p2", Hash), Now)));
        Assert.Equal("survey.has-token", Code(made.MakeCodes(new(By, ["p3"]), Now)));
        Assert.Null(made.Grant(new(By, "p4", OtherHash), Now).Refusal);
    }

    [Fact]
    public void The_next_round_asks_the_same_of_those_who_are_still_there_a_month_later()
    {
        var terms = Terms() with { OpensOn = new(2026, 11, 20), ClosesOn = new(2026, 11, 24), Repeats = Recurrence.Monthly };
        var ended = Opened(terms) with { Phase = SurveyPhase.Settled };
        var next = ended.NextRound(person => person != "p2", new(2026, 11, 25))!;
        Assert.Equal((new DateOnly(2026, 12, 20), new DateOnly(2026, 12, 24)), (next.OpensOn, next.ClosesOn));
        Assert.DoesNotContain("p2", next.Invited);
        Assert.Equal(new DateOnly(2027, 3, 20), ended.NextRound(_ => true, new(2027, 3, 1))!.OpensOn);
        Assert.Equal("survey.needs-end", Code(new Survey().Draft(new(By, Terms() with { Repeats = Recurrence.Quarterly }, "S1", 1), Now)));
    }
}
