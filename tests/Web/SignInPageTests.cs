using System.Net;
using System.Text.RegularExpressions;

namespace TradeLive.Tests.Web;

public sealed partial class SignInPageTests
{
    [Fact]
    public async Task What_the_pages_need_is_loaded_while_the_password_is_typed()
    {
        await using var server = await Server.Run();
        using var admin = await server.Admin();
        foreach (var (culture, data, other) in new[] { ("en", "icudt_EFIGS", "icudt_CJK"), ("zh-CN", "icudt_CJK", "icudt_EFIGS") })
        {
            using var browser = server.Client(null);
            browser.DefaultRequestHeaders.Add("Accept-Language", culture);
            var files = Prefetched().Matches(await browser.GetStringAsync("/sign-in")).Select(link => link.Groups[1].Value).ToList();
            Assert.Contains(files, file => file.StartsWith("_framework/dotnet.native.", StringComparison.Ordinal) && file.EndsWith(".wasm", StringComparison.Ordinal));
            Assert.Contains(files, file => file.Contains("TradeLive.Client.", StringComparison.Ordinal));
            Assert.Contains(files, file => file.Contains(data, StringComparison.Ordinal));
            Assert.DoesNotContain(files, file => file.Contains(other, StringComparison.Ordinal));
            foreach (var file in files.Take(5)) Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync($"/{file}")).StatusCode);
        }
    }

    [GeneratedRegex("<link rel=\"prefetch\" href=\"([^\"]+)\"")]
    private static partial Regex Prefetched();
}
