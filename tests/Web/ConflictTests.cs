using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace TradeLive.Tests.Web;

/// <summary>Two people at one thing: nobody's work is lost unseen.</summary>
public sealed class ConflictTests(Company company) : IClassFixture<Company>
{
    HttpClient Manager => company.Clients['m'];

    [Theory]
    [InlineData("/api/teams/east", "/api/teams", "claimMinutes", "escalateMinutes")]
    [InlineData("/api/reps/ann", "/api/teams", "capacity", "level")]
    [InlineData("/api/company", "/api/company", "replyHours", "warnHours")]
    public async Task A_form_opened_before_a_colleagues_change_is_refused_and_names_the_colleague(string path, string list, string mine, string theirs)
    {
        var seen = await Shown(list, path);
        var changed = With(seen, theirs, theirs == "level" ? JsonSerializer.SerializeToElement("Junior") : JsonSerializer.SerializeToElement(3));
        await Company.Ok(company.Admin.PutAsJsonAsync(path, changed));

        var stale = With(seen, mine, 11);
        using var refused = await Manager.PutAsJsonAsync(path, stale);
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        var problem = await refused.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("changed-meanwhile", problem.GetProperty("code").GetString());
        Assert.Contains("admin", problem.GetProperty("title").GetString(), StringComparison.Ordinal);
        Assert.NotEqual("11", (await Shown(list, path))[mine].ToString());

        await Company.Ok(Manager.PutAsJsonAsync(path, With(await Shown(list, path), mine, 11)));
        var both = await Shown(list, path);
        Assert.Equal(("11", changed[theirs].ToString()), (both[mine].ToString(), both[theirs].ToString()));
    }

    [Fact]
    public async Task Of_two_corrections_of_one_field_the_second_is_told_both_values()
    {
        var (path, id) = ($"/api/inquiries/{company.Inquiries[Whose.Own]}", company.Inquiries[Whose.Own]);
        await Company.Ok(Manager.PostAsJsonAsync($"{path}/fields", new { field = "Product", expected = "LED lamp", value = "Street lamp" }));
        await Company.Ok(company.Clients['r'].PostAsJsonAsync($"{path}/fields", new { field = "Unit", expected = (string?)null, value = "pcs" }));
        await Company.Ok(company.Clients['r'].PostAsJsonAsync($"{path}/fields", new { field = "Country", expected = "DE", value = "Brazil" }));
        using var second = await company.Clients['r'].PostAsJsonAsync($"{path}/fields", new { field = "Product", expected = "LED lamp", value = "Solar lamp" });
        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        var title = (await second.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("title").GetString();
        Assert.Equal("Product was changed meanwhile: it is now “Street lamp”, you wrote “Solar lamp”.", title);
        var card = (await Manager.GetFromJsonAsync<JsonElement>(path)).GetProperty("card");
        Assert.Equal(("Street lamp", "pcs", "BR"), (card.GetProperty("product").GetString(), card.GetProperty("unit").GetString(), card.GetProperty("country").GetString()));
        await Company.Ok(Manager.PostAsJsonAsync($"{path}/fields", new { field = "Product", expected = "Street lamp", value = "LED lamp" }));
        Assert.Equal(id, card.GetProperty("id").GetString());
    }

    async Task<Dictionary<string, JsonElement>> Shown(string list, string path)
    {
        var shown = await Manager.GetFromJsonAsync<JsonElement>(list);
        var id = path.Split('/')[^1];
        if (path.Contains("/teams/", StringComparison.Ordinal)) shown = shown.EnumerateArray().First(team => team.GetProperty("id").GetString() == id);
        if (path.Contains("/reps/", StringComparison.Ordinal))
            shown = shown.EnumerateArray().SelectMany(team => team.GetProperty("members").EnumerateArray()).First(rep => rep.GetProperty("id").GetString() == id);
        return shown.EnumerateObject().ToDictionary(property => property.Name, property => property.Value);
    }

    static Dictionary<string, JsonElement> With<T>(Dictionary<string, JsonElement> view, string name, T value) =>
        new(view) { [name] = value is JsonElement element ? element : JsonSerializer.SerializeToElement(value) };
}
