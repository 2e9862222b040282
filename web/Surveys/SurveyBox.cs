using System.Security.Cryptography;
using TradeLive.Surveys;
using TradeLive.Views;

namespace TradeLive.Web.Surveys;

/// <summary>Takes answers from whoever holds a signed token or a code, and asks nothing about who that is.</summary>
public sealed class SurveyBox(IGrainFactory grains, AnswerStore store)
{
    /// <summary>Length of a token: the random prefix and the random message.</summary>
    public const int TokenLength = 64;

    /// <returns>
    /// What was received; or a refusal: <c>survey.unknown</c>, <c>survey.not-open</c>, <c>survey.bad-token</c>, <c>survey.bad-code</c>, <c>survey.bad-mark</c>, and what
    /// <see cref="AnswerRules.Clean(SurveyForm, SurveyAnswer)"/> says.
    /// </returns>
    public async Task<(BoxReceived? Received, Refusal? Refusal)> Put(string id, BoxAnswer given)
    {
        var survey = await grains.GetGrain<ISurveyGrain>(id).Get();
        if (survey is not { Terms: { } terms, Key: { } key }) return (null, Refusal.Of("survey.unknown"));
        if (survey.Phase != SurveyPhase.Open) return (null, Refusal.Of("survey.not-open"));
        if (given.Mark is { } sent && sent.Length != Receipt.Length) return (null, Refusal.Of("survey.bad-mark"));
        if (TokenOf(id, key, given) is not { } token) return (null, Refusal.Of(given.Code is null ? "survey.bad-token" : "survey.bad-code"));
        var (clean, refusal) = AnswerRules.Clean(terms.Form, given.Answer);
        if (clean is null) return (null, refusal);

        var secret = given.Mark is null ? RandomNumberGenerator.GetBytes(Receipt.Length) : null;
        var mark = given.Mark ?? Receipt.Mark(secret!);
        return await store.Put(id, token, given.Code is not null, mark, clean) switch
        {
            Reception.Taken => (new(false, Receipt.Of(mark, clean), secret), null),
            Reception.WasReceived => (new(true), null),
            Reception.UnknownCode => (null, Refusal.Of("survey.bad-code")),
            _ => (null, Refusal.Of("survey.not-open")),
        };
    }

    /// <returns>The hash under which the token or code is spent; null if it is not genuine. Whether a code is known, the store says.</returns>
    static string? TokenOf(string id, BlindKey key, BoxAnswer given)
    {
        if (given.Code is { } code) return given.Token is null && code.Length <= TokenLength ? OneTimeCode.HashOf(id, code) : null;
        if (given is not { Token: { Length: TokenLength } token, Signature: { } signature }) return null;
        using var rsa = RSA.Create(new RSAParameters { Modulus = key.Modulus, Exponent = key.Exponent });
        return rsa.VerifyData(token, signature, HashAlgorithmName.SHA384, RSASignaturePadding.Pss) ? Convert.ToHexStringLower(SHA256.HashData(token)) : null;
    }
}
