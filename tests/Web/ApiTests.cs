using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR.Client;
using TradeLive.Views;

namespace TradeLive.Tests.Web;

public sealed class ApiTests : IAsyncLifetime
{
    Server server = null!;
    HttpClient admin = null!;

    public async ValueTask InitializeAsync()
    {
        server = await Server.Run();
        admin = await server.Admin();
        await Server.SetUpTeam(admin);
    }

    public async ValueTask DisposeAsync()
    {
        admin.Dispose();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task The_same_key_and_the_same_number_are_one_inquiry()
    {
        var first = await Server.Receive(admin, "1", "k1");
        Assert.Equal(first, await Server.Receive(admin, "1", "k1"));
        Assert.Equal(first, await Server.Receive(admin, "1", "k2"));
        var board = await Board();
        Assert.Equal(1, board.GetProperty("columns")[0].GetProperty("totals").GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task A_stranger_is_told_to_sign_in()
    {
        using var stranger = server.Client(null);
        foreach (var path in new[] { "/api/me", "/api/boards/all", "/api/queue", "/api/customers", "/api/orders", "/api/teams", "/api/inquiries/x" })
            Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task A_refusal_is_worded_in_the_callers_language()
    {
        var id = await Server.Receive(admin, "2", "k3");
        await Post($"/api/inquiries/{id}/stage", new { from = "New", to = "Qualified" });
        foreach (var (language, word) in new[] { ("en", "Somebody moved"), ("zh-CN", "他人移动") })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/inquiries/{id}/stage") { Content = JsonContent.Create(new { from = "New", to = "Contacted" }) };
            request.Headers.AcceptLanguage.ParseAdd(language);
            using var answer = await admin.SendAsync(request);
            Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
            Assert.Contains(word, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("title").GetString());
        }
    }

    [Fact]
    public async Task A_won_inquiry_becomes_exactly_one_order_of_its_customer()
    {
        var id = await Server.Receive(admin, "3", "k4", "Otto");
        await Server.Until(async () => (await Details(id)).GetProperty("card").TryGetProperty("customer", out var customer) && customer.ValueKind == JsonValueKind.String);
        await Post($"/api/inquiries/{id}/win", new { amount = 250, currency = "USD" });
        await Server.Until(async () => (await Get($"/api/orders/O-{id}", HttpStatusCode.OK)) is not null);
        var orders = await admin.GetFromJsonAsync<JsonElement>("/api/orders");
        Assert.Equal(1, orders.GetProperty("total").GetInt32());
        Assert.Equal("Otto GmbH", orders.GetProperty("items")[0].GetProperty("customerName").GetString());
    }

    [Fact]
    public async Task A_watcher_gets_each_change_after_its_position_once_and_in_order()
    {
        var board = await Board();
        await using var hub = new HubConnectionBuilder().WithUrl(new Uri(server.Address, "/hub/live"), options => options.Headers["Authorization"] = admin.DefaultRequestHeaders.Authorization!.ToString()).Build();
        var seen = new Dictionary<string, long>();
        var position = board.GetProperty("position").GetString()!;
        hub.On<JsonElement>("Batch", batch =>
        {
            lock (seen)
            {
                Assert.Equal(position, batch.GetProperty("from").GetString());
                position = batch.GetProperty("to").GetString()!;
                foreach (var change in batch.GetProperty("changes").EnumerateArray())
                {
                    var card = change.GetProperty("now");
                    var (id, version) = (card.GetProperty("id").GetString()!, card.GetProperty("version").GetInt64());
                    Assert.True(version > seen.GetValueOrDefault(id));
                    seen[id] = version;
                }
            }
        });
        await hub.StartAsync();
        Assert.Equal("Watching", (await hub.InvokeAsync<JsonElement>("Watch", "all", position)).GetString());
        var ids = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Server.Receive(admin, $"w{i}", $"w{i}", $"Buyer{i}")));
        await Server.Until(() => { lock (seen) return Task.FromResult(ids.All(id => seen.GetValueOrDefault(id) >= 4)); });
    }

    [Theory]
    [InlineData("POST", "/api/inquiries", "{", 400, "读不懂")]
    [InlineData("POST", "/api/inquiries", "{}", 400, "")]
    [InlineData("POST", "/api/inquiries", """{"source":"web","buyer":"Ann","product":"lamp","receivedAt":"0001-01-01T00:00:00Z"}""", 400, "检查")]
    [InlineData("PUT", "/api/reps/ann", """{"id":"ann","languages":null}""", 400, "")]
    [InlineData("POST", "/api/inquiries/x/quotes", """{"lines":[{"product":null}],"currency":"USD","incoterm":"FCA","place":"x","validUntil":"2030-01-01"}""", 400, "")]
    [InlineData("POST", "/api/inquiries/bulk", "[null]", 400, "")]
    [InlineData("POST", "/api/nothing", "{}", 404, "")]
    public async Task What_cannot_be_read_is_refused_in_the_callers_language(string method, string path, string body, int status, string word)
    {
        using var request = new HttpRequestMessage(new(method), path) { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") };
        request.Headers.AcceptLanguage.ParseAdd("zh-CN");
        using var answer = await admin.SendAsync(request);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains(word, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("title").GetString());
    }

    [Fact]
    public async Task A_team_that_does_not_exist_takes_no_inquiry_and_one_just_formed_does()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/inquiries") { Content = JsonContent.Create(new { buyer = "Uta", product = "lamp", team = "ghost" }) };
        request.Headers.AcceptLanguage.ParseAdd("zh-CN");
        using var answer = await admin.SendAsync(request);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("没有该团队", JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("errors").GetProperty("team")[0].GetString());
        await Server.PutTeam(admin, "ghost");
        await Post("/api/inquiries", new { buyer = "Uta", product = "lamp", team = "ghost" });
    }

    [Fact]
    public async Task A_reply_recorded_later_keeps_its_time_and_payment_is_as_quoted_or_won()
    {
        var now = DateTimeOffset.UtcNow;
        using var received = await admin.PostAsJsonAsync("/api/inquiries", new { number = "late", buyer = "Uta", product = "lamp", receivedAt = now.AddHours(-30) });
        var id = (await received.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
        await Post($"/api/inquiries/{id}/contacts", new { channel = "whatsapp", text = "Hello", at = now.AddHours(-29) });
        await Post($"/api/inquiries/{id}/quotes", new
        {
            lines = new[] { new { product = "lamp", quantity = 2, unitPrice = 50 } },
            currency = "USD",
            incoterm = "FCA",
            place = "Ningbo",
            validUntil = DateOnly.FromDateTime(now.UtcDateTime.AddDays(9)),
            depositShare = 0.4,
            balanceBeforeShipment = true,
        });
        var details = await Details(id);
        Assert.Equal(now.AddHours(-29), details.GetProperty("card").GetProperty("firstReplyAt").GetDateTimeOffset());
        Assert.False(details.GetProperty("card").GetProperty("repliedLate").GetBoolean());
        var quote = details.GetProperty("quotes")[0];
        Assert.Equal((0.4m, true), (quote.GetProperty("depositShare").GetDecimal(), quote.GetProperty("balanceBeforeShipment").GetBoolean()));
        await Post($"/api/inquiries/{id}/win", new { quote = quote.GetProperty("id").GetString(), acceptedAfterExpiry = true, depositShare = 1 });
        await Server.Until(async () => (await admin.GetAsync($"/api/orders/O-{id}")).IsSuccessStatusCode);
        Assert.Equal(1, (await admin.GetFromJsonAsync<JsonElement>($"/api/orders/O-{id}")).GetProperty("depositShare").GetDecimal());
    }

    [Fact]
    public async Task What_a_caller_leaves_out_keeps_its_default()
    {
        using var answer = await admin.PutAsJsonAsync("/api/reps/zoe", new { id = "zoe", name = "Zoe", team = "east" });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        await Server.Until(async () => (await admin.GetStringAsync("/api/teams/east")).Contains("Zoe", StringComparison.Ordinal));
        var zoe = (await admin.GetFromJsonAsync<JsonElement>("/api/teams/east")).GetProperty("members").EnumerateArray().First(rep => rep.GetProperty("id").GetString() == "zoe");
        Assert.Equal("Asia/Shanghai", zoe.GetProperty("timeZone").GetString());
        Assert.Equal("09:00:00", zoe.GetProperty("workStart").GetString());
    }

    [Fact]
    public async Task A_reps_leaves_are_added_and_cancelled_one_by_one_and_kept_where_they_are_left_out()
    {
        await Server.PutRep(admin, "lou", "east");
        foreach (var days in new[] { new { from = "2090-05-01", until = "2090-05-05" }, new { from = "2090-01-01", until = "2090-01-02" } })
            Assert.True((await admin.PostAsJsonAsync("/api/reps/lou/leave", days)).IsSuccessStatusCode);
        await Server.PutRep(admin, "lou", "east");
        await LeaveIs("2090-01-01/2090-01-02 2090-05-01/2090-05-05");
        Assert.True((await admin.DeleteAsync("/api/reps/lou/leave?from=2090-01-01&until=2090-01-02")).IsSuccessStatusCode);
        await LeaveIs("2090-05-01/2090-05-05");
        using var bad = await admin.PostAsJsonAsync("/api/reps/lou/leave", new { from = "2090-05-05", until = "2090-05-01" });
        Assert.Equal(HttpStatusCode.Conflict, bad.StatusCode);

        using var alone = await admin.PutAsJsonAsync("/api/reps/lou", new { id = "lou", name = "Lou", leave = Array.Empty<object>() });
        Assert.True(alone.IsSuccessStatusCode, await alone.Content.ReadAsStringAsync());
        await LeaveIs("");
        Assert.Null((await Rep("lou")).Team);
    }

    async Task<RepView> Rep(string id) => (await admin.GetFromJsonAsync("/api/reps", ViewsJson.Default.IReadOnlyListRepView))!.First(rep => rep.Id == id);

    Task LeaveIs(string wanted) => Server.Until(async () =>
        string.Join(' ', (await Rep("lou")).Leave!.Select(days => string.Create(CultureInfo.InvariantCulture, $"{days.From:yyyy-MM-dd}/{days.Until:yyyy-MM-dd}"))) == wanted);

    [Fact]
    public async Task The_document_of_the_api_names_every_command()
    {
        var document = await admin.GetFromJsonAsync<JsonElement>("/openapi/v1.json");
        var paths = document.GetProperty("paths").EnumerateObject().Select(path => path.Name).ToList();
        foreach (var path in new[] { "/api/inquiries/{id}/claim", "/api/inquiries/{id}/quotes", "/api/boards/{board}", "/api/orders/{id}/milestones" }) Assert.Contains(path, paths);
    }

    async Task<JsonElement> Board() => await admin.GetFromJsonAsync<JsonElement>("/api/boards/all");

    async Task<JsonElement> Details(string id) => await admin.GetFromJsonAsync<JsonElement>($"/api/inquiries/{id}");

    async Task<object?> Get(string path, HttpStatusCode wanted) => (await admin.GetAsync(path)).StatusCode == wanted ? path : null;

    async Task Post(string path, object body)
    {
        using var answer = await admin.PostAsJsonAsync(path, body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }
}
