namespace TradeLive;

/// <summary>Which language a buyer is best answered in.</summary>
public static class BuyerLanguage
{
    /// <summary>Language of business by country, where it is not English. ISO 3166-1 alpha-2 to ISO 639-1.</summary>
    static readonly Dictionary<string, string> ByCountry = new(StringComparer.OrdinalIgnoreCase)
    {
        ["AE"] = "ar",
        ["AR"] = "es",
        ["AT"] = "de",
        ["BE"] = "fr",
        ["BR"] = "pt",
        ["BY"] = "ru",
        ["CH"] = "de",
        ["CL"] = "es",
        ["CN"] = "zh",
        ["CO"] = "es",
        ["CR"] = "es",
        ["DE"] = "de",
        ["DO"] = "es",
        ["DZ"] = "ar",
        ["EC"] = "es",
        ["EG"] = "ar",
        ["ES"] = "es",
        ["FR"] = "fr",
        ["HK"] = "zh",
        ["ID"] = "id",
        ["IQ"] = "ar",
        ["IR"] = "fa",
        ["IT"] = "it",
        ["JO"] = "ar",
        ["JP"] = "ja",
        ["KR"] = "ko",
        ["KW"] = "ar",
        ["KZ"] = "ru",
        ["LB"] = "ar",
        ["LU"] = "fr",
        ["MA"] = "ar",
        ["MO"] = "zh",
        ["MX"] = "es",
        ["OM"] = "ar",
        ["PE"] = "es",
        ["PL"] = "pl",
        ["PT"] = "pt",
        ["QA"] = "ar",
        ["RU"] = "ru",
        ["SA"] = "ar",
        ["TH"] = "th",
        ["TN"] = "ar",
        ["TR"] = "tr",
        ["TW"] = "zh",
        ["UA"] = "uk",
        ["UY"] = "es",
        ["VE"] = "es",
        ["VN"] = "vi",
    };

    /// <summary>By the script that the message is written in, else by the country, else English.</summary>
    /// <returns>ISO 639-1.</returns>
    public static string Of(string message, string? country)
    {
        foreach (var letter in message)
        {
            if (letter is >= '\u3040' and <= '\u30ff') return "ja";
            if (letter is >= '\uac00' and <= '\ud7af') return "ko";
            if (letter is >= '\u0600' and <= '\u06ff') return "ar";
            if (letter is >= '\u0e00' and <= '\u0e7f') return "th";
            if (letter is >= '\u0400' and <= '\u04ff') return country is "UA" ? "uk" : "ru";
        }
        if (message.Any(letter => letter is >= '\u4e00' and <= '\u9fff')) return country is "JP" ? "ja" : "zh";
        return country is not null && ByCountry.TryGetValue(country, out var language) ? language : "en";
    }
}
