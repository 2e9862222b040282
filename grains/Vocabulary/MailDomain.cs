namespace TradeLive;

/// <summary>Whose a mail domain is.</summary>
public enum MailKind
{
    /// <summary>No address is known, or only the one through which a marketplace forwards.</summary>
    None,
    /// <summary>Anybody can have a mailbox there: it says nothing of the company.</summary>
    Free,
    /// <summary>A company's own.</summary>
    Company,
}

/// <summary>What the part of a mail address after the @ tells. Pure.</summary>
public static class MailDomain
{
    static readonly HashSet<string> FreeMail = new(StringComparer.Ordinal)
    {
        "126.com", "139.com", "163.com", "189.cn", "21cn.com", "aliyun.com", "aol.com", "bk.ru", "bol.com.br", "comcast.net", "daum.net",
        "foxmail.com", "free.fr", "freenet.de", "gmail.com", "gmx.com", "gmx.de", "gmx.net", "googlemail.com", "hanmail.net", "hotmail.co.uk",
        "hotmail.com", "hotmail.fr", "hotmail.it", "icloud.com", "inbox.ru", "laposte.net", "libero.it", "list.ru", "live.cn", "live.com",
        "mac.com", "mail.com", "mail.ru", "me.com", "msn.com", "naver.com", "orange.fr", "outlook.com", "proton.me", "protonmail.com", "qq.com",
        "rambler.ru", "rediffmail.com", "sina.cn", "sina.com", "sohu.com", "t-online.de", "tom.com", "uol.com.br", "vip.163.com", "vip.qq.com",
        "wanadoo.fr", "web.de", "yahoo.ca", "yahoo.co.in", "yahoo.co.jp", "yahoo.co.uk", "yahoo.com", "yahoo.com.br", "yahoo.com.cn", "yahoo.de",
        "yahoo.es", "yahoo.fr", "yahoo.it", "yandex.com", "yandex.ru", "yeah.net", "ymail.com", "zoho.com",
    };

    /// <summary>Domains through which marketplaces forward mail: they are the marketplace's, not the buyer's.</summary>
    static readonly string[] Forwarders = ["alibaba.com", "globalsources.com", "marketplace.amazon.com", "made-in-china.com"];

    /// <param name="domain">In lower case; null where no address is known.</param>
    public static MailKind KindOf(string? domain) => domain switch
    {
        null or "" => MailKind.None,
        _ when Forwarders.Any(forwarder => domain == forwarder || domain.EndsWith("." + forwarder, StringComparison.Ordinal)) => MailKind.None,
        _ => FreeMail.Contains(domain) ? MailKind.Free : MailKind.Company,
    };
}
