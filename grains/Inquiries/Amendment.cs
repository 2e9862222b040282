using System.Globalization;

namespace TradeLive.Inquiries;

/// <summary>Correcting one field: different fields both survive; of the same field the second is refused with both values.</summary>
public static class Amendment
{
    public static Decision<InquiryEvent> Amend(this Inquiry inquiry, AmendInquiry command, DateTimeOffset now)
    {
        if (!inquiry.Exists) return InquiryRefusal.Unknown;
        var (current, wanted) = (inquiry.Text(command.Field), Blank(command.Value));
        if (current == wanted) return Decision.Nothing;
        if (current != Blank(command.Expected))
            return Refusal.Of("field.changed-meanwhile", ("field", command.Field.ToString()), ("theirs", current ?? ""), ("yours", wanted ?? ""));
        if (command.Field == InquiryField.Quantity && wanted is not null && Number(wanted) is not > 0)
            return Refusal.Of("field.bad-value", ("field", command.Field.ToString()));
        return new InquiryAmended(now, command.Field, current, wanted);
    }

    public static decimal? Number(string? text) =>
        decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;

    static string? Text(this Inquiry inquiry, InquiryField field) => Blank(field switch
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

    static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
