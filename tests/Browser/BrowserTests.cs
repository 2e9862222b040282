using Microsoft.Playwright;
using TradeLive.Tests.Web;

namespace TradeLive.Tests.Browser;

/// <summary>A server with one team, a browser, and a way in.</summary>
public abstract class BrowserTests : IAsyncLifetime
{
    IPlaywright playwright = null!;
    IBrowser browser = null!;

    protected Server Server { get; private set; } = null!;
    protected HttpClient Admin { get; private set; } = null!;

    public virtual async ValueTask InitializeAsync()
    {
        Server = await Server.Run();
        Admin = await Server.Admin();
        await Server.SetUpTeam(Admin);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox"] });
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
        Admin.Dispose();
        await Server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected async Task<IPage> SignIn(int width = 1440, string culture = "en", ColorScheme scheme = ColorScheme.Light, string user = Server.Email)
    {
        var context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = 900 }, Locale = culture, ColorScheme = scheme, BaseURL = Server.Address.ToString() });
        var page = await context.NewPageAsync();
        await page.GotoAsync("/sign-in");
        await page.FillAsync("input[type=email]", user);
        await page.FillAsync("input[type=password]", Server.Password);
        await page.ClickAsync("button[type=submit]");
        await Live(page);
        return page;
    }

    /// <summary>Waits until the page is connected and can be worked with.</summary>
    protected static Task Live(IPage page) => page.WaitForSelectorAsync(".line.up", new() { Timeout = 60_000 });

    protected static async Task Open(IPage page, string path)
    {
        await page.GotoAsync(path);
        await Live(page);
    }

    protected static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);
}
