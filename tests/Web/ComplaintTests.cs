using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using TradeLive.Tests.Faults;
using TradeLive.Views;

namespace TradeLive.Tests.Web;

/// <summary>Complaints of buyers, over HTTP. Of each customer with an open inquiry one is recorded.</summary>
public sealed class ComplaintTests(Company company) : IClassFixture<Company>
{
    static string CustomerOf(Whose whose) => Company.CustomerOf(whose, "won");

    async Task<CustomerDetails> Customer(char who, string id) => (await company.Clients[who].GetFromJsonAsync($"/api/customers/{id}", ViewsJson.Default.CustomerDetails))!;

    async Task<(HttpStatusCode Status, string Title)> Post(char who, string path, object body, string language = "en", string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/customers/{path}") { Content = JsonContent.Create(body) };
        request.Headers.AcceptLanguage.ParseAdd(language);
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        using var answer = await company.Clients[who].SendAsync(request);
        var said = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return (answer.StatusCode, said.TryGetProperty("title", out var title) ? title.GetString()! : "");
    }

    [Fact]
    public async Task A_complaint_about_an_order_is_open_on_the_page_and_the_list_until_a_lead_settles_it_and_both_are_in_the_timeline()
    {
        var customer = CustomerOf(Whose.Own);
        await Server.Until(async () => (await List()).Items.Any(item => item.Id == customer), seconds: 60);
        Assert.Equal(0, (await List()).Items.Single(item => item.Id == customer).OpenComplaints);
        var complaint = new { kind = "Damage", order = $"O-{company.Won[Whose.Own]}", on = "2026-02-01", text = "Three lamps broken." };
        for (var i = 0; i < 2; i++) Assert.Equal(HttpStatusCode.OK, (await Post('r', $"{customer}/complaints", complaint, key: "broken")).Status);

        var open = Assert.Single((await Customer('l', customer)).OpenComplaints);
        Assert.Equal((1, ComplaintKind.Damage, complaint.order, new DateOnly(2026, 2, 1), "ann", "Three lamps broken."), (open.Number, open.Kind, open.Order, open.On, open.By, open.Text));
        Assert.False(string.IsNullOrEmpty(open.OrderNumber));
        Assert.Equal(1, (await List()).Items.Single(item => item.Id == customer).OpenComplaints);

        Assert.Equal(HttpStatusCode.OK, (await Post('l', $"{customer}/complaints/1/settle", new { how = "Replaced", text = "Three sent anew." })).Status);
        Assert.Equal((HttpStatusCode.Conflict, "此投诉已处理。"), await Post('l', $"{customer}/complaints/1/settle", new { how = "Replaced", text = "Again." }, "zh-CN"));
        var after = await Customer('r', customer);
        Assert.Empty(after.OpenComplaints);
        Assert.Equal(0, (await List()).Items.Single(item => item.Id == customer).OpenComplaints);
        Assert.Equal(["Three sent anew.", "Three lamps broken."],
            after.Timeline.Where(entry => entry.Type is "customer.complained.v1" or "customer.complaint-settled.v1").Select(entry => entry.Data["text"]));
    }

    async Task<AtRiskView> List() => (await company.Clients['l'].GetFromJsonAsync("/api/customers/at-risk", ViewsJson.Default.AtRiskView))!;

    [Fact]
    public async Task What_makes_no_sense_is_refused_in_the_callers_language()
    {
        var customer = CustomerOf(Whose.Mates);
        foreach (var (body, english, chinese) in new (object, string, string)[]
        {
            (new { kind = "Quality", text = " " }, "Write a few words about it.", "请填写说明。"),
            (new { kind = "Quality", text = new string('x', 4001) }, "At most 4000 letters, please.", "最多 4000 个字符。"),
            (new { kind = "Quality", text = "x", on = "2999-01-02" }, "2999-01-02 has not come yet.", "2999-01-02 尚未到来。"),
            (new { kind = "Quality", text = "x", order = $"O-{company.Won[Whose.Own]}" }, "This order is none of this customer’s.", "该订单不属于此客户。"),
            (new { kind = "Quality", text = "x", order = "O-none" }, "This order is none of this customer’s.", "该订单不属于此客户。"),
            (new { kind = 99, text = "x" }, "Say what the complaint is about.", "请选择投诉类型。"),
        })
        {
            Assert.Equal((HttpStatusCode.Conflict, english), await Post('l', $"{customer}/complaints", body));
            Assert.Equal((HttpStatusCode.Conflict, chinese), await Post('l', $"{customer}/complaints", body, "zh-CN"));
        }
        Assert.Equal((HttpStatusCode.NotFound, "There is no such complaint."), await Post('l', $"{customer}/complaints/7/settle", new { how = "Explained", text = "x" }));
        Assert.Empty((await Customer('l', customer)).OpenComplaints);
    }

    [Fact]
    public async Task A_teammate_sees_that_there_is_a_complaint_and_not_what_was_said_and_another_team_sees_nothing()
    {
        var customer = Company.CustomerOf(Whose.Mates);
        var open = Assert.Single((await Customer('r', customer)).OpenComplaints);
        Assert.Equal((ComplaintKind.Documents, ""), (open.Kind, open.Text));
        Assert.Equal("said of bob's invoice", Assert.Single((await Customer('l', customer)).OpenComplaints).Text);
        Assert.Equal(HttpStatusCode.NotFound, (await Post('r', $"{Company.CustomerOf(Whose.Foreign)}/complaints", new { kind = "Quality", text = "x" })).Status);
    }
}

/// <summary>What the read tables keep of complaints can be made again from the log.</summary>
public sealed class ComplaintRebuildTests
{
    [Fact]
    public async Task Built_anew_the_tables_of_complaints_and_of_what_risks_look_at_are_as_they_were()
    {
        await using var server = await Server.Run();
        using var admin = await server.Admin();
        await Server.SetUpTeam(admin);
        var id = await Server.Receive(admin, "1", "1");
        await Server.Until(async () => (await admin.GetStringAsync($"/api/inquiries/{id}")).Contains("\"customer\":", StringComparison.Ordinal));
        foreach (var text in new[] { "late", "broken" }) await Company.Ok(admin.PostAsJsonAsync($"/api/customers/{Server.CustomerOf("Uta")}/complaints", new { kind = "Other", text }));
        await Company.Ok(admin.PostAsJsonAsync($"/api/customers/{Server.CustomerOf("Uta")}/complaints/1/settle", new { how = "Explained", text = "Storm." }));
        await Company.Ok(admin.PostAsJsonAsync($"/api/inquiries/{id}/win", new { amount = 10, currency = "USD" }));
        var file = Path.Combine(server.Data, "tradelive.db");
        await Server.Until(() => Task.FromResult(ReadTableDump.IsSettled(file) && ReadTableDump.Rows(file, "SELECT 1 FROM read_order").Count == 1), seconds: 60);
        await server.Kill();

        var before = ReadTableDump.Of(file);
        Assert.Equal(2, before["read_complaint"].Count);
        await server.Verb("rebuild");
        Assert.Equal(before, ReadTableDump.Of(file));
    }
}
