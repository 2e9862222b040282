using System.Net.Http.Json;
using System.Text.Json;

namespace TradeLive.Tests.Web;

/// <summary>Two teams, an account of each role, and what each owns.</summary>
public sealed class Company : IAsyncLifetime
{
    static readonly (char Letter, string Role, string? Rep)[] People = [('r', "rep", "ann"), ('l', "lead", "lea"), ('m', "manager", null), ('a', "admin", null)];
    public static readonly (Whose Whose, string Rep, string Team)[] Owners = [(Whose.Own, "ann", "east"), (Whose.Mates, "bob", "east"), (Whose.Foreign, "wei", "west")];

    public Dictionary<char, HttpClient> Clients { get; } = [];
    public Dictionary<Whose, string> Inquiries { get; } = [];
    public Dictionary<Whose, string> Won { get; } = [];
    public Server Server { get; private set; } = null!;
    public HttpClient Admin { get; private set; } = null!;
    public string Import { get; private set; } = "";
    /// <summary>A draft that everybody is invited to and that cannot be opened.</summary>
    public string Survey { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Server = await Server.Run();
        Admin = await Server.Admin();
        await Ok(Admin.PutAsJsonAsync("/api/company", new { name = "Made-up Lamps" }));
        await Server.SetUpTeam(Admin);
        await Server.PutTeam(Admin, "west");
        foreach (var (rep, team) in new[] { ("bob", "east"), ("lea", "east"), ("wei", "west") }) await Server.PutRep(Admin, rep, team);
        foreach (var (letter, role, rep) in People)
        {
            await Server.Verb(["create-user", $"{role}@people.example", role, .. rep is null ? Array.Empty<string>() : [rep]]);
            Clients[letter] = Server.Client((await Server.Verb("create-token", $"{role}@people.example")).Split('\n')[^1]);
        }
        foreach (var (whose, rep, _) in Owners)
        {
            Inquiries[whose] = await Given(rep, $"open-{rep}");
            await Ok(Admin.PostAsJsonAsync($"/api/inquiries/{Inquiries[whose]}/contests", new { flaw = "TooLow", text = $"said of {rep}" }));
            await Ok(Admin.PostAsJsonAsync($"/api/customers/{CustomerOf(whose)}/care", new { kind = "Call", to = rep, due = DateOnly.FromDateTime(DateTime.UtcNow.AddDays(2)) }));
            await Ok(Admin.PostAsJsonAsync($"/api/customers/{CustomerOf(whose)}/complaints", new { kind = "Documents", text = $"said of {rep}'s invoice" }));
            Won[whose] = await Given(rep, $"won-{rep}");
            await Ok(Admin.PostAsJsonAsync($"/api/inquiries/{Won[whose]}/win", new { amount = 10, currency = "USD" }));
            await Server.Until(async () => (await Admin.GetAsync($"/api/orders/O-{Won[whose]}")).IsSuccessStatusCode);
        }
        var staff = await Clients['m'].GetFromJsonAsync<JsonElement>("/api/surveys/staff");
        using var drafted = await Clients['m'].PostAsJsonAsync("/api/surveys", new
        {
            form = new { title = new { en = "Monthly" }, intro = new { en = "" }, questions = new[] { new { id = "mood", kind = "Rating", text = new { en = "Mood" } } } },
            invited = staff.EnumerateArray().Select(person => person.GetProperty("id").GetString()),
            k = 50,
        });
        Survey = (await drafted.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
        using var form = new MultipartFormDataContent { { new StringContent("Buyer,Product\nUta,Lamp\n"), "file", "a.csv" } };
        using var uploaded = await Admin.PostAsync("/api/imports", form);
        Import = (await uploaded.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("import").GetProperty("id").GetString()!;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in Clients.Values) client.Dispose();
        Admin.Dispose();
        await Server.DisposeAsync();
    }

    /// <summary>The customer of the inquiry that is open, or was won.</summary>
    public static string CustomerOf(Whose whose, string what = "open") => Server.CustomerOf($"{what}-{Owners.Single(owner => owner.Whose == whose).Rep}");

    async Task<string> Given(string rep, string name)
    {
        var id = await Server.Receive(Admin, name, name, name);
        await Server.Until(async () => (await Admin.GetStringAsync($"/api/inquiries/{id}")).Contains("\"customer\":", StringComparison.Ordinal));
        await Ok(Admin.PostAsJsonAsync($"/api/inquiries/{id}/reassign", new { to = rep }));
        await Server.Until(async () => (await Admin.GetFromJsonAsync<JsonElement>($"/api/customers/{Server.CustomerOf(name)}")).GetProperty("summary").TryGetProperty("owner", out _));
        return id;
    }

    public static async Task Ok(Task<HttpResponseMessage> answer)
    {
        using var response = await answer;
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }
}
