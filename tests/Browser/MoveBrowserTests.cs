using System.Net.Http.Json;
using Microsoft.Playwright;
using TradeLive.Tests.Web;

namespace TradeLive.Tests.Browser;

public sealed class MoveBrowserTests : BrowserTests
{
    string id = "";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        for (var i = 0; i < 12; i++) id = await Server.Receive(Admin, $"m{i}", $"m{i}", $"Buyer{i}");
    }

    [Fact]
    public async Task A_card_is_dragged_by_mouse_into_another_column_and_a_click_still_opens_it()
    {
        var page = await SignIn();
        await Expect(In(page, 1, id)).ToContainTextAsync("reply in 23 h");
        await Expect(In(page, 1, id)).ToContainTextAsync("min old");
        await Drag(page, In(page, 1, id), Column(page, 2));
        await Expect(In(page, 2, id)).ToBeVisibleAsync();
        await Expect(page.Locator(".ghost")).ToHaveCountAsync(0);
        await Server.Until(async () => (await Admin.GetStringAsync($"/api/inquiries/{id}")).Contains("\"Contacted\"", StringComparison.Ordinal));
        await In(page, 2, id).Locator("a").ClickAsync();
        await page.WaitForURLAsync($"**/inquiry/{id}");
    }

    [Fact]
    public async Task A_finger_that_rests_on_a_card_drags_it_and_one_that_swipes_scrolls()
    {
        var page = await SignIn(820, byTouch: true);
        var touch = await page.Context.NewCDPSessionAsync(page);
        var card = page.Locator("section.column:nth-of-type(1) .card").First;
        var first = await card.GetAttributeAsync("data-id");
        var (x, y) = await Middle(card);
        await Touch(touch, "touchStart", x, y + 100);
        for (var step = 1; step <= 10; step++) await Touch(touch, "touchMove", x, y + 100 - step * 12);
        await Touch(touch, "touchEnd");
        await Expect(page.Locator(".ghost")).ToHaveCountAsync(0);
        Assert.True(await page.Locator("section.column:nth-of-type(1) .cards").EvaluateAsync<double>("cards => cards.scrollTop") > 0, "A swipe did not scroll.");

        await card.ScrollIntoViewIfNeededAsync();
        (x, y) = await Middle(card);
        var (toX, toY) = await Middle(Column(page, 2));
        await Touch(touch, "touchStart", x, y);
        await Expect(page.Locator(".ghost")).ToBeVisibleAsync();
        for (var step = 1; step <= 5; step++) await Touch(touch, "touchMove", x + (toX - x) * step / 5, y + (toY - y) * step / 5);
        await Expect(page.Locator("section.column:nth-of-type(2).over")).ToBeVisibleAsync();
        await Touch(touch, "touchEnd");
        await Expect(In(page, 2, first)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task On_a_phone_a_card_is_moved_by_its_menu()
    {
        var page = await SignIn(360, byTouch: true);
        await In(page, 1, id).GetByRole(AriaRole.Button, new() { Name = "Move Buyer11 GmbH to" }).TapAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Qualified" }).TapAsync();
        await Expect(In(page, 3, id)).ToHaveCountAsync(1);
        await Server.Until(async () => (await Admin.GetStringAsync($"/api/inquiries/{id}")).Contains("\"Qualified\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_move_that_the_server_refuses_shows_at_once_and_goes_back_with_the_reason()
    {
        await Server.PutRep(Admin, "bob", "east");
        await Admin.PostAsJsonAsync($"/api/inquiries/{id}/reassign", new { to = "bob" });
        await Server.Verb("create-user", "ann@people.example", "rep", "ann");
        var page = await SignIn(email: "ann@people.example");
        await Expect(In(page, 1, id)).ToContainTextAsync("Bob");
        var gate = new TaskCompletionSource();
        await page.RouteAsync("**/stage", async route =>
        {
            await gate.Task;
            await route.ContinueAsync();
        });
        await Drag(page, In(page, 1, id), Column(page, 2));
        await Expect(In(page, 2, id)).ToBeVisibleAsync();
        gate.SetResult();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Your role does not allow this.");
        await Expect(In(page, 1, id)).ToBeVisibleAsync();
        await Expect(In(page, 2, id)).ToHaveCountAsync(0);
    }

    static ILocator Column(IPage page, int at) => page.Locator($"section.column:nth-of-type({at})");

    static async Task Drag(IPage page, ILocator card, ILocator to)
    {
        await card.ScrollIntoViewIfNeededAsync();
        var ((x, y), (toX, toY)) = (await Middle(card), await Middle(to));
        await page.Mouse.MoveAsync(x, y);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(toX, toY, new() { Steps = 8 });
        await Expect(to).ToHaveClassAsync("column over");
        await page.Mouse.UpAsync();
    }

    static async Task<(float X, float Y)> Middle(ILocator thing)
    {
        var box = (await thing.BoundingBoxAsync())!;
        return (box.X + box.Width / 2, box.Y + Math.Min(box.Height / 2, 60));
    }

    static Task Touch(ICDPSession session, string type, float x = -1, float y = -1) => session.SendAsync("Input.dispatchTouchEvent", new()
    {
        ["type"] = type,
        ["touchPoints"] = x < 0 ? Array.Empty<object>() : new object[] { new Dictionary<string, object> { ["x"] = x, ["y"] = y } },
    });
}
