using System.Security.Cryptography;
using System.Text;
using TradeLive.Import;
using TradeLive.Inquiries;
using TradeLive.ReadModel;
using TradeLive.Trade;
using TradeLive.Views;

namespace TradeLive.Web.Api;

/// <summary>Reads a request into the command: its shape is checked here, its sense by the domain.</summary>
static class ReceiveMapping
{
    const int MostLetters = 20_000, MostAttributes = 100;

    /// <summary>The id is made from source and number, so that the same inquiry sent again is the same; without a number, from the command's key.</summary>
    public static (InquiryId Id, ReceiveInquiry? Command, (string Field, string Key)? Error) Read(
        ReceiveRequest body, Caller caller, Organisation organisation, DateTimeOffset now)
    {
        if (WrongWith(body) is { } error) return (default, null, error);
        if (body.Team is { Length: > 0 } wanted && !organisation.Teams.ContainsKey(wanted)) return (default, null, ("team", "problem.unknown-team"));
        var source = body.Source.Trim();
        var id = IdOf(source, string.IsNullOrWhiteSpace(body.Number) ? $"key:{caller.Key}" : body.Number.Trim());
        var currency = body.Currency is { Length: > 0 } code ? new Currency(code) : organisation.Company.Reporting;
        var team = body.Team is { Length: > 0 } name ? new TeamId(name) : (TeamId?)null;
        var promise = team is { } known && organisation.Teams.GetValueOrDefault(known.Value)?.Terms is { } terms
            ? terms.Promise
            : organisation.Company.Terms?.Promise ?? ReplyPromise.Default;
        var buyer = new Buyer(
            Text(body.Buyer) ?? Text(body.Company) ?? Text(body.Email) ?? "", Text(body.Company), Text(body.Email), Text(body.Phone), Countries.Parse(body.Country));
        return (id, new(
            caller, source, Text(body.Number), buyer, Text(body.Product) ?? "", body.Quantity, Text(body.Unit),
            body.TargetPrice is { } price ? new Money(price, currency) : null, body.Message ?? "", body.Attributes ?? [], (body.ReceivedAt ?? now).ToUniversalTime(),
            promise, team), null);
    }

    public static InquiryId IdOf(string source, string number) =>
        new($"I-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{source}\n{number}")))[..16]}");

    static (string Field, string Key)? WrongWith(ReceiveRequest body) => body switch
    {
        _ when string.IsNullOrWhiteSpace(body.Source) => ("source", "problem.required"),
        _ when Text(body.Buyer) is null && Text(body.Company) is null && Text(body.Email) is null => ("buyer", "problem.buyer-needed"),
        _ when Text(body.Product) is null && Text(body.Message) is null => ("product", "problem.product-or-message"),
        _ when body.ReceivedAt < DateReader.Earliest => ("receivedAt", "problem.too-early"),
        { Quantity: <= 0 } => ("quantity", "problem.above-zero"),
        { TargetPrice: < 0 } => ("targetPrice", "problem.not-below-zero"),
        _ when body.Currency is { Length: > 0 } code && !Currency.TryParse(code, out _) => ("currency", "problem.bad-currency"),
        _ when body.Country is { Length: > 0 } country && Countries.Parse(country) is null => ("country", "problem.bad-country"),
        _ when body.Message?.Length > MostLetters => ("message", "problem.too-long"),
        _ when body.Attributes?.Count > MostAttributes => ("attributes", "problem.too-long"),
        _ => null,
    };

    static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
