using System.Net.Http.Json;
using System.Text.Json;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using TradeLive.Tests.Web;

namespace TradeLive.Tests.Browser;

public sealed class DetailBrowserTests : BrowserTests
{
    [Fact]
    public async Task Corrections_of_different_fields_both_survive_and_of_one_field_the_second_chooses_between_both_values()
    {
        var id = await Server.Receive(Admin, "f1", "f1", "Frida");
        var page = await SignIn();
        await Open(page, $"/inquiry/{id}");
        await Edit(page, "Company");
        await Amend(id, "Phone", null, "+49 30 1234567");
        await Expect(page.GetByText("+49 30 1234567").First).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await page.Locator(".facts input").FillAsync("Frida Licht AG");
        await Save(page);
        await Expect(page.Locator("h1")).ToHaveTextAsync("Frida Licht AG");

        await Edit(page, "Product");
        await Amend(id, "Product", "LED lamp", "Street lamp");
        await page.Locator(".facts input").FillAsync("Solar lamp");
        await Save(page);
        await Expect(page.Locator(".facts [role=alert]")).ToContainTextAsync("it is now “Street lamp”, you wrote “Solar lamp”");
        Assert.Empty((await page.RunAxe()).Violations);
        await page.GetByRole(AriaRole.Button, new() { Name = "Write “Solar lamp”" }).ClickAsync();
        await Expect(page.Locator(".facts input")).ToHaveCountAsync(0);
        var details = await Admin.GetFromJsonAsync<JsonElement>($"/api/inquiries/{id}");
        Assert.Equal("+49 30 1234567", details.GetProperty("phone").GetString());
        Assert.Equal(("Frida Licht AG", "Solar lamp"), (details.GetProperty("card").GetProperty("company").GetString(), details.GetProperty("card").GetProperty("product").GetString()));
    }

    [Fact]
    public async Task A_customers_page_follows_what_others_do_and_gives_the_customer_to_a_rep()
    {
        var id = await Server.Receive(Admin, "c1", "c1", "Carla");
        await Server.Until(async () => (await Admin.GetStringAsync($"/api/inquiries/{id}")).Contains("\"customer\":", StringComparison.Ordinal));
        var page = await SignIn();
        await Open(page, $"/customer/{Server.CustomerOf("Carla")}");
        await Expect(page.Locator(".facts dd").First).ToHaveTextAsync("Nobody yet");
        await page.GetByLabel("Give to").SelectOptionAsync("ann");
        await Expect(page.Locator(".facts dd").First).ToHaveTextAsync("Ann");
        await Admin.PostAsJsonAsync($"/api/customers/{Server.CustomerOf("Carla")}/notes", new { text = "Calls on Mondays" });
        await Expect(page.GetByText("Calls on Mondays")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Admin.PostAsJsonAsync($"/api/inquiries/{id}/win", new { amount = 10, currency = "USD" });
        await Expect(page.Locator($"a[href='/order/O-{id}']")).ToBeVisibleAsync(new() { Timeout = 30_000 });
    }

    static Task Edit(IPage page, string field) => page.GetByRole(AriaRole.Button, new() { Name = $"Edit {field}" }).ClickAsync();

    static Task Save(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

    async Task Amend(string id, string field, string? expected, string value) =>
        Assert.True((await Admin.PostAsJsonAsync($"/api/inquiries/{id}/fields", new { field, expected, value })).IsSuccessStatusCode);
}
