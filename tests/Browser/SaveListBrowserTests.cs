using System.Net.Http.Json;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using TradeLive.Tests.Web;
using TradeLive.Views;

namespace TradeLive.Tests.Browser;

public sealed class SaveListBrowserTests : BrowserTests
{
    [Fact]
    public async Task A_call_assigned_from_the_list_of_customers_to_keep_is_with_the_reps_queue_and_its_result_on_the_list()
    {
        var id = await Server.Receive(Admin, "k1", "k1", "Karl");
        await Server.Until(async () => (await Admin.GetStringAsync($"/api/inquiries/{id}")).Contains("\"customer\":", StringComparison.Ordinal));
        await Web.Company.Ok(Admin.PostAsJsonAsync($"/api/inquiries/{id}/reassign", new { to = "ann" }));
        await Web.Company.Ok(Admin.PostAsJsonAsync($"/api/inquiries/{id}/win", new { amount = 4000, currency = "USD" }));
        await Server.Verb("create-user", "ann@people.example", "rep", "ann");
        await Server.Until(async () => (await Admin.GetFromJsonAsync("/api/customers/at-risk", ViewsJson.Default.AtRiskView))!.Total == 1, seconds: 60);

        var (manager, rep) = (await SignIn(), await SignIn(360, "en", email: "ann@people.example"));
        await Open(rep, "/queue");
        await Open(manager, "/customers");
        await manager.GetByRole(AriaRole.Link, new() { Name = "Customers to keep" }).ClickAsync();
        var row = manager.Locator($"[data-id='{Server.CustomerOf("Karl")}']");
        await Expect(row).ToContainTextAsync("Karl GmbH");
        await Expect(row).ToContainTextAsync("× 4,000 USD");
        Assert.Empty((await manager.RunAxe()).Violations);

        await manager.GetByRole(AriaRole.Button, new() { Name = "Write: Karl GmbH" }).ClickAsync();
        await manager.GetByLabel("Language").SelectOptionAsync("zh-CN");
        await Expect(manager.Locator("[role=dialog] textarea")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("Karl GmbH，您好"));
        await manager.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();

        await manager.GetByRole(AriaRole.Button, new() { Name = "Assign a call: Karl GmbH" }).ClickAsync();
        await manager.GetByLabel("What to talk about").FillAsync("Ask for the spring order.");
        await manager.GetByLabel("By when").FillAsync("2020-01-01");
        await manager.GetByRole(AriaRole.Button, new() { Name = "Assign the call" }).ClickAsync();
        await Expect(manager.Locator("[role=dialog] [role=alert]")).ToContainTextAsync("is past");
        await manager.GetByLabel("By when").FillAsync($"{DateTime.UtcNow.AddDays(2):yyyy-MM-dd}");
        Assert.Empty((await manager.RunAxe()).Violations);
        await manager.GetByRole(AriaRole.Button, new() { Name = "Assign the call" }).ClickAsync();
        await Expect(row.Locator(".chip")).ToContainTextAsync("Call · Ann");

        await Expect(rep.GetByText("Ask for the spring order.")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        Assert.True(await rep.EvaluateAsync<int>("document.documentElement.scrollWidth") <= 360);
        Assert.Empty((await rep.RunAxe()).Violations);
        await rep.GetByLabel("What was said").FillAsync("In April.");
        await rep.GetByRole(AriaRole.Button, new() { Name = "will order: Karl GmbH" }).ClickAsync();
        await Expect(rep.GetByText("Ask for the spring order.")).ToHaveCountAsync(0);
        await Expect(row).ToContainTextAsync("will order", new() { Timeout = 30_000 });
        await Open(manager, $"/customer/{Server.CustomerOf("Karl")}");
        await Expect(manager.Locator(".history")).ToContainTextAsync("In April.");
    }
}
