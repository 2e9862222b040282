using System.Globalization;
using TradeLive.Learning;

namespace TradeLive.Scoring;

/// <summary>Contributions of columns as reasons in codes, with what became of similar inquiries as evidence.</summary>
public static class InquiryReasons
{
    const int EachWay = 3;

    /// <summary>Below this a contribution tells nobody anything.</summary>
    const double Least = 0.02;

    /// <summary>The three strongest for and the three strongest against, the strongest first.</summary>
    public static IReadOnlyList<ScoreReason> Strongest(IReadOnlyList<Contribution> contributions)
    {
        var told = contributions.Where(one => Math.Abs(one.Weight) >= Least).OrderByDescending(one => Math.Abs(one.Weight)).ThenBy(one => one.Column.Name, StringComparer.Ordinal).ToList();
        return [.. told.Where(one => one.Weight > 0).Take(EachWay).Concat(told.Where(one => one.Weight < 0).Take(EachWay)).OrderByDescending(one => Math.Abs(one.Weight)).Select(Of)];
    }

    static ScoreReason Of(Contribution one)
    {
        var data = new Dictionary<string, string>
        {
            ["won"] = Math.Round(one.Evidence.Sum).ToString(CultureInfo.InvariantCulture),
            ["closed"] = Math.Round(one.Evidence.Count).ToString(CultureInfo.InvariantCulture),
        };
        var value = InquiryFeatures.Said(one.Column, one.Value);
        return new(Code(one, value, data), one.Weight, data);
    }

    static string Code(Contribution one, string value, Dictionary<string, string> data)
    {
        if (InquiryFeatures.NameOf(one.Column.Name) is not { } name)
        {
            (data["column"], data["value"]) = (AttributeColumns.KeyOf(one.Column.Name) ?? one.Column.Name, value);
            return value.Length == 0 ? "feature-missing" : "feature";
        }
        if (value.Length == 0) return Missing(name);
        switch (name)
        {
            case InquiryFeatures.Source or InquiryFeatures.Country or InquiryFeatures.Product or InquiryFeatures.Sector:
                data[name] = value;
                return $"{name}-rate";
            case InquiryFeatures.Phone or InquiryFeatures.Company or InquiryFeatures.Replied or InquiryFeatures.BuyerAnswered or InquiryFeatures.Sample or InquiryFeatures.Quoted:
                return $"{Dashed(name)}-{(one.Value.Number > 0.5 ? "yes" : "no")}";
            case InquiryFeatures.Mail:
                return $"mail-{value.ToLowerInvariant()}";
        }
        // Words that the reader's language has its own for.
        data[name is InquiryFeatures.Region or InquiryFeatures.Language ? name : "value"] = value;
        if (!name.StartsWith(InquiryFeatures.Message, StringComparison.Ordinal)) return $"by-{Dashed(name)}";
        var sign = name[InquiryFeatures.Message.Length..].ToLowerInvariant().Replace(' ', '-');
        return sign == "length" ? "message-length" : $"message-{sign}-{(one.Value.Number > 0.5 ? "yes" : "no")}";
    }

    static string Missing(string column) => $"{Dashed(column)}-unknown";

    static string Dashed(string name) => string.Concat(name.Select(letter => char.IsUpper(letter) ? $"-{char.ToLowerInvariant(letter)}" : letter.ToString()));
}
