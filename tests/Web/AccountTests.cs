using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace TradeLive.Tests.Web;

public sealed class AccountTests(Company company) : IClassFixture<Company>
{
    [Fact]
    public async Task A_token_made_over_the_api_is_shown_once_signs_in_and_ends_when_it_is_revoked()
    {
        var lead = company.Clients['l'];
        using var answer = await lead.PostAsJsonAsync("/api/account/tokens", new { name = "reporting" });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var made = await answer.Content.ReadFromJsonAsync<JsonElement>();
        var token = made.GetProperty("token").GetString()!;
        using var program = company.Server.Client(token);
        Assert.Equal("lead@people.example", (await program.GetFromJsonAsync<JsonElement>("/api/account")).GetProperty("email").GetString());
        var list = await lead.GetStringAsync("/api/account/tokens");
        Assert.Contains("reporting", list, StringComparison.Ordinal);
        Assert.DoesNotContain(token, list, StringComparison.Ordinal);

        // Another's token is not for oneself to revoke.
        await company.Clients['r'].DeleteAsync($"/api/account/tokens/{made.GetProperty("id").GetString()}");
        Assert.True((await program.GetAsync("/api/account")).IsSuccessStatusCode);
        await lead.DeleteAsync($"/api/account/tokens/{made.GetProperty("id").GetString()}");
        await Server.Until(async () => (await program.GetAsync("/api/account")).StatusCode == HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_person_changes_the_name_that_others_see()
    {
        await Company.Ok(company.Clients['m'].PutAsJsonAsync("/api/account", new { name = "Max Muster" }));
        await Server.Until(async () => (await company.Clients['m'].GetFromJsonAsync<JsonElement>("/api/me")).GetProperty("userName").GetString() == "Max Muster");
        Assert.Equal(HttpStatusCode.BadRequest, (await company.Clients['m'].PutAsJsonAsync("/api/account", new { name = " " })).StatusCode);
    }
}
