namespace TradeLive.Surveys;

internal sealed class SurveyGrain([PersistentState("survey")] IPersistentState<Recorded<Survey>> record, TimeProvider clock)
    : RecordedGrain<Survey, SurveyEvent>(record, clock, (survey, happened) => survey.Apply(happened)), ISurveyGrain
{
    protected override string StreamKind => "survey";

    public ValueTask<Outcome> Draft(DraftSurvey c) => Decide(c.Caller, (survey, now) => survey.Draft(c, now));
    public ValueTask<Outcome> Change(ChangeSurvey c) => Decide(c.Caller, (survey, now) => survey.Change(c, now), c.Seen);
    public ValueTask<Outcome> Open(OpenSurvey c) => Decide(c.Caller, (survey, now) => survey.Open(c, now));
    public ValueTask<Outcome> Invite(InviteToSurvey c) => Decide(c.Caller, (survey, now) => survey.Invite(c, now));
    public ValueTask<Outcome> Grant(GrantToken c) => Decide(c.Caller, (survey, now) => survey.Grant(c, now));
    public ValueTask<Outcome> MakeCodes(MakeCodes c) => Decide(c.Caller, (survey, now) => survey.MakeCodes(c, now));
    public ValueTask<Outcome> Release(ReleaseAnswers c) => Decide(c.Caller, (survey, now) => survey.Release(c, now));
    public ValueTask<Outcome> Close(CloseSurvey c) => Decide(c.Caller, (survey, now) => survey.Close(now));
    public ValueTask<Outcome> Settle(SettleSurvey c) => Decide(c.Caller, (survey, now) => survey.Settle(c, now));
    public ValueTask<Outcome> Discard(DiscardSurvey c) => Decide(c.Caller, (survey, now) => survey.Discard(now));
    public ValueTask<Survey> Get() => new(State);
}
