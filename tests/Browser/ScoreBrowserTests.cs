using System.Net.Http.Json;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using TradeLive.Tests.Web;

namespace TradeLive.Tests.Browser;

public sealed class ScoreBrowserTests : BrowserTests
{
    [Fact]
    public async Task A_step_that_was_advised_is_taken_in_one_click_and_a_colleagues_board_shows_the_new_score_and_the_objection()
    {
        var id = await Server.Receive(Admin, "s1", "s1", "Selma");
        await Server.Until(async () => (await Admin.GetStringAsync($"/api/inquiries/{id}")).Contains("\"customer\":", StringComparison.Ordinal));
        await Web.Company.Ok(Admin.PostAsJsonAsync($"/api/inquiries/{id}/reassign", new { to = "ann" }));
        var (board, page) = (await SignIn(), await SignIn());
        var chance = board.Locator($"[data-id='{id}'] .score summary");
        var before = Percent(await chance.InnerTextAsync());
        await Open(page, $"/inquiry/{id}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Do it: Send a sample" }).ClickAsync();
        await Expect(page.GetByLabel("Channel")).ToHaveValueAsync("sample");
        await Expect(page.GetByLabel("Text")).ToBeFocusedAsync();
        await page.GetByLabel("Text").FillAsync("Two lamps by courier");
        await page.GetByRole(AriaRole.Button, new() { Name = "Record my answer" }).ClickAsync();
        await Server.Until(async () => Percent(await chance.InnerTextAsync()) > before);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Do it: Send a sample" })).ToHaveCountAsync(0);
        await Expect(page.Locator(".why-panel .for")).ToContainTextAsync(["A sample was sent"]);

        await page.GetByText("Is this score wrong?").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Tell the lead" }).ClickAsync();
        await Expect(page.Locator(".contest [role=alert]")).ToContainTextAsync("few words");
        await page.GetByLabel("too low").CheckAsync();
        await page.GetByLabel("What does the score not know?").FillAsync("A tender is running.");
        Assert.Empty((await page.RunAxe()).Violations);
        await page.GetByRole(AriaRole.Button, new() { Name = "Tell the lead" }).ClickAsync();
        await Expect(board.Locator($"[data-id='{id}'] .contested")).ToBeVisibleAsync();
        await Expect(page.Locator(".history")).ToContainTextAsync("A tender is running.");

        await Open(page, "/reports/scores");
        await Expect(page.Locator(".contested-list")).ToContainTextAsync("A tender is running.");
        Assert.Empty((await page.RunAxe()).Violations);
        await page.GetByRole(AriaRole.Button, new() { Name = "Mark as seen: the objection to Selma GmbH" }).ClickAsync();
        await Expect(page.GetByText("Nobody objects to a score.")).ToBeVisibleAsync();
        await Expect(board.Locator($"[data-id='{id}'] .contested")).ToHaveCountAsync(0);
    }

    static int Percent(string text) => int.Parse(new string([.. text.TakeWhile(letter => letter != '%').Where(char.IsDigit)]), System.Globalization.CultureInfo.InvariantCulture);
}
