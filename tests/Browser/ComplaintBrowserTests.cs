using System.Net.Http.Json;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using TradeLive.Tests.Web;
using TradeLive.Views;

namespace TradeLive.Tests.Browser;

public sealed class ComplaintBrowserTests : BrowserTests
{
    [Fact]
    public async Task A_complaint_that_a_rep_records_is_seen_by_the_manager_at_once_and_by_the_risk_soon_and_goes_when_it_is_settled()
    {
        var id = await Server.Receive(Admin, "c1", "c1", "Karl");
        await Server.Until(async () => (await Admin.GetStringAsync($"/api/inquiries/{id}")).Contains("\"customer\":", StringComparison.Ordinal));
        await Web.Company.Ok(Admin.PostAsJsonAsync($"/api/inquiries/{id}/reassign", new { to = "ann" }));
        await Web.Company.Ok(Admin.PostAsJsonAsync($"/api/inquiries/{id}/win", new { amount = 4000, currency = "USD" }));
        await Server.Verb("create-user", "ann@people.example", "rep", "ann");
        await Server.Until(async () => (await Admin.GetFromJsonAsync("/api/customers/at-risk", ViewsJson.Default.AtRiskView))!.Total == 1, seconds: 60);
        var customer = $"/customer/{Server.CustomerOf("Karl")}";
        var (manager, list, rep) = (await SignIn(), await SignIn(), await SignIn(360, "zh-CN", email: "ann@people.example"));
        await Open(manager, customer);
        await Open(list, "/customers/at-risk");
        await Open(rep, customer);

        await rep.GetByRole(AriaRole.Button, new() { Name = "登记投诉" }).ClickAsync();
        await rep.GetByLabel("投诉类型").SelectOptionAsync("Damage");
        await rep.GetByLabel("涉及订单").SelectOptionAsync($"O-{id}");
        await rep.GetByLabel("买家怎么说").FillAsync("Three lamps broken.");
        await rep.GetByLabel("收到日期").FillAsync("2999-01-02");
        Assert.Empty((await rep.RunAxe()).Violations);
        await rep.GetByRole(AriaRole.Button, new() { Name = "登记", Exact = true }).ClickAsync();
        await Expect(rep.GetByRole(AriaRole.Alert)).ToContainTextAsync("尚未到来");
        await rep.GetByLabel("收到日期").FillAsync($"{DateTime.UtcNow:yyyy-MM-dd}");
        await rep.GetByRole(AriaRole.Button, new() { Name = "登记", Exact = true }).ClickAsync();
        await Expect(rep.Locator("[data-number='1']")).ToContainTextAsync("数量短缺或破损");
        Assert.True(await rep.EvaluateAsync<int>("document.documentElement.scrollWidth") <= 360);

        var shown = manager.Locator("[data-number='1']");
        await Expect(shown).ToContainTextAsync("Three lamps broken.", new() { Timeout = 30_000 });
        await Expect(list.Locator(".keep .chip")).ToContainTextAsync("Open complaints: 1", new() { Timeout = 30_000 });
        await Expect(manager.Locator(".why-panel")).ToContainTextAsync("Open complaints: 1", new() { Timeout = 120_000 });
        await Expect(manager.Locator(".why-panel")).ToContainTextAsync("Starting from the usual customer");
        Assert.Empty((await manager.RunAxe()).Violations);

        await shown.GetByRole(AriaRole.Button).ClickAsync();
        await shown.GetByLabel("How it was settled").SelectOptionAsync("Replaced");
        await shown.GetByLabel("What was agreed").FillAsync("Three sent anew.");
        await shown.GetByRole(AriaRole.Button, new() { Name = "Settled" }).ClickAsync();
        await Expect(shown).ToHaveCountAsync(0);
        await Expect(manager.Locator(".history")).ToContainTextAsync("complaint settled");
        await Expect(manager.Locator(".history")).ToContainTextAsync("Three sent anew.");
        await Expect(rep.Locator("[data-number='1']")).ToHaveCountAsync(0, new() { Timeout = 30_000 });
        await Expect(list.Locator(".keep .chip")).ToHaveCountAsync(0, new() { Timeout = 30_000 });
        await Expect(list.Locator(".keep")).Not.ToContainTextAsync("Open complaints", new() { Timeout = 120_000 });
    }
}
