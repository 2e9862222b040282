using Microsoft.Playwright;
using TradeLive.Tests.Web;

namespace TradeLive.Tests.Browser;

public sealed class WorkBrowserTests : BrowserTests
{
    [Fact]
    public async Task A_rep_claims_answers_and_quotes_from_the_queue_by_keys_and_the_queue_fills_by_itself()
    {
        var page = await SignIn();
        await page.GotoAsync("/users");
        await page.Locator("form").Filter(new() { HasText = Server.Email }).Locator("select[name=Rep]").SelectOptionAsync("ann");
        await page.Locator("form").Filter(new() { HasText = Server.Email }).Locator("button").ClickAsync();
        page = await SignIn();
        await Open(page, "/queue");
        await Server.Receive(Admin, "q1", "q1", "Quentin");
        var row = page.Locator(".queue-row").Filter(new() { HasText = "Quentin GmbH" });
        await Expect(row).ToBeVisibleAsync();

        await row.FocusAsync();
        await page.Keyboard.PressAsync("c");
        await Expect(row.GetByText("Record my answer")).ToBeVisibleAsync();
        await row.FocusAsync();
        await page.Keyboard.PressAsync("a");
        await Expect(page.Locator("textarea")).ToBeFocusedAsync();
        await Expect(page.Locator("textarea")).ToHaveValueAsync("");
        await page.Keyboard.TypeAsync("Dear Quentin, a quote follows.");
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.Locator("textarea")).ToHaveCountAsync(0);
        await Expect(row.Locator(".chip")).ToHaveTextAsync("Contacted");

        await row.FocusAsync();
        await page.Keyboard.PressAsync("q");
        await page.GetByLabel("Unit price").FillAsync("12.5");
        await page.GetByRole(AriaRole.Button, new() { Name = "Quote", Exact = true }).Last.ClickAsync();
        await Expect(page.Locator(".queue [role=alert]")).ToContainTextAsync("place");
        await page.GetByLabel("Named place").FillAsync("Ningbo");
        await page.GetByRole(AriaRole.Button, new() { Name = "Quote", Exact = true }).Last.ClickAsync();
        await Expect(row.Locator(".chip")).ToHaveTextAsync("Quoted");
    }

    [Fact]
    public async Task A_file_with_bad_rows_goes_in_without_them_and_says_which_and_why()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, """
            Inquiry ID,Inquiry Time,Buyer Name,Email,Country,Product,Quantity
            1,2026-11-03,Uta Berg,uta@berg.example,Germany,LED lamp,100
            2,2026-11-31,Jan Roth,jan@roth.example,Germany,LED lamp,100
            3,2026-11-04,Ana Lima,ana@lima.example,Brazil,Solar lamp,many
            4,2026-11-05,Li Wei,li@wei.example,Japan,Solar lamp,20
            """);
        var page = await SignIn();
        await Open(page, "/import");
        await page.SetInputFilesAsync("input[type=file]", file);
        await page.GetByRole(AriaRole.Button, new() { Name = "Import", Exact = true }).ClickAsync();
        await Expect(page.GetByText("2 new, 0 there already, 2 in error, of 4")).ToBeVisibleAsync();
        var errors = page.Locator("table").Last.Locator("tbody tr");
        await Expect(errors).ToHaveCountAsync(2);
        await Expect(errors.First).ToContainTextAsync("3Inquiry Time");
        await Expect(errors.First).ToContainTextAsync("2026-11-31");
        await Expect(errors.Last).ToContainTextAsync("4Quantity");
        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator("a[download]").ClickAsync());
        Assert.Contains("2026-11-31", await File.ReadAllTextAsync(await download.PathAsync()), StringComparison.Ordinal);
    }
}
