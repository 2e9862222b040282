using System.Net.Http.Json;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using TradeLive.Tests.Web;

namespace TradeLive.Tests.Browser;

public sealed class BoardBrowserTests : BrowserTests
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        for (var i = 0; i < 12; i++) await Server.Receive(Admin, $"b{i}", $"b{i}", $"Buyer{i}");
    }

    [Fact]
    public async Task Two_browsers_see_each_others_move_and_come_back_after_the_server_was_restarted()
    {
        var (one, two) = (await SignIn(), await SignIn());
        var card = one.Locator(".card").First;
        var id = await card.GetAttributeAsync("data-id");
        await card.FocusAsync();
        await one.Keyboard.PressAsync("Shift+ArrowRight");
        await Expect(two.Locator($"section.column:nth-of-type(2) [data-id='{id}']")).ToBeVisibleAsync();

        await Server.Kill();
        await Expect(two.Locator(".line.down")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Server.Start();
        await Expect(two.Locator(".line.up")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Server.Receive(Admin, "after", "after", "Afterwards");
        await Expect(two.GetByText("Afterwards GmbH")).ToBeVisibleAsync(new() { Timeout = 30_000 });
    }

    [Fact]
    public async Task A_move_can_be_undone_and_a_win_is_asked_for_its_amount()
    {
        var page = await SignIn();
        var card = page.Locator(".card").First;
        var id = await card.GetAttributeAsync("data-id");
        await card.FocusAsync();
        await page.Keyboard.PressAsync("Shift+ArrowRight");
        await Expect(In(page, 2, id)).ToBeVisibleAsync();
        await page.Locator(".toast button").ClickAsync();
        await Expect(In(page, 1, id)).ToBeVisibleAsync();

        for (var stage = 2; stage <= 5; stage++)
        {
            await page.Locator($"[data-id='{id}']").FocusAsync();
            await page.Keyboard.PressAsync("Shift+ArrowRight");
            await Expect(In(page, stage, id)).ToBeVisibleAsync();
        }
        await page.Locator($"[data-id='{id}']").FocusAsync();
        await page.Keyboard.PressAsync("Shift+ArrowRight");
        await page.Locator("[role=dialog] button.primary").ClickAsync();
        await Expect(page.Locator("[role=dialog] [role=alert]")).ToContainTextAsync("won for");
        await page.FillAsync("[role=dialog] input", "4321");
        await page.Locator("[role=dialog] button.primary").ClickAsync();
        await Expect(In(page, 6, id)).ToContainTextAsync("4,321 USD");
        await Expect(page.Locator("[role=dialog]")).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData("en", 1440, ColorScheme.Light)]
    [InlineData("zh-CN", 1440, ColorScheme.Dark)]
    [InlineData("zh-CN", 360, ColorScheme.Light)]
    [InlineData("en", 360, ColorScheme.Dark)]
    public async Task Every_page_is_readable_by_machine_and_fits_its_width(string culture, int width, ColorScheme scheme)
    {
        var id = await Server.Receive(Admin, "won", "won", "Winner");
        await Server.Until(async () => (await Admin.GetStringAsync($"/api/inquiries/{id}")).Contains("\"customer\":", StringComparison.Ordinal));
        await Admin.PostAsJsonAsync($"/api/inquiries/{id}/win", new { amount = 100, currency = "EUR" });
        await Server.Until(async () => (await Admin.GetAsync($"/api/orders/O-{id}")).IsSuccessStatusCode);

        var page = await SignIn(width, culture, scheme);
        foreach (var path in new[] { "/", "/queue", $"/inquiry/{id}", "/customers", $"/customer/{Server.CustomerOf("Winner")}", "/orders", $"/order/O-{id}", "/team", "/import", "/company", "/account", "/users" })
        {
            await page.GotoAsync(path);
            await page.WaitForSelectorAsync("h1");
            if (Environment.GetEnvironmentVariable("TRADELIVE_SHOTS") is { } folder)
                await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{culture}-{width}-{scheme}-{path.Split('/')[1]}.png") });
            Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= width, $"{path} is wider than {width} px");
            var found = await page.RunAxe();
            Assert.True(found.Violations.Length == 0, $"{path}: {string.Join("; ", found.Violations.Select(violation => $"{violation.Id} {violation.Nodes[0].Html}"))}");
        }
    }
}
