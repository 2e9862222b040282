using System.Net.Http.Json;
using TradeLive.Tests.Web;

namespace TradeLive.Tests.Browser;

public sealed class BigBoardBrowserTests : BrowserTests
{
    const int Many = 1_200, MostInPage = 400, MostShown = 120;

    [Theory]
    [InlineData(1440, "en")]
    [InlineData(360, "zh-CN")]
    public async Task A_column_of_more_than_a_thousand_cards_scrolls_to_its_end_with_few_of_them_in_the_page(int width, string culture)
    {
        for (var from = 0; from < Many; from += MostInPage)
            await Web.Company.Ok(Admin.PostAsJsonAsync("/api/inquiries/bulk", Enumerable.Range(from, MostInPage).Select(at => new
            {
                source = "web",
                number = $"n{at}",
                buyer = $"Buyer{at}",
                company = $"Company {at}",
                country = "DE",
                product = "LED lamp",
                quantity = at + 1,
                targetPrice = 10,
                currency = "USD",
            })));
        await Server.Until(async () => (await Admin.GetStringAsync("/api/boards/all?take=1")).Contains($"\"count\":{Many}", StringComparison.Ordinal));
        var last = (await Admin.GetFromJsonAsync<System.Text.Json.JsonElement>($"/api/boards/all/columns/New?skip={Many - 1}&take=1")).GetProperty("cards")[0].GetProperty("id").GetString();

        var page = await SignIn(width, culture);
        var cards = page.Locator("section.column:nth-of-type(1) .cards");
        var most = 0;
        await Server.Until(async () =>
        {
            await cards.EvaluateAsync("cards => cards.scrollTop += 6000");
            most = Math.Max(most, await page.Locator(".card").CountAsync());
            return await In(page, 1, last).CountAsync() == 1;
        }, seconds: 60);
        await Expect(In(page, 1, last)).ToBeVisibleAsync();
        Assert.InRange(most, 1, MostShown);

        await Admin.PostAsJsonAsync($"/api/inquiries/{last}/stage", new { from = "New", to = "Quoted" });
        await Expect(In(page, 4, last)).ToHaveCountAsync(1);
        await Expect(In(page, 1, last)).ToHaveCountAsync(0);
    }
}
