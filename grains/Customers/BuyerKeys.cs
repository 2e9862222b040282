using System.Globalization;
using PhoneNumbers;
using TradeLive.Inquiries;

namespace TradeLive.Customers;

/// <summary>What a buyer is recognised by: mail address, the company's mail domain, phone. Pure.</summary>
public static class BuyerKeys
{
    /// <summary>The keys in the order in which they are to be taken, those that most buyers share first; the first that is known decides who it is.</summary>
    /// <remarks>A company's mail domain stands for every address in it. Where neither mail nor phone is given, the exact name of the company together with its country is the key.</remarks>
    public static IReadOnlyList<string> Of(Buyer buyer)
    {
        var keys = new List<string>();
        if (Mail(buyer.Email) is { } mail)
        {
            var domain = mail[(mail.IndexOf('@', StringComparison.Ordinal) + 1)..];
            keys.Add(MailDomain.KindOf(domain) == MailKind.Company ? $"domain:{domain}" : $"mail:{mail}");
        }
        if (Phone(buyer.Phone, buyer.Country) is { } phone) keys.Add($"phone:{phone}");
        if (keys.Count == 0 && Name(buyer.Company) is { Length: > 0 } name) keys.Add($"company:{buyer.Country ?? "--"}:{name}");
        return keys;
    }

    /// <summary>The address in lower case without what mailers ignore: surrounding space and brackets, and a tag after a plus sign.</summary>
    /// <returns>Null if it is no address.</returns>
    public static string? Mail(string? address)
    {
        var text = address?.Trim().Trim('<', '>').Trim().ToLowerInvariant();
        if (string.IsNullOrEmpty(text) || text.Count(letter => letter == '@') != 1 || text.Any(char.IsWhiteSpace)) return null;
        var at = text.IndexOf('@', StringComparison.Ordinal);
        var (local, domain) = (text[..at], text[(at + 1)..].TrimEnd('.'));
        if (local.IndexOf('+', StringComparison.Ordinal) is > 0 and var plus) local = local[..plus];
        return local.Length == 0 || !domain.Contains('.', StringComparison.Ordinal) || domain.StartsWith('.') ? null : $"{local}@{domain}";
    }

    /// <summary>The number in E.164, read as one of the country where it has no country code.</summary>
    /// <returns>Null if it can be no phone number.</returns>
    public static string? Phone(string? number, string? country)
    {
        if (string.IsNullOrWhiteSpace(number)) return null;
        var numbers = PhoneNumberUtil.GetInstance();
        try
        {
            var parsed = numbers.Parse(number, country);
            return numbers.IsValidNumber(parsed) ? numbers.Format(parsed, PhoneNumberFormat.E164) : null;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    static string Name(string? company) =>
        string.Join(' ', (company ?? "").Normalize().ToLower(CultureInfo.InvariantCulture).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
