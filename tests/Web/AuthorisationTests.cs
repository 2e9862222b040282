using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR.Client;

namespace TradeLive.Tests.Web;

public sealed class AuthorisationTests(Company company) : IClassFixture<Company>
{
    [Fact]
    public async Task Each_role_may_do_on_each_endpoint_what_the_table_says_and_no_endpoint_is_missing()
    {
        var document = await company.Admin.GetFromJsonAsync<JsonElement>("/openapi/v1.json");
        var known = document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(method => Shape(method.Name, path.Name))).ToHashSet();
        Assert.Equal(known.Order(), Access.Table.Select(row => Shape(row.Method, row.Path)).Distinct().Order());

        var wrong = new List<string>();
        using var stranger = company.Server.Client(null);
        foreach (var row in Access.Table)
            foreach (var (whose, rep, team) in Company.Owners)
            {
                foreach (var (letter, client) in company.Clients)
                {
                    var status = await Ask(client, row, whose, rep, team);
                    var may = status is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound);
                    if (may != row.Of(whose).Contains(letter) || (int)status >= 500) wrong.Add($"{letter} {row.Method} {row.Path} {whose}: {status}");
                    if (row.Path.EndsWith("/release", StringComparison.Ordinal)) await Company.Ok(company.Admin.PostAsJsonAsync($"/api/inquiries/{company.Inquiries[whose]}/reassign", new { to = rep }));
                }
                if (await Ask(stranger, row, whose, rep, team) is not HttpStatusCode.Unauthorized and var answered) wrong.Add($"stranger {row.Method} {row.Path}: {answered}");
            }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task Mail_and_phone_of_a_teammates_buyer_are_not_told()
    {
        Assert.Contains("mail@open-ann.example", await company.Clients['r'].GetStringAsync($"/api/inquiries/{company.Inquiries[Whose.Own]}"), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("mail@", await company.Clients['r'].GetStringAsync($"/api/inquiries/{company.Inquiries[Whose.Mates]}"), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("mail@", await company.Clients['r'].GetStringAsync($"/api/customers/{Company.CustomerOf(Whose.Mates)}"), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("mail@", await company.Clients['r'].GetStringAsync("/api/boards/east"), StringComparison.OrdinalIgnoreCase);
        foreach (var list in new[] { "/api/customers", "/api/orders" })
            Assert.DoesNotContain("wei", await company.Clients['r'].GetStringAsync(list), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_hub_tells_only_what_the_role_may_see_and_stops_when_the_team_changes()
    {
        await using var hub = new HubConnectionBuilder().WithUrl(new Uri(company.Server.Address, "/hub/live"), options =>
            options.Headers["Authorization"] = company.Clients['r'].DefaultRequestHeaders.Authorization!.ToString()).Build();
        var reset = new TaskCompletionSource<string>();
        hub.On<string>("Reset", board => reset.TrySetResult(board));
        await hub.StartAsync();
        var position = (await company.Clients['r'].GetFromJsonAsync<JsonElement>("/api/boards/east")).GetProperty("position").GetString();
        Task<string?> Watch(string board) => Answer(hub.InvokeAsync<JsonElement>("Watch", board, position));
        Assert.Equal("Forbidden", await Watch("west"));
        Assert.Equal("Forbidden", await Watch("all"));
        Assert.Equal("Watching", await Watch("east"));
        Assert.True(await hub.InvokeAsync<bool>("WatchObject", $"inquiry/{company.Inquiries[Whose.Mates]}"));
        foreach (var stream in new[] { $"inquiry/{company.Inquiries[Whose.Foreign]}", $"order/O-{company.Won[Whose.Foreign]}", $"customer/{Company.CustomerOf(Whose.Foreign)}", $"import/{company.Import}" })
            Assert.False(await hub.InvokeAsync<bool>("WatchObject", stream));

        await Server.PutRep(company.Admin, "ann", "west");
        Assert.Equal("east", await reset.Task.WaitAsync(TimeSpan.FromSeconds(5)));
        Assert.Equal("Forbidden", await Watch("east"));
        await AssertNoLongerTold(hub, $"inquiry/{company.Inquiries[Whose.Mates]}");
        await Server.PutRep(company.Admin, "ann", "east");
    }

    async Task AssertNoLongerTold(HubConnection hub, string stream)
    {
        var told = new List<string>();
        var own = new TaskCompletionSource();
        hub.On<string>("Changed", changed =>
        {
            lock (told) told.Add(changed);
            if (changed == "team/all") own.TrySetResult();
        });
        Assert.True(await hub.InvokeAsync<bool>("WatchObject", "team/all"));
        (await company.Admin.PostAsJsonAsync($"/api/inquiries/{stream.Split('/')[1]}/notes", new { text = "behind the door" })).EnsureSuccessStatusCode();
        await Server.PutRep(company.Admin, "cleo", "west");
        await own.Task.WaitAsync(TimeSpan.FromSeconds(5));
        lock (told) Assert.DoesNotContain(stream, told);
    }

    static async Task<string?> Answer(Task<JsonElement> answer) => (await answer).GetString();

    async Task<HttpStatusCode> Ask(HttpClient client, Access row, Whose whose, string rep, string team)
    {
        string Filled(string text) => text.Replace("{board}", team, StringComparison.Ordinal).Replace("{stage}", "New", StringComparison.Ordinal).Replace("{rep}", rep, StringComparison.Ordinal)
            .Replace("{number}", "1", StringComparison.Ordinal).Replace("{id}", company.Inquiries[whose], StringComparison.Ordinal).Replace("{customer}", Company.CustomerOf(whose), StringComparison.Ordinal)
            .Replace("{order}", $"O-{company.Won[whose]}", StringComparison.Ordinal).Replace("{team}", team, StringComparison.Ordinal).Replace("{import}", company.Import, StringComparison.Ordinal)
            .Replace("{task}", "win", StringComparison.Ordinal).Replace("{version}", "1", StringComparison.Ordinal)
            .Replace("{survey}", company.Survey, StringComparison.Ordinal);
        using var request = new HttpRequestMessage(new(row.Method), Filled(row.Path));
        if (row is { Method: "POST", Path: "/api/imports" or "/api/models/{task}/file" }) request.Content = new MultipartFormDataContent { { new StringContent("a\n1\n"), "file", "a.csv" } };
        else if (row.Body is { } body) request.Content = new StringContent(Filled(JsonSerializer.Serialize(body)), System.Text.Encoding.UTF8, "application/json");
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }

    // The document names places otherwise than the table; what counts is where they are.
    static string Shape(string method, string path) =>
        $"{method.ToUpperInvariant()} {System.Text.RegularExpressions.Regex.Replace(path.Split('?')[0].TrimEnd('/'), "{[^}]*}", "{}")}";
}
