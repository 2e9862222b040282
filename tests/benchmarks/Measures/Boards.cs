using System.Diagnostics;
using Microsoft.Playwright;
using TradeLive.Benchmarks.Load;
using TradeLive.Tests.Web;

namespace TradeLive.Benchmarks.Measures;

/// <summary>A board's first answer, and in a browser the time from sign-in until it can be worked with.</summary>
static class Boards
{
    /// <returns>The median in milliseconds, over repeated reading by one client.</returns>
    public static async Task<double> Answer(Target target)
    {
        var latencies = new Latencies();
        for (var i = 0; i < 60; i++)
        {
            var sent = Stopwatch.GetTimestamp();
            await target.Board();
            if (i >= 10) latencies.Add(Stopwatch.GetElapsedTime(sent));
        }
        return latencies.At(0.5);
    }

    /// <returns>Seconds from the press of the sign-in button until cards show and the page is live, the runtime in the browser's cache.</returns>
    public static async Task<(double Cards, double Live)> InBrowser(TradeLiveTarget target)
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox"] });
        await using var context = await browser.NewContextAsync(new() { BaseURL = target.Address.ToString(), Locale = "en", ViewportSize = new() { Width = 1440, Height = 900 } });
        var page = await context.NewPageAsync();
        var results = new List<(double Cards, double Live)>();
        for (var round = 0; round < 6; round++)
        {
            await context.ClearCookiesAsync();
            await page.GotoAsync("/sign-in");
            await page.FillAsync("input[type=email]", Server.Email);
            await page.FillAsync("input[type=password]", Server.Password);
            var started = Stopwatch.GetTimestamp();
            await page.ClickAsync("button[type=submit]");
            await page.WaitForSelectorAsync(".card");
            var cards = Stopwatch.GetElapsedTime(started).TotalSeconds;
            await page.WaitForSelectorAsync(".line.up", new() { Timeout = 60_000 });
            if (round > 0) results.Add((cards, Stopwatch.GetElapsedTime(started).TotalSeconds));
        }
        return results.OrderBy(result => result.Live).ElementAt(results.Count / 2);
    }
}
