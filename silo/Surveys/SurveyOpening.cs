namespace TradeLive.Surveys;

/// <summary>Opens a survey: its key is made first, then fixed in the log; signatures are given only after that.</summary>
public sealed class SurveyOpening(IGrainFactory grains, SurveyKeys keys, IStaff staff, TimeProvider clock)
{
    /// <returns>What <see cref="ISurveyGrain.Open"/> refuses; <c>survey.too-few-invited</c> (k) also where too many of the invited have left.</returns>
    public async Task<Outcome> Open(string survey, Caller caller)
    {
        var grain = grains.GetGrain<ISurveyGrain>(survey);
        var state = await grain.Get();
        if (state.Phase == SurveyPhase.Open) return new(state.Events);
        var accounts = await staff.Accounts();
        var present = state.Terms is { } terms ? state with { Terms = terms with { Invited = [.. terms.Invited.Where(accounts.Contains)] } } : state;
        if (present.WhyNotOpened() is { } refusal) return new(state.Events, refusal);
        return await grain.Open(new(caller, await keys.Make(survey, SurveyRounds.Today(clock))));
    }
}
