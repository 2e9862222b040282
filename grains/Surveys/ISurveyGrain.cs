namespace TradeLive.Surveys;

/// <summary>One survey: what is asked, who is invited, who got a signature; never what was answered. Keyed by its id.</summary>
/// <remarks>Every command is idempotent by its caller's key. All but Draft refuse with <c>survey.unknown</c> before it is drafted.</remarks>
[Alias("survey")]
public interface ISurveyGrain : IGrainWithStringKey
{
    /// <summary>Begins a survey. Drafting it again with the same terms changes nothing.</summary>
    /// <returns><c>survey.already-drafted</c>, or what <see cref="Change"/> refuses.</returns>
    [Alias("draft")] ValueTask<Outcome> Draft(DraftSurvey command);

    /// <summary>Changes a draft; of an open survey, only when it closes and how often it is held again.</summary>
    /// <returns>What <see cref="FormRules.WrongWith(SurveyForm)"/> says; <c>survey.bad-k</c>, <c>survey.too-many-invited</c>, <c>survey.bad-days</c>, <c>survey.needs-end</c>, <c>survey.is-open</c>, <c>survey.is-closed</c>.</returns>
    [Alias("change")] ValueTask<Outcome> Change(ChangeSurvey command);

    /// <summary>Fixes the key in the log and lets answers in. Opening it again with the same key changes nothing.</summary>
    /// <returns><c>survey.too-few-invited</c> (k), <c>survey.bad-key</c>, <c>survey.is-open</c>, <c>survey.is-closed</c>.</returns>
    [Alias("open")] ValueTask<Outcome> Open(OpenSurvey command);

    /// <summary>Invites more people. Those who are invited already stay so.</summary>
    /// <returns><c>survey.too-many-invited</c>, <c>survey.is-closed</c>.</returns>
    [Alias("invite")] ValueTask<Outcome> Invite(InviteToSurvey command);

    /// <summary>Lets one blinded message of a person be signed. The same message again changes nothing, so that a signature that was lost on the way can be given again.</summary>
    /// <returns><c>survey.not-open</c>, <c>survey.not-invited</c>, <c>survey.code-instead</c>, <c>survey.token-taken</c> if another message was signed for that person.</returns>
    [Alias("grant")] ValueTask<Outcome> Grant(GrantToken command);

    /// <summary>Notes that a batch of one-time codes is made for some people, who get no signature from now on: one answer each, one way or the other.</summary>
    /// <returns><c>survey.not-open</c>, <c>survey.not-all-invited</c>, <c>survey.has-token</c> (count) for those who have a signature or a code already, <c>survey.no-codes</c> for nobody.</returns>
    [Alias("make-codes")] ValueTask<Outcome> MakeCodes(MakeCodes command);

    /// <summary>A batch of answers was released. The same number again changes nothing.</summary>
    [Alias("release")] ValueTask<Outcome> Release(ReleaseAnswers command);

    /// <summary>Takes nothing more.</summary>
    /// <returns><c>survey.not-open</c> for a draft.</returns>
    [Alias("close")] ValueTask<Outcome> Close(CloseSurvey command);

    /// <summary>The last answers are released or destroyed, and so is the private key.</summary>
    /// <returns><c>survey.not-closed</c>.</returns>
    [Alias("settle")] ValueTask<Outcome> Settle(SettleSurvey command);

    /// <summary>Gives a draft up.</summary>
    /// <returns><c>survey.is-open</c>, <c>survey.is-closed</c>.</returns>
    [Alias("discard")] ValueTask<Outcome> Discard(DiscardSurvey command);

    /// <summary>The state as it is stored.</summary>
    [Alias("get")] ValueTask<Survey> Get();
}

/// <param name="Series">Id shared by the rounds of a survey that is held again.</param>
/// <param name="Number">Round: 1 for the first.</param>
[GenerateSerializer, Immutable, Alias("survey.draft.v1")]
public sealed record DraftSurvey(Caller Caller, SurveyTerms Terms, string Series, int Number);

/// <param name="Seen">Version that the caller saw; <c>changed-meanwhile</c> (by) if it is past that. Null overwrites.</param>
[GenerateSerializer, Immutable, Alias("survey.change.v1")]
public sealed record ChangeSurvey(Caller Caller, SurveyTerms Terms, long? Seen = null);

[GenerateSerializer, Immutable, Alias("survey.open.v1")]
public sealed record OpenSurvey(Caller Caller, BlindKey Key);

/// <param name="People">Ids of accounts.</param>
[GenerateSerializer, Immutable, Alias("survey.invite.v1")]
public sealed record InviteToSurvey(Caller Caller, IReadOnlyList<string> People);

/// <param name="Person">Id of the account.</param>
/// <param name="Blinded">SHA-256 of the blinded message, lower-case hex.</param>
[GenerateSerializer, Immutable, Alias("survey.grant.v1")]
public sealed record GrantToken(Caller Caller, string Person, string Blinded);

/// <param name="People">Ids of accounts. Which code is whose, nobody is told.</param>
[GenerateSerializer, Immutable, Alias("survey.make-codes.v1")]
public sealed record MakeCodes(Caller Caller, IReadOnlyList<string> People);

/// <param name="Number">1 for the first batch of the survey.</param>
/// <param name="Digest">As <see cref="Receipt.Digest"/>.</param>
[GenerateSerializer, Immutable, Alias("survey.release.v1")]
public sealed record ReleaseAnswers(Caller Caller, int Number, DateOnly Day, int Count, string Digest);

[GenerateSerializer, Immutable, Alias("survey.close.v1")]
public sealed record CloseSurvey(Caller Caller);

/// <param name="Answers">Received in all, those destroyed included.</param>
[GenerateSerializer, Immutable, Alias("survey.settle.v1")]
public sealed record SettleSurvey(Caller Caller, int Answers);

[GenerateSerializer, Immutable, Alias("survey.discard.v1")]
public sealed record DiscardSurvey(Caller Caller);
