using System.Text.RegularExpressions;

namespace TradeLive.Learning;

/// <summary>What a buyer's text shows of itself, in English and Chinese.</summary>
public static partial class MessageSigns
{
    /// <summary>Each sign by name: 1 or 0, or a length in letters.</summary>
    public static IReadOnlyList<(string Name, Func<string, double> Of)> All { get; } =
    [
        ("length", text => text.Length),
        ("asks price", text => Shows(Price(), text)),
        ("asks sample", text => Shows(Sample(), text)),
        ("asks MOQ", text => Shows(Moq(), text)),
        ("asks certificate", text => Shows(Certificate(), text)),
        ("names quantity", text => Shows(Quantity(), text)),
        ("names delivery", text => Shows(Delivery(), text)),
    ];

    static double Shows(Regex sign, string text) => sign.IsMatch(text) ? 1 : 0;

    [GeneratedRegex(@"\b(price|quote|quotation|cost|fob|cif|exw|offer)\b|价格|报价|单价", RegexOptions.IgnoreCase)]
    private static partial Regex Price();

    [GeneratedRegex(@"\bsamples?\b|样品|打样", RegexOptions.IgnoreCase)]
    private static partial Regex Sample();

    [GeneratedRegex(@"\bmoq\b|minimum (order|quantity)|起订量|最小订", RegexOptions.IgnoreCase)]
    private static partial Regex Moq();

    [GeneratedRegex(@"\b(certificat\w*|ce|rohs|fda|ul|iso ?9\d{3}|reach)\b|证书|认证", RegexOptions.IgnoreCase)]
    private static partial Regex Certificate();

    [GeneratedRegex(@"\d[\d,. ]*\s*(pcs|pieces|units|sets|cartons|containers?|kg|tons?|m2|meters?)\b|\d+\s*(个|件|套|台|箱|吨|米|条|双)", RegexOptions.IgnoreCase)]
    private static partial Regex Quantity();

    [GeneratedRegex(@"\b(lead time|delivery|shipment|shipping|deadline)\b|交期|交货|发货", RegexOptions.IgnoreCase)]
    private static partial Regex Delivery();
}
