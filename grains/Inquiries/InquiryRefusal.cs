using System.Globalization;

namespace TradeLive.Inquiries;

public static class InquiryRefusal
{
    public static Refusal Unknown { get; } = Refusal.Of("inquiry.unknown");
    public static Refusal NotOwned { get; } = Refusal.Of("inquiry.not-owned");
    public static Refusal UseWinOrLose { get; } = Refusal.Of("inquiry.use-win-or-lose");
    public static Refusal AlreadyClaimed(RepId by) => Refusal.Of("inquiry.already-claimed", ("by", by.Value));
    public static Refusal AlreadyWon(OrderId order) => Refusal.Of("inquiry.already-won", ("order", order.Value));
    public static Refusal Closed(Stage stage) => Refusal.Of("inquiry.closed", ("stage", stage.ToString()));
    public static Refusal MovedMeanwhile(Stage stage) => Refusal.Of("inquiry.moved-meanwhile", ("stage", stage.ToString()));

    public static Refusal OfferedToAnother(RepId to, DateTimeOffset until) =>
        Refusal.Of("inquiry.offered-to-another", ("to", to.Value), ("until", until.ToString("O", CultureInfo.InvariantCulture)));
}

public static class ContactRefusal
{
    public static Refusal UnknownChannel(string channel) => Refusal.Of("contact.unknown-channel", ("channel", channel));
    public static Refusal InFuture(DateTimeOffset at) => Refusal.Of("contact.in-future", ("at", at.ToString("O", CultureInfo.InvariantCulture)));
    public static Refusal BeforeReceipt(DateTimeOffset at) => Refusal.Of("contact.before-receipt", ("at", at.ToString("O", CultureInfo.InvariantCulture)));
}

public static class QuoteRefusal
{
    public static Refusal NoLines { get; } = Refusal.Of("quote.no-lines");
    public static Refusal MixedCurrencies { get; } = Refusal.Of("quote.mixed-currencies");
    public static Refusal NoPlace { get; } = Refusal.Of("quote.no-place");
    public static Refusal NoAmount { get; } = Refusal.Of("win.no-amount");
    public static Refusal Unknown(string quote) => Refusal.Of("win.unknown-quote", ("quote", quote));
    public static Refusal BadLine(int line) => Refusal.Of("quote.bad-line", ("line", line.ToString(CultureInfo.InvariantCulture)));

    public static Refusal Expired(DateOnly until) => Refusal.Of("quote.expired", ("until", Text(until)));
    public static Refusal WonExpired(Quotation quote) => Refusal.Of("win.quote-expired", ("quote", quote.Id), ("until", Text(quote.ValidUntil)));

    static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
