using System.Security.Cryptography;
using System.Text;

namespace TradeLive.Surveys;

/// <summary>
/// By its receipt a respondent finds the answer in the published set, and nobody else can: a hash over a secret of the respondent's device and the answer
/// to the letter.
/// </summary>
public static class Receipt
{
    /// <summary>Length of secret and mark, in bytes.</summary>
    public const int Length = 32;

    /// <summary>What is sent along with an answer in place of the secret, so that only who holds the secret can show to have written it.</summary>
    public static byte[] Mark(byte[] secret) => SHA256.HashData(secret);

    /// <returns>SHA-256 over mark and answer, lower-case hex.</returns>
    /// <param name="clean">As <see cref="AnswerRules.Clean(SurveyForm, SurveyAnswer)"/> gives it.</param>
    public static string Of(byte[] mark, SurveyAnswer clean) => Convert.ToHexStringLower(SHA256.HashData([.. mark, .. AnswerRules.Canonical(clean)]));

    /// <summary>What the change log says of the receipts of one release: SHA-256 over them, sorted and one a line, lower-case hex.</summary>
    public static string Digest(IEnumerable<string> receipts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Join('\n', receipts.Order(StringComparer.Ordinal)))));
}
