namespace TradeLive.Scoring;

/// <summary>Region of a country, by the United Nations' M49 (Pacific islands as one, the Americas and Africa by their parts).</summary>
static class Regions
{
    static readonly Dictionary<string, string> ByCountry = new (string Region, string Countries)[]
    {
        ("australia-and-new-zealand", "AU CC CX HM NF NZ"),
        ("caribbean", "AG AI AW BB BL BQ BS CU CW DM DO GD GP HT JM KN KY LC MF MQ MS PR SX TC TT VC VG VI"),
        ("central-america", "BZ CR GT HN MX NI PA SV"),
        ("central-asia", "KG KZ TJ TM UZ"),
        ("eastern-africa", "BI DJ ER ET IO KE KM MG MU MW MZ RE RW SC SO SS TF TZ UG YT ZM ZW"),
        ("eastern-asia", "CN HK JP KP KR MN MO TW"),
        ("eastern-europe", "BG BY CZ HU MD PL RO RU SK UA"),
        ("middle-africa", "AO CD CF CG CM GA GQ ST TD"),
        ("northern-africa", "DZ EG EH LY MA SD TN"),
        ("northern-america", "BM CA GL PM US"),
        ("northern-europe", "AX DK EE FI FO GB GG IE IM IS JE LT LV NO SE SJ"),
        ("pacific-islands", "AS CK FJ FM GU KI MH MP NC NR NU PF PG PN PW SB TK TO TV UM VU WF WS"),
        ("south-america", "AR BO BR BV CL CO EC FK GF GS GY PE PY SR UY VE"),
        ("south-eastern-asia", "BN ID KH LA MM MY PH SG TH TL VN"),
        ("southern-africa", "BW LS NA SZ ZA"),
        ("southern-asia", "AF BD BT IN IR LK MV NP PK"),
        ("southern-europe", "AD AL BA ES GI GR HR IT ME MK MT PT RS SI SM VA"),
        ("western-africa", "BF BJ CI CV GH GM GN GW LR ML MR NE NG SH SL SN TG"),
        ("western-asia", "AE AM AZ BH CY GE IL IQ JO KW LB OM PS QA SA SY TR YE"),
        ("western-europe", "AT BE CH DE FR LI LU MC NL"),
    }.SelectMany(one => one.Countries.Split(' ').Select(country => (country, one.Region))).ToDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Every region there is.</summary>
    public static IReadOnlyCollection<string> All => [.. ByCountry.Values.Distinct()];

    /// <param name="country">ISO 3166-1 alpha-2.</param>
    /// <returns>Null where the country is none that is known.</returns>
    public static string? Of(string? country) => country is null ? null : ByCountry.GetValueOrDefault(country);
}
