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

    protected async Task<IPage> SignIn(int width = 1440, string culture = "en", ColorScheme scheme = ColorScheme.Light, string email = Server.Email, bool byTouch = false)
    {
        var context = await browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = 900 },
            Locale = culture,
            ColorScheme = scheme,
            HasTouch = byTouch,
            BaseURL = Server.Address.ToString(),
        });
        var page = await context.NewPageAsync();
        await page.GotoAsync("/sign-in");
        await Enter(page, email);
        await Live(page);
        return page;
    }

    /// <summary>Fills the sign-in page that is open and sends it.</summary>
    protected static async Task Enter(IPage page, string email = Server.Email)
    {
        await page.FillAsync("input[type=email]", email);
        await page.FillAsync("input[type=password]", Server.Password);
        await page.ClickAsync("button[type=submit]");
    }

    /// <summary>Waits until the page is connected and can be worked with.</summary>
    protected static Task Live(IPage page) => page.WaitForSelectorAsync(".line.up", new() { Timeout = 60_000 });

    protected static async Task Open(IPage page, string path)
    {
        await page.GotoAsync(path);
        await Live(page);
    }

    /// <summary>A card where it stands: which column, which inquiry.</summary>
    protected static ILocator In(IPage page, int column, string? id) => page.Locator($"section.column:nth-of-type({column}) [data-id='{id}']");

    protected static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);
}
