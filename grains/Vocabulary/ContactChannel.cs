namespace TradeLive;

/// <summary>How buyer and seller talk. The words are resources of the user interface: key <c>channel.{name}</c>.</summary>
public static class ContactChannel
{
    public const string Mail = "mail", Sample = "sample";

    public static IReadOnlyList<string> All { get; } = [Mail, "phone", "chat", "whatsapp", "wechat", "marketplace", "visit", Sample];
}
