namespace TradeLive.Inquiries;

internal sealed class InquiryGrain(
    [PersistentState("inquiry")] IPersistentState<Recorded<Inquiry>> record, TimeProvider clock)
    : RecordedGrain<Inquiry, InquiryEvent>(record, clock, (inquiry, happened) => inquiry.Apply(happened)), IInquiryGrain
{
    protected override string StreamKind => "inquiry";

    public ValueTask<Outcome> Receive(ReceiveInquiry c) => Decide(c.Caller, (inquiry, now) => inquiry.Receive(c, Id, now));
    public ValueTask<Outcome> Triage(TriageInquiry c) => Decide(c.Caller, (inquiry, now) => inquiry.Triage(c, now));
    public ValueTask<Outcome> Rescore(RescoreInquiry c) => Decide(c.Caller, (inquiry, now) => inquiry.Rescore(c, now));
    public ValueTask<Outcome> Contest(ContestScore c) => Decide(c.Caller, (inquiry, now) => inquiry.Contest(c, now));
    public ValueTask<Outcome> MarkContestSeen(MarkContestSeen c) => Decide(c.Caller, (inquiry, now) => inquiry.MarkContestSeen(c, now));
    public ValueTask<Outcome> Route(RouteInquiry c) => Decide(c.Caller, (inquiry, now) => inquiry.Route(c, now));
    public ValueTask<Outcome> TakeBack(TakeBackOffer c) => Decide(c.Caller, (inquiry, now) => inquiry.TakeBack(c, now));
    public ValueTask<Outcome> Escalate(EscalateInquiry c) => Decide(c.Caller, (inquiry, now) => inquiry.Escalate(c, now));
    public ValueTask<Outcome> Claim(ClaimInquiry c) => Decide(c.Caller, (inquiry, now) => inquiry.Claim(c, now));
    public ValueTask<Outcome> Release(ReleaseInquiry c) => Decide(c.Caller, (inquiry, now) => inquiry.Release(now));
    public ValueTask<Outcome> Reassign(ReassignInquiry c) => Decide(c.Caller, (inquiry, now) => inquiry.Reassign(c, now));
    public ValueTask<Outcome> RecordContact(RecordContact c) => Decide(c.Caller, (inquiry, now) => inquiry.RecordContact(c, now));
    public ValueTask<Outcome> CheckReply(CheckReply c) => Decide(c.Caller, (inquiry, now) => inquiry.CheckReply(now));
    public ValueTask<Outcome> Note(NoteInquiry c) => Decide(c.Caller, (inquiry, now) => inquiry.Note(c, now));
    public ValueTask<Outcome> Move(MoveInquiry c) => Decide(c.Caller, (inquiry, now) => inquiry.Move(c, now));
    public ValueTask<Outcome> Quote(QuoteInquiry c) => Decide(c.Caller, (inquiry, now) => inquiry.Quote(c, now));
    public ValueTask<Outcome> Win(WinInquiry c) => Decide(c.Caller, (inquiry, now) => inquiry.Win(c, Id, now));
    public ValueTask<Outcome> Lose(LoseInquiry c) => Decide(c.Caller, (inquiry, now) => inquiry.Lose(c, now));
    public ValueTask<Outcome> Reopen(ReopenInquiry c) => Decide(c.Caller, (inquiry, now) => inquiry.Reopen(now));
    public ValueTask<Outcome> Amend(AmendInquiry c) => Decide(c.Caller, (inquiry, now) => inquiry.Amend(c, now));
    public ValueTask<Inquiry> Get() => new(State);

    InquiryId Id => new(this.GetPrimaryKeyString());
}
