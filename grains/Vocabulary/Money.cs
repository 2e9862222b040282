using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TradeLive;

/// <summary>A currency by its ISO 4217 code, three capital letters.</summary>
[JsonConverter(typeof(CurrencyJson))]
public readonly record struct Currency
{
    static readonly HashSet<string> None =
        ["BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"];
    static readonly HashSet<string> Three = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];
    static readonly HashSet<string> Four = ["CLF", "UYW"];

    readonly string? code;

    /// <exception cref="FormatException">The text is not three letters A–Z.</exception>
    public Currency(string code) => this.code = TryParse(code, out var currency)
        ? currency.Code
        : throw new FormatException($"'{code}' is not an ISO 4217 currency code.");

    Currency(string code, bool _) => this.code = code;

    public static Currency Usd { get; } = new("USD", true);

    public string Code => code ?? "USD";

    /// <summary>Decimal places of the smallest unit (ISO 4217 exponent): 0, 2, 3 or 4.</summary>
    public int Exponent => None.Contains(Code) ? 0 : Three.Contains(Code) ? 3 : Four.Contains(Code) ? 4 : 2;

    public static bool TryParse(string? text, out Currency currency)
    {
        var trimmed = text?.Trim().ToUpperInvariant();
        var valid = trimmed is { Length: 3 } && trimmed.All(char.IsAsciiLetterUpper);
        currency = valid ? new(trimmed!, true) : default;
        return valid;
    }

    public bool Equals(Currency other) => Code == other.Code;
    public override int GetHashCode() => Code.GetHashCode(StringComparison.Ordinal);
    public override string ToString() => Code;
}

/// <summary>Writes a currency as its code.</summary>
public sealed class CurrencyJson : JsonConverter<Currency>
{
    public override Currency Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Currency.TryParse(reader.GetString(), out var currency)
            ? currency
            : throw new JsonException("An ISO 4217 currency code of three letters is expected.");

    public override void Write(Utf8JsonWriter writer, Currency value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Code);
}

/// <summary>An amount in one currency. Amounts of different currencies never add up.</summary>
public readonly record struct Money(decimal Amount, Currency Currency)
{
    public static Money Zero(Currency currency) => new(0, currency);

    /// <summary>The amount rounded half away from zero to the currency's smallest unit.</summary>
    public Money Rounded() => this with { Amount = Math.Round(Amount, Currency.Exponent, MidpointRounding.AwayFromZero) };

    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    public static Money operator +(Money left, Money right) => left with { Amount = left.Amount + right.In(left.Currency) };

    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    public static Money operator -(Money left, Money right) => left with { Amount = left.Amount - right.In(left.Currency) };

    public static Money operator *(Money money, decimal factor) => money with { Amount = money.Amount * factor };

    /// <summary>Splits by shares so that the parts, each in whole smallest units, sum to the whole exactly.</summary>
    /// <param name="shares">Non-negative weights, at least one above zero.</param>
    public IReadOnlyList<Money> Allocate(params ReadOnlySpan<decimal> shares)
    {
        decimal total = 0;
        foreach (var share in shares)
            total += share >= 0 ? share : throw new ArgumentOutOfRangeException(nameof(shares), "A share is below zero.");
        if (total == 0) throw new ArgumentException("All shares are zero.", nameof(shares));

        var parts = new Money[shares.Length];
        decimal given = 0, passed = 0;
        for (var i = 0; i < shares.Length; i++)
        {
            passed += shares[i];
            var upToHere = (this with { Amount = Amount * passed / total }).Rounded().Amount;
            if (passed == total) upToHere = Amount;
            parts[i] = this with { Amount = upToHere - given };
            given = upToHere;
        }
        return parts;
    }

    decimal In(Currency expected) => Currency == expected
        ? Amount
        : throw new InvalidOperationException($"{Currency} cannot be added to {expected} without a rate.");

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Amount} {Currency}");
}
