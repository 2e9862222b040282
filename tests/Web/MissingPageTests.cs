using System.Net;

namespace TradeLive.Tests.Web;

public sealed class MissingPageTests
{
    [Theory, InlineData("en", "This page does not exist."), InlineData("zh-CN", "页面不存在。")]
    public async Task Who_asks_for_a_page_that_is_none_is_told_so_in_words(string culture, string words)
    {
        await using var server = await Server.Run();
        using var admin = await server.Admin();
        using var browser = server.Client(null);
        browser.DefaultRequestHeaders.Add("Accept", "text/html");
        browser.DefaultRequestHeaders.Add("Accept-Language", culture);
        using var answer = await browser.GetAsync("/nowhere/at-all");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains(words, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        using var program = await browser.GetAsync("/api/nowhere");
        Assert.Equal(HttpStatusCode.Unauthorized, program.StatusCode);
    }
}
