using System.Net.Http.Json;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using TradeLive.Tests.Web;
using TradeLive.Views;

namespace TradeLive.Tests.Browser;

public sealed class ImportBrowserTests : BrowserTests
{
    [Fact]
    public async Task Who_comes_back_finds_the_running_import_sees_it_get_on_and_can_cancel_it()
    {
        var page = await SignIn();
        await Open(page, "/import");
        await page.SetInputFilesAsync("input[type=file]", File("many.csv", "Inquiry ID,Buyer Name,Product\n" + string.Concat(Enumerable.Range(1, 60_000).Select(i => $"{i},Buyer {i},Lamp\n"))));
        await page.GetByRole(AriaRole.Button, new() { Name = "Import", Exact = true }).ClickAsync();
        await Expect(page.GetByText("many.csv · running")).ToBeVisibleAsync();
        await Open(page, "/team");
        await Open(page, "/import");
        await Expect(page.GetByText("many.csv · running")).ToBeVisibleAsync();
        var bar = page.Locator("progress");
        var before = await bar.GetAttributeAsync("value");
        await Expect(bar).Not.ToHaveAttributeAsync("value", before!);
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel", Exact = true }).ClickAsync();
        await Expect(page.GetByText("many.csv · cancelled")).ToBeVisibleAsync();
        await Expect(page.GetByText("What is in stays in")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Unknown_stages_are_given_a_meaning_and_a_file_known_under_another_source_is_warned_of()
    {
        const string rows = "编号,买家姓名,状态\n1,Uta,第三阶段\n2,Jan,已报价\n";
        var page = await SignIn(360);
        await Open(page, "/import");
        await page.SetInputFilesAsync("input[type=file]", File("stages.csv", rows));
        await page.GetByLabel("Source", new() { Exact = true }).FillAsync("fair");
        await page.GetByLabel("第三阶段").SelectOptionAsync(nameof(Stage.Negotiating));
        Assert.Empty((await page.RunAxe()).Violations);
        Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= 360);
        await page.GetByRole(AriaRole.Button, new() { Name = "Import", Exact = true }).ClickAsync();
        await Expect(page.GetByText("2 new, 0 updated, 0 unchanged, 0 in error, of 2")).ToBeVisibleAsync();

        await page.SetInputFilesAsync("input[type=file]", File("stages again.csv", rows));
        await page.GetByLabel("Source", new() { Exact = true }).WaitForAsync();
        await Expect(page.GetByLabel("Source", new() { Exact = true })).ToHaveValueAsync("fair");
        await Expect(page.GetByLabel("第三阶段")).ToHaveValueAsync(nameof(Stage.Negotiating));
        await page.GetByLabel("Source", new() { Exact = true }).FillAsync("mail");
        await page.GetByLabel("Time zone").FocusAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("second inquiry");
        await page.GetByLabel("Source", new() { Exact = true }).FillAsync("fair");
        await page.GetByRole(AriaRole.Button, new() { Name = "Import", Exact = true }).ClickAsync();
        await Expect(page.GetByText("Nothing was taken in").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_rep_is_shown_no_way_to_import_and_told_who_may()
    {
        await Server.Verb("create-user", "rep@people.example", Roles.Rep, "ann");
        var page = await SignIn(email: "rep@people.example");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Team", Exact = true })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Import", Exact = true })).ToHaveCountAsync(0);
        await Open(page, "/import");
        await Expect(page.GetByText("Importing is for team leads")).ToBeVisibleAsync();
        await Expect(page.Locator("input[type=file]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_rep_without_a_team_is_edited_and_given_two_leaves()
    {
        (await Admin.PutAsJsonAsync("/api/reps/lou", new { id = "lou", name = "Lou" })).EnsureSuccessStatusCode();
        var page = await SignIn();
        await Open(page, "/team");
        await page.GetByRole(AriaRole.Button, new() { Name = "Edit Lou" }).ClickAsync();
        foreach (var (from, until) in new[] { ("2090-05-01", "2090-05-05"), ("2090-01-01", "2090-01-02") })
        {
            await page.GetByLabel("On leave from").FillAsync(from);
            await page.GetByLabel("On leave until").FillAsync(until);
            await page.GetByRole(AriaRole.Button, new() { Name = "Add leave" }).ClickAsync();
        }
        Assert.Empty((await page.RunAxe()).Violations);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.Locator("[role=dialog]")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Edit Lou" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Cancel the leave from" })).ToHaveCountAsync(2);
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel the leave from" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Server.Until(async () => (await Admin.GetFromJsonAsync("/api/reps", ViewsJson.Default.IReadOnlyListRepView))!.First(rep => rep.Id == "lou").Leave is [{ From.Month: 5 }]);
    }

    static string File(string name, string text)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("tradelive-import-").FullName, name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }
}
