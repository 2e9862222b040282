using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using TradeLive.Views;

namespace TradeLive.Tests.Web;

/// <summary>Customers to keep: whose list shows whom, and what is done for them.</summary>
public sealed class SaveListTests(Company company) : IClassFixture<Company>
{
    static readonly DateOnly InThreeDays = DateOnly.FromDateTime(DateTime.UtcNow.AddDays(3));

    static string CustomerOf(Whose whose) => Company.CustomerOf(whose, "won");

    async Task<AtRiskView> List(char who, string query = "") => (await company.Clients[who].GetFromJsonAsync($"/api/customers/at-risk?{query}", ViewsJson.Default.AtRiskView))!;

    Task AllScored() => Server.Until(async () => (await List('m')).Total == 3, seconds: 60);

    [Fact]
    public async Task A_rep_sees_own_customers_a_lead_the_teams_and_a_manager_all_the_most_value_at_risk_first()
    {
        await AllScored();
        foreach (var (letter, sees) in new[] { ('r', new[] { Whose.Own }), ('l', [Whose.Own, Whose.Mates]), ('m', [Whose.Own, Whose.Mates, Whose.Foreign]) })
        {
            var list = await List(letter);
            Assert.Equal(sees.Select(CustomerOf).Order(), list.Items.Select(item => item.Id).Order());
            Assert.Equal(sees.Length, list.Total);
            Assert.Equal(list.Items.OrderByDescending(item => item.ValueAtRisk).Select(item => item.Id), list.Items.Select(item => item.Id));
        }
        var item = (await List('r')).Items[0];
        Assert.Equal((10m, 10m, 0m, 90), (item.ExpectedSpend, item.SpentLately, item.SpentBefore, (await List('r')).Days));
        Assert.Equal(Math.Round(10 * (decimal)item.Risk, 2, MidpointRounding.AwayFromZero), item.ValueAtRisk);
        Assert.NotEmpty(item.Reasons);
    }

    [Fact]
    public async Task A_lead_assigns_a_call_the_rep_finds_it_with_the_queue_and_says_what_came_of_it()
    {
        await AllScored();
        var customer = CustomerOf(Whose.Own);
        await Company.Ok(company.Clients['l'].PostAsJsonAsync($"/api/customers/{customer}/care", new { kind = "Call", to = "ann", due = InThreeDays, text = "Ask for the spring order." }));
        var open = (await Calls('r')).Single(care => care.Customer == customer);
        Assert.Equal(("Ask for the spring order.", InThreeDays, "lea"), (open.Text, open.Due, open.PlannedBy));
        Assert.Single((await List('l', "planned=true")).Items, item => item.Id == customer);
        Assert.DoesNotContain((await List('l', "planned=false")).Items, item => item.Id == customer);

        await Company.Ok(company.Clients['r'].PostAsJsonAsync($"/api/customers/{customer}/care/{open.Number}/done", new { result = "WillOrder", text = "In April." }));
        Assert.DoesNotContain(await Calls('r'), care => care.Customer == customer);
        var last = (await List('l')).Items.Single(item => item.Id == customer).LastDone!;
        Assert.Equal((CareResult.WillOrder, "In April.", "ann"), (last.Result, last.Note, last.DoneBy));
        var timeline = await company.Clients['l'].GetStringAsync($"/api/customers/{customer}");
        Assert.Contains("customer.care-planned.v1", timeline, StringComparison.Ordinal);
        Assert.Contains("customer.care-done.v1", timeline, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData('r', "bob", HttpStatusCode.Forbidden, "")]
    [InlineData('l', "wei", HttpStatusCode.Conflict, "属于其他团队")]
    [InlineData('l', "nobody", HttpStatusCode.Conflict, "")]
    public async Task A_call_is_given_only_to_who_may_see_the_customer_and_by_who_leads(char who, string to, HttpStatusCode status, string words)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/customers/{CustomerOf(Whose.Own)}/care") { Content = JsonContent.Create(new { kind = "Call", to, due = InThreeDays }) };
        request.Headers.AcceptLanguage.ParseAdd("zh-CN");
        using var answer = await company.Clients[who].SendAsync(request);
        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(words, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("title").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_key_plans_once_and_a_past_day_is_refused_by_name()
    {
        var customer = CustomerOf(Whose.Mates);
        for (var i = 0; i < 2; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/customers/{customer}/care") { Content = JsonContent.Create(new { kind = "Message", to = "bob", text = "Dear customer", sent = true }) };
            request.Headers.Add("Idempotency-Key", "message-1");
            await Company.Ok(company.Clients['l'].SendAsync(request));
        }
        var text = await company.Clients['m'].GetStringAsync($"/api/customers/{customer}");
        Assert.Equal(2, text.Split("customer.care-planned.v1").Length);
        using var past = await company.Clients['l'].PostAsJsonAsync($"/api/customers/{customer}/care", new { kind = "Call", to = "bob", due = "2020-01-02" });
        Assert.Equal("2020-01-02 is past.", (await past.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("title").GetString());
    }

    async Task<IReadOnlyList<CareView>> Calls(char who) => (await company.Clients[who].GetFromJsonAsync("/api/care", ViewsJson.Default.IReadOnlyListCareView))!;
}
