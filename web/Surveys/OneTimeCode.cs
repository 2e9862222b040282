using System.Security.Cryptography;
using System.Text;

namespace TradeLive.Web.Surveys;

/// <summary>A printed code in place of a signature: 20 letters and digits that are not mistaken for one another, of 31.</summary>
static class OneTimeCode
{
    const string Signs = "abcdefghjkmnpqrstuvwxyz23456789";
    const int Length = 20, Group = 5;

    /// <returns>Such as <c>abcde-fghjk-mnpqr-stuvw</c>.</returns>
    public static string New() => string.Join('-', RandomNumberGenerator.GetString(Signs, Length).Chunk(Group).Select(group => new string(group)));

    /// <summary>What is kept of a code of a survey. Case and what separates its groups do not count.</summary>
    public static string HashOf(string survey, string code) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"code\n{survey}\n{new string([.. code.Where(char.IsAsciiLetterOrDigit).Select(char.ToLowerInvariant)])}")));
}
