using TradeLive.Views;

namespace TradeLive.Queries;

/// <summary>What the asker may see, told by whoever knows the asker.</summary>
/// <param name="Customer">Whether a customer of that owner and team.</param>
/// <param name="CustomerContacts">Whether also its contacts and what was said.</param>
/// <param name="Inquiry">Whether an inquiry.</param>
/// <param name="InquiryContacts">Whether also its buyer's contacts and what was said.</param>
/// <param name="Order">Whether an order of that owner and team.</param>
public sealed record Sight(
    Func<string?, string?, bool> Customer, Func<string?, string?, bool> CustomerContacts, Func<Card, bool> Inquiry, Func<Card, bool> InquiryContacts,
    Func<string?, string?, bool> Order);
