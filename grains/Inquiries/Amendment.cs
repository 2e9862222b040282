using System.Globalization;
using TradeLive.Customers;

namespace TradeLive.Inquiries;

/// <summary>Correcting one field: different fields both survive; of the same field the second is refused with both values.</summary>
public static class Amendment
{
    const int MostLetters = 500;

    public static Decision<InquiryEvent> Amend(this Inquiry inquiry, AmendInquiry command, DateTimeOffset now)
    {
        if (!inquiry.Exists) return InquiryRefusal.Unknown;
        var field = command.Field;
        var (current, wanted) = (inquiry.Text(field), Plain(field, command.Value));
        if (current == wanted) return Decision.Nothing;
        if (current != Plain(field, command.Expected))
            return Refusal.Of("field.changed-meanwhile", ("field", field.ToString()), ("theirs", current ?? ""), ("yours", wanted ?? ""));
        return Fits(field, wanted) ? new InquiryAmended(now, field, current, wanted) : Refusal.Of("field.bad-value", ("field", field.ToString()));
    }

    static bool Fits(InquiryField field, string? wanted) => (field, wanted) switch
    {
        (InquiryField.BuyerName, null) => false,
        (_, null) => true,
        (InquiryField.Quantity, _) => Number(wanted) > 0,
        (InquiryField.Email, _) => BuyerKeys.Mail(wanted) is not null,
        _ => wanted.Length <= MostLetters,
    };

    public static decimal? Number(string? text) =>
        decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;

    static string? Text(this Inquiry inquiry, InquiryField field) => Plain(field, field switch
    {
        InquiryField.BuyerName => inquiry.Buyer.Name,
        InquiryField.Company => inquiry.Buyer.Company,
        InquiryField.Email => inquiry.Buyer.Email,
        InquiryField.Phone => inquiry.Buyer.Phone,
        InquiryField.Country => inquiry.Buyer.Country,
        InquiryField.Product => inquiry.Product,
        InquiryField.Quantity => inquiry.Quantity?.ToString(CultureInfo.InvariantCulture),
        InquiryField.Unit => inquiry.Unit,
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, null),
    });

    // Two ways to write one number are the same value.
    static string? Plain(InquiryField field, string? text) => text?.Trim() switch
    {
        null or "" => null,
        var number when field == InquiryField.Quantity && Number(number) is { } amount => amount.ToString("0.############################", CultureInfo.InvariantCulture),
        var trimmed => trimmed,
    };
}
