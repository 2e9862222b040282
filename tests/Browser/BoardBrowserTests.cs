using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using TradeLive.Tests.Web;

namespace TradeLive.Tests.Browser;

public sealed class BoardBrowserTests : IAsyncLifetime
{
    Server server = null!;
    HttpClient admin = null!;
    IPlaywright playwright = null!;
    IBrowser browser = null!;

    public async ValueTask InitializeAsync()
    {
        server = await Server.Run();
        admin = await server.Admin();
        await Server.SetUpTeam(admin);
        for (var i = 0; i < 12; i++) await Server.Receive(admin, $"b{i}", $"b{i}", $"Buyer{i}");
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox"] });
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
        admin.Dispose();
        await server.DisposeAsync();
    }

    async Task<IPage> SignIn(int width = 1440, string culture = "en")
    {
        var context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = 900 }, Locale = culture, BaseURL = server.Address.ToString() });
        var page = await context.NewPageAsync();
        await page.GotoAsync("/sign-in");
        await page.FillAsync("input[type=email]", Server.Email);
        await page.FillAsync("input[type=password]", Server.Password);
        await page.ClickAsync("button[type=submit]");
        await page.WaitForSelectorAsync(".line.up", new() { Timeout = 60_000 });
        return page;
    }

    [Fact]
    public async Task Two_browsers_see_each_others_move_and_come_back_after_the_server_was_restarted()
    {
        var (one, two) = (await SignIn(), await SignIn());
        var card = one.Locator(".card").First;
        var id = await card.GetAttributeAsync("data-id");
        await card.FocusAsync();
        await one.Keyboard.PressAsync("Shift+ArrowRight");
        await Assertions.Expect(two.Locator($"section.column:nth-of-type(2) [data-id='{id}']")).ToBeVisibleAsync();

        await server.Kill();
        await Assertions.Expect(two.Locator(".line.down")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await server.Start();
        await Assertions.Expect(two.Locator(".line.up")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Server.Receive(admin, "after", "after", "Afterwards");
        await Assertions.Expect(two.GetByText("Afterwards GmbH")).ToBeVisibleAsync(new() { Timeout = 30_000 });
    }

    [Theory]
    [InlineData("en", 1440)]
    [InlineData("zh-CN", 360)]
    public async Task Every_page_is_readable_by_machine_and_fits_its_width(string culture, int width)
    {
        var page = await SignIn(width, culture);
        var id = await page.Locator(".card").First.GetAttributeAsync("data-id");
        foreach (var path in new[] { "/", "/queue", $"/inquiry/{id}", "/customers", "/orders", "/team", "/account", "/users" })
        {
            await page.GotoAsync(path);
            await page.WaitForSelectorAsync("h1");
            if (Environment.GetEnvironmentVariable("TRADELIVE_SHOTS") is { } folder)
                await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{culture}-{width}-{path.Split('/')[1]}.png") });
            Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= width, $"{path} is wider than {width} px");
            var found = await page.RunAxe();
            Assert.True(found.Violations.Length == 0, $"{path}: {string.Join("; ", found.Violations.Select(violation => $"{violation.Id} {violation.Nodes[0].Html}"))}");
        }
    }
}
