using System.Globalization;

namespace TradeLive.Trade;

/// <summary>Reads countries as people write them: ISO 3166-1 alpha-2 or alpha-3, or a name in English or Chinese.</summary>
public static class Countries
{
    static readonly Lazy<Dictionary<string, string>> Known = new(Read);

    /// <returns>ISO 3166-1 alpha-2, or null if it is no country that is known.</returns>
    public static string? Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        return Known.Value.GetValueOrDefault(Key(text));
    }

    static Dictionary<string, string> Read()
    {
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        var regions = CultureInfo.GetCultures(CultureTypes.SpecificCultures).Select(culture => new RegionInfo(culture.Name))
            .Where(region => region.TwoLetterISORegionName is [>= 'A' and <= 'Z', >= 'A' and <= 'Z']).DistinctBy(region => region.TwoLetterISORegionName);
        foreach (var region in regions)
            foreach (var name in new[] { region.TwoLetterISORegionName, region.ThreeLetterISORegionName, region.EnglishName, region.NativeName })
                known.TryAdd(Key(name), region.TwoLetterISORegionName);
        foreach (var (name, code) in ChineseCountries.All) known.TryAdd(Key(name), code);
        foreach (var (name, code) in Also) known[Key(name)] = code;
        return known;
    }

    /// <summary>Names in use beside the official ones.</summary>
    static readonly (string Name, string Code)[] Also =
    [
        ("UK", "GB"), ("England", "GB"), ("Great Britain", "GB"), ("Scotland", "GB"), ("USA", "US"), ("U.S.A.", "US"), ("U.S.", "US"),
        ("United States of America", "US"), ("America", "US"), ("Korea", "KR"), ("South Korea", "KR"), ("Republic of Korea", "KR"), ("Korea, Republic of", "KR"),
        ("Russia", "RU"), ("Russian Federation", "RU"), ("UAE", "AE"), ("EIRE", "IE"), ("Holland", "NL"), ("Czech Republic", "CZ"),
        ("Turkey", "TR"), ("Vietnam", "VN"), ("Viet Nam", "VN"), ("Macedonia", "MK"), ("Ivory Coast", "CI"), ("Hong Kong", "HK"), ("Taiwan", "TW"),
        ("Macau", "MO"), ("Iran", "IR"), ("Syria", "SY"), ("Tanzania", "TZ"), ("Bolivia", "BO"), ("Venezuela", "VE"), ("Laos", "LA"), ("Congo", "CG"),
        ("Palestine", "PS"), ("Brunei", "BN"), ("Moldova", "MD"), ("Swaziland", "SZ"), ("Burma", "MM"), ("Philipines", "PH"), ("RSA", "ZA"), ("Panama", "PA"),
        ("Channel Islands", "JE"), ("美国", "US"), ("英国", "GB"), ("韩国", "KR"), ("俄罗斯", "RU"), ("阿联酋", "AE"), ("台湾", "TW"), ("香港", "HK"), ("澳门", "MO"), ("中国香港", "HK"), ("中国澳门", "MO"), ("中国台湾", "TW"),
        ("沙特", "SA"), ("中国", "CN"), ("China", "CN"), ("Mainland China", "CN"), ("PRC", "CN"),
    ];

    static string Key(string text) => new([.. text.Normalize().Where(char.IsLetterOrDigit).Select(char.ToUpperInvariant)]);
}
