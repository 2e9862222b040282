namespace TradeLive;

/// <summary>
/// Why the domain says no: a code such as <c>inquiry.already-claimed</c> and its data. The words are the user
/// interface's: resource key <c>refusal.{code}</c>, with <c>{name}</c> in the text filled from <paramref name="Data"/>.
/// </summary>
public sealed record Refusal(string Code, IReadOnlyDictionary<string, string> Data)
{
    public static Refusal Of(string code, params ReadOnlySpan<(string Name, string Value)> data)
    {
        var pairs = new Dictionary<string, string>();
        foreach (var (name, value) in data) pairs[name] = value;
        return new(code, pairs);
    }

    public bool Equals(Refusal? other) =>
        other is not null && Code == other.Code && Data.Count == other.Data.Count
        && Data.All(pair => other.Data.TryGetValue(pair.Key, out var value) && value == pair.Value);

    public override int GetHashCode() => Code.GetHashCode(StringComparison.Ordinal);
    public override string ToString() => $"{Code} {string.Join(", ", Data.Select(pair => $"{pair.Key}={pair.Value}"))}";
}
