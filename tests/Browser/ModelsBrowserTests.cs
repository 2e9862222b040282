using Microsoft.Playwright;
using TradeLive.Scoring;
using TradeLive.Tests.Models;
using TradeLive.Tests.Web;

namespace TradeLive.Tests.Browser;

/// <summary>The page of the models in a browser.</summary>
public sealed class ModelsBrowserTests : BrowserTests
{
    static ILocator Panel(IPage page, string task) => page.Locator($"section.model[data-task={task}]");

    [Fact]
    public async Task A_manager_has_a_model_trained_and_reads_why_it_was_not_taken()
    {
        var page = await SignIn();
        await page.ClickAsync("nav.rail a[href='/models']");
        await Expect(page.Locator("section.model")).ToHaveCountAsync(3);
        await Expect(Panel(page, "win").Locator(".model-head .chip")).ToHaveTextAsync("Rules of thumb");
        await Panel(page, "win").GetByRole(AriaRole.Button, new() { Name = "Train now" }).ClickAsync();
        await Expect(Panel(page, "win").Locator(".verdict")).ToContainTextAsync("outcomes are too few to learn from", new() { Timeout = 60_000 });
        var chinese = await SignIn(culture: "zh-CN", width: 360);
        await Open(chinese, "/models");
        await Expect(Panel(chinese, "win").Locator(".verdict")).ToContainTextAsync("太少");
    }

    [Fact]
    public async Task A_model_that_was_brought_in_is_taken_by_a_manager_and_rolled_back()
    {
        var file = Path.Combine(Server.Data, "..", Path.GetRandomFileName());
        await File.WriteAllTextAsync(file, "no model");
        await Server.Kill();
        Assert.Contains("form", (await Assert.ThrowsAsync<InvalidOperationException>(() => Server.Verb("import-model", file))).Message, StringComparison.Ordinal);
        await File.WriteAllBytesAsync(file, TestModels.File(TestModels.Win()));
        Assert.Contains("A challenger for win", await Server.Verb("import-model", file), StringComparison.Ordinal);
        await Server.Start();
        var page = await SignIn();
        await Open(page, "/models");
        var panel = Panel(page, "win");
        await panel.Locator(".model-history summary").ClickAsync();
        await panel.GetByRole(AriaRole.Button, new() { Name = "Promote" }).ClickAsync();
        await Expect(panel.Locator(".model-head .chip")).ToHaveTextAsync("win-1");
        await Expect(panel.Locator(".facts")).ToContainTextAsync("Brought in as a file");
        var inquiry = await Server.Receive(Admin, "n-1", "k-1");
        await Server.Until(async () => (await Admin.GetStringAsync($"/api/inquiries/{inquiry}")).Contains("win-1", StringComparison.Ordinal));
        await panel.GetByRole(AriaRole.Button, new() { Name = "Roll back" }).ClickAsync();
        await panel.GetByRole(AriaRole.Button, new() { Name = "Yes, roll back" }).ClickAsync();
        await Expect(panel.Locator(".model-head .chip")).ToHaveTextAsync("Rules of thumb");
        await Server.Until(async () => (await Admin.GetStringAsync($"/api/inquiries/{inquiry}")).Contains(PriorInquiryScorer.Model, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_manager_brings_in_a_file_on_the_page_reads_its_figures_and_is_told_of_a_damaged_one()
    {
        var page = await SignIn(width: 360);
        await Open(page, "/models");
        var panel = Panel(page, "win");
        await panel.GetByRole(AriaRole.Button, new() { Name = "Bring in a file" }).ClickAsync();
        var (good, send) = (TestModels.File(TestModels.Win()), panel.GetByRole(AriaRole.Button, new() { Name = "Bring in", Exact = true }));
        await panel.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "cut.model", MimeType = "application/octet-stream", Buffer = good[..^100] });
        await send.ClickAsync();
        await Expect(panel.GetByRole(AriaRole.Alert)).ToContainTextAsync("damaged");
        await panel.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "good.model", MimeType = "application/octet-stream", Buffer = good });
        await send.ClickAsync();
        await Expect(panel.Locator(".bring .notice")).ToContainTextAsync("win-1 is in the history below");
        await panel.Locator(".model-history summary").ClickAsync();
        await panel.GetByRole(AriaRole.Button, new() { Name = "Figures" }).ClickAsync();
        await Expect(panel.Locator(".model-card .this")).ToContainTextAsync("0.800");
        await Expect(panel.GetByRole(AriaRole.Button, new() { Name = "Promote" })).ToBeVisibleAsync();
        await Expect(page.Locator("nav.rail a.active")).ToBeInViewportAsync();
    }
}
