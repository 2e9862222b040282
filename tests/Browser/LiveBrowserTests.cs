using System.Net.Http.Json;
using Microsoft.Playwright;
using TradeLive.Tests.Web;

namespace TradeLive.Tests.Browser;

public sealed class LiveBrowserTests : BrowserTests
{
    [Fact]
    public async Task A_filtered_board_follows_what_others_change_and_so_do_its_totals()
    {
        await Server.PutRep(Admin, "bob", "east");
        var id = await Server.Receive(Admin, "f1", "f1", "Fred");
        await Give(id, "bob");
        var page = await SignIn();
        await page.GetByLabel("Owner").SelectOptionAsync("ann");
        await Expect(page.Locator(".card")).ToHaveCountAsync(0);
        var count = page.Locator("section.column:nth-of-type(1) .count");
        await Expect(count).ToHaveTextAsync("0");

        await Give(id, "ann");
        await Expect(In(page, 1, id)).ToBeVisibleAsync();
        await Expect(count).ToHaveTextAsync("1");
        await Give(id, "bob");
        await Expect(page.Locator(".card")).ToHaveCountAsync(0);
        await Expect(count).ToHaveTextAsync("0");
    }

    [Fact]
    public async Task Lists_and_the_team_follow_what_happens_and_an_inquiry_page_follows_its_address()
    {
        var (customers, orders, team) = (await SignIn(), await SignIn(), await SignIn());
        await Open(customers, "/customers");
        await Open(orders, "/orders");
        await Open(team, "/team");
        await Expect(customers.GetByText("No customers yet")).ToBeVisibleAsync();
        await Expect(orders.GetByText("No orders yet")).ToBeVisibleAsync();
        await Expect(team.Locator("tbody tr").First).ToContainTextAsync("0 / 100000");

        var id = await Server.Receive(Admin, "l1", "l1", "Lena");
        await Give(id, "ann");
        await Expect(customers.GetByText("Lena GmbH")).ToBeVisibleAsync(new() { Timeout = 15_000 });
        await Expect(team.Locator("tbody tr").First).ToContainTextAsync("1 / 100000", new() { Timeout = 15_000 });
        await Admin.PutAsJsonAsync("/api/teams/east", new { id = "east", name = "Far East", timeZone = "Asia/Shanghai", workStart = "00:00:00", workEnd = "00:00:00", workDays = Enum.GetNames<DayOfWeek>(), claimMinutes = 30, escalateMinutes = 60, replyHours = 24, warnHours = 4 });
        await Expect(team.GetByText("Far East")).ToBeVisibleAsync(new() { Timeout = 15_000 });
        await Admin.PostAsJsonAsync($"/api/inquiries/{id}/win", new { amount = 100.5, currency = "USD" });
        await Expect(orders.Locator("tbody tr").First).ToContainTextAsync("100.50 USD", new() { Timeout = 15_000 });

        var other = await Server.Receive(Admin, "l2", "l2", "Mona");
        await Open(customers, $"/inquiry/{id}");
        await customers.EvaluateAsync($"Blazor.navigateTo('/inquiry/{other}')");
        await Expect(customers.Locator("h1")).ToHaveTextAsync("Mona GmbH");
        await Admin.PostAsJsonAsync($"/api/inquiries/{other}/notes", new { text = "Likes blue lamps." });
        await Expect(customers.GetByText("Likes blue lamps.")).ToBeVisibleAsync(new() { Timeout = 15_000 });
    }

    [Fact]
    public async Task A_session_that_has_ended_leads_to_the_sign_in_page_and_back()
    {
        var page = await SignIn();
        await page.Context.ClearCookiesAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Orders" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Uri(Server.Address, "/sign-in?ReturnUrl=%2Forders").ToString());
        await Enter(page);
        await Assertions.Expect(page).ToHaveURLAsync(new Uri(Server.Address, "/orders").ToString());
        await Live(page);
    }

    [Theory]
    [InlineData(1440, "en", "The server cannot be reached.", "Try again")]
    [InlineData(360, "zh-CN", "无法连接服务器。", "重试")]
    public async Task A_list_that_cannot_be_loaded_says_so_and_can_be_tried_again(int width, string culture, string said, string again)
    {
        var page = await SignIn(width, culture);
        await page.RouteAsync("**/api/customers?**", route => route.AbortAsync());
        await page.EvaluateAsync("Blazor.navigateTo('/customers')");
        await Expect(page.Locator(".state[role=alert]")).ToContainTextAsync(said);
        Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= width);
        await page.UnrouteAsync("**/api/customers?**");
        await page.GetByRole(AriaRole.Button, new() { Name = again }).ClickAsync();
        await Expect(page.Locator(".state[role=alert]")).ToHaveCountAsync(0);
    }

    Task Give(string id, string rep) => Web.Company.Ok(Admin.PostAsJsonAsync($"/api/inquiries/{id}/reassign", new { to = rep }));
}
