using System.Net.Http.Json;
using Deque.AxeCore.Playwright;
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
        await row.GetByText("Why here?").ClickAsync();
        await Expect(row).ToContainTextAsync("Urgency: 23 h of 24 h left to the promised first reply");

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
        await Expect(row.Locator(".chip:not(.reply)")).ToHaveTextAsync("Contacted");

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
    public async Task A_rep_says_how_and_when_the_buyer_was_answered_and_wins_with_the_quotation_that_the_buyer_took()
    {
        var id = await Server.Receive(Admin, "w1", "w1", "Wanda");
        await Server.Until(async () => (await Admin.GetStringAsync($"/api/inquiries/{id}")).Contains("\"customer\":", StringComparison.Ordinal));
        var page = await SignIn();
        await Open(page, $"/inquiry/{id}");
        await page.GetByLabel("Text").FillAsync("We talked about the voltage.");
        await page.GetByLabel("Channel").SelectOptionAsync("phone");
        await page.GetByLabel("When, if not now").FillAsync("2019-01-01T10:00");
        await page.GetByRole(AriaRole.Button, new() { Name = "Record my answer" }).ClickAsync();
        await Expect(page.Locator(".form [role=alert]").First).ToContainTextAsync("before the inquiry came in");
        await page.GetByLabel("When, if not now").FillAsync("");
        await page.GetByRole(AriaRole.Button, new() { Name = "Record my answer" }).ClickAsync();
        await Expect(page.Locator(".head .chip")).ToHaveTextAsync("Contacted");
        Assert.Contains("\"channel\":\"phone\"", await Admin.GetStringAsync($"/api/inquiries/{id}"), StringComparison.Ordinal);

        foreach (var price in new[] { 10, 20 })
        {
            var quote = page.Locator("details").Filter(new() { HasText = "Named place" });
            if (price == 10) await quote.Locator("summary").ClickAsync();
            await quote.GetByLabel("Unit price").FillAsync($"{price}");
            await quote.GetByLabel("Named place").FillAsync("Ningbo");
            await quote.GetByLabel("Deposit (%)").FillAsync($"{price}");
            await quote.GetByLabel("Balance before shipment").CheckAsync();
            await quote.GetByRole(AriaRole.Button, new() { Name = "Quote", Exact = true }).ClickAsync();
            await Expect(page.Locator("p.notice")).ToHaveCountAsync(price / 10);
        }
        var win = page.Locator("details").Filter(new() { HasText = "Quotation accepted" });
        await win.Locator("summary").ClickAsync();
        await Expect(win.GetByLabel("Deposit (%)")).ToHaveValueAsync("20");
        await win.GetByLabel("Quotation accepted").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await Expect(win.GetByLabel("Deposit (%)")).ToHaveValueAsync("10");
        Assert.Empty((await page.RunAxe()).Violations);
        await win.GetByRole(AriaRole.Button, new() { Name = "Won", Exact = true }).ClickAsync();
        await Expect(page.Locator(".head .chip")).ToHaveTextAsync("Won");
        await Server.Until(async () => (await Admin.GetAsync($"/api/orders/O-{id}")).IsSuccessStatusCode);
        var order = await Admin.GetFromJsonAsync<System.Text.Json.JsonElement>($"/api/orders/O-{id}");
        Assert.Equal((50, 0.1m, true), (order.GetProperty("summary").GetProperty("amount").GetDecimal(), order.GetProperty("depositShare").GetDecimal(), order.GetProperty("balanceBeforeShipment").GetBoolean()));
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
        await Expect(page.GetByText("2 new, 0 updated, 0 unchanged, 2 in error, of 4")).ToBeVisibleAsync();
        var errors = page.Locator("table").Last.Locator("tbody tr");
        await Expect(errors).ToHaveCountAsync(2);
        await Expect(errors.First).ToContainTextAsync("3Inquiry Time");
        await Expect(errors.First).ToContainTextAsync("2026-11-31");
        await Expect(errors.Last).ToContainTextAsync("4Quantity");
        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator("a[download]").ClickAsync());
        Assert.Contains("2026-11-31", await File.ReadAllTextAsync(await download.PathAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_manager_edits_a_team_and_a_rep_and_bad_input_says_why_and_loses_nothing()
    {
        var page = await SignIn(360);
        await Open(page, "/team");
        await page.GetByRole(AriaRole.Button, new() { Name = "Edit Ann" }).ClickAsync();
        await page.GetByLabel("Capacity").FillAsync("-1");
        await page.GetByLabel("Markets").FillAsync("DE, BR");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.Locator("[role=dialog] [role=alert]")).ToContainTextAsync("below zero");
        await Expect(page.GetByLabel("Markets")).ToHaveValueAsync("DE, BR");
        Assert.Empty((await page.RunAxe()).Violations);
        Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= 360);
        await page.GetByLabel("Capacity").FillAsync("7");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.Locator("tbody tr").First).ToContainTextAsync("DE, BR0 / 7");

        await page.GetByRole(AriaRole.Button, new() { Name = "Edit", Exact = true }).ClickAsync();
        await page.GetByLabel("Time zone").FillAsync("Mars/Olympus");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.Locator("[role=dialog] [role=alert]")).ToContainTextAsync("Mars/Olympus is not known");
        await page.GetByLabel("Time zone").FillAsync("Europe/Berlin");
        await page.GetByLabel("Days off").FillAsync("2027-01-01\n2027-13-01");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.Locator("[role=dialog] [role=alert]")).ToContainTextAsync("2027-13-01");
        await page.GetByLabel("Days off").FillAsync("2027-01-01");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByText("Europe/Berlin")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Who_changes_a_team_that_somebody_else_changed_meanwhile_is_told_and_may_save_all_the_same()
    {
        var page = await SignIn();
        await Open(page, "/team");
        await page.GetByRole(AriaRole.Button, new() { Name = "Edit", Exact = true }).ClickAsync();
        await page.GetByLabel("Name").FillAsync("Mine");
        var team = System.Text.Json.Nodes.JsonNode.Parse(await Admin.GetStringAsync("/api/teams"))!.AsArray()[0]!.AsObject();
        (team["name"], team["version"]) = ("Theirs", null);
        (await Admin.PutAsJsonAsync($"/api/teams/{team["id"]}", team)).EnsureSuccessStatusCode();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(page.Locator("[role=dialog] [role=alert]")).ToBeVisibleAsync();
        Assert.Contains("Theirs", await Admin.GetStringAsync("/api/teams"), StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save mine all the same" }).ClickAsync();
        await Expect(page.GetByText("Mine").First).ToBeVisibleAsync();
        Assert.Contains("Mine", await Admin.GetStringAsync("/api/teams"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_milestone_is_moved_with_a_reason_and_keeps_its_first_date()
    {
        var id = await Server.Receive(Admin, "o1", "o1", "Orla");
        await Server.Until(async () => (await Admin.GetStringAsync($"/api/inquiries/{id}")).Contains("\"customer\":", StringComparison.Ordinal));
        await Admin.PostAsJsonAsync($"/api/inquiries/{id}/win", new { amount = 100, currency = "USD" });
        await Server.Until(async () => (await Admin.GetAsync($"/api/orders/O-{id}")).IsSuccessStatusCode);
        var page = await SignIn();
        await Open(page, $"/order/O-{id}");
        var step = page.Locator(".track li").Filter(new() { HasText = "Inspection passed" });
        await step.GetByText("Revise").ClickAsync();
        var date = page.GetByLabel("Agreed anew for");
        var planned = DateOnly.Parse(await date.InputValueAsync(), System.Globalization.CultureInfo.InvariantCulture);
        var monday = planned.AddDays(15 - (int)planned.DayOfWeek);
        await date.FillAsync($"{monday:yyyy-MM-dd}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.Locator("[role=dialog] [role=alert]")).ToContainTextAsync("reason");
        await page.GetByLabel("Reason", new() { Exact = true }).FillAsync("Inspector ill");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(step).ToContainTextAsync("Inspector ill");
        await Expect(step).ToContainTextAsync($"at first {planned:M/d/yyyy}");
    }

    [Fact]
    public async Task A_manager_sets_the_company_up_and_a_rate_and_what_was_unconverted_counts_from_then_on()
    {
        var page = await SignIn();
        await Open(page, "/company");
        await page.GetByLabel("Name").FillAsync("Made-up Lamps");
        await page.GetByLabel("Reply within").FillAsync("0");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("above zero hours");
        await page.GetByLabel("Reply within").FillAsync("12");
        await page.GetByLabel("Rotting after, days Quoted").FillAsync("9");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Saved" })).ToBeVisibleAsync();
        await page.GetByLabel("From", new() { Exact = true }).FillAsync("eur");
        await page.Locator("label:has-text('Rate') input").Last.FillAsync("1.1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add the rate" }).ClickAsync();
        await Expect(page.Locator("table").Last).ToContainTextAsync("EUR");

        var id = await Server.Receive(Admin, "fx", "fx", "Fia");
        await Admin.PostAsJsonAsync($"/api/inquiries/{id}/win", new { amount = 100, currency = "EUR" });
        await Open(page, "/");
        await Expect(page.Locator($"section.column:nth-of-type(6) [data-id='{id}']")).ToContainTextAsync("110 USD");
        await Open(page, "/company");
        await Expect(page.GetByLabel("Rotting after, days Quoted")).ToHaveValueAsync("9");
    }
}
