namespace TradeLive.Company;

internal sealed class CompanyGrain([PersistentState("company")] IPersistentState<Recorded<CompanyState>> record, TimeProvider clock)
    : RecordedGrain<CompanyState, CompanyEvent>(record, clock, (company, happened) => company.Apply(happened)), ICompanyGrain
{
    protected override string StreamKind => "company";

    public ValueTask<Outcome> SetUp(SetUpCompany c) => Decide(c.Caller, (company, now) => company.SetUp(c, now));
    public ValueTask<Outcome> Change(ChangeCompany c) => Decide(c.Caller, (company, now) => company.Change(c, now), c.Seen);
    public ValueTask<Outcome> SetRates(SetRates c) => Decide(c.Caller, (company, now) => company.SetRates(c, now));
    public ValueTask<Outcome> MarkSampleLoaded(MarkSampleLoaded c) => Decide(c.Caller, (company, now) => company.MarkSampleLoaded(c, now));
    public ValueTask<CompanyState> Get() => new(State);
}
