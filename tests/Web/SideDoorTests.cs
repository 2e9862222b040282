using System.Net.Http.Json;
using System.Text.Json;
using TradeLive.Customers;

namespace TradeLive.Tests.Web;

/// <summary>What one place hides, no other place tells.</summary>
public sealed class SideDoorTests(Company company) : IClassFixture<Company>
{
    /// <summary>A buyer who first asked team East, then team West: one customer of Ann's with an inquiry and an order of each team.</summary>
    async Task<(string Customer, Dictionary<string, string> Inquiries)> SharedCustomer(string name)
    {
        var inquiries = new Dictionary<string, string>();
        foreach (var (rep, _) in new[] { ("ann", "east"), ("wei", "west") })
        {
            var id = await Server.Receive(company.Admin, $"{name}-{rep}", $"{name}-{rep}", name);
            await Server.Until(async () => (await company.Admin.GetStringAsync($"/api/inquiries/{id}")).Contains("\"customer\":", StringComparison.Ordinal));
            await Company.Ok(company.Admin.PostAsJsonAsync($"/api/inquiries/{id}/reassign", new { to = rep }));
            await Company.Ok(company.Admin.PostAsJsonAsync($"/api/inquiries/{id}/notes", new { text = $"secret of {rep}" }));
            await Company.Ok(company.Admin.PostAsJsonAsync($"/api/inquiries/{id}/win", new { amount = 10, currency = "USD" }));
            await Server.Until(async () => (await company.Admin.GetAsync($"/api/orders/O-{id}")).IsSuccessStatusCode);
            inquiries[rep] = id;
        }
        return (Server.CustomerOf(name), inquiries);
    }

    [Fact]
    public async Task Of_a_customer_each_role_is_told_of_the_inquiries_and_orders_that_it_may_see()
    {
        var (customer, inquiries) = await SharedCustomer("shared");
        foreach (var (letter, sees) in new[] { ('r', "ann"), ('l', "ann"), ('m', "ann wei"), ('a', "ann wei") })
        {
            var text = await company.Clients[letter].GetStringAsync($"/api/customers/{customer}");
            foreach (var (rep, id) in inquiries)
            {
                var seen = sees.Contains(rep, StringComparison.Ordinal);
                Assert.Equal(seen, text.Contains(id, StringComparison.Ordinal) && text.Contains($"O-{id}", StringComparison.Ordinal));
                Assert.Equal(seen, text.Contains($"secret of {rep}", StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public async Task What_was_said_in_a_teammates_inquiry_is_not_told_through_the_customer()
    {
        var own = Company.CustomerOf(Whose.Own);
        var mates = await Server.Receive(company.Admin, "second", "second", "open-ann");
        await Server.Until(async () => (await company.Admin.GetStringAsync($"/api/inquiries/{mates}")).Contains("\"customer\":", StringComparison.Ordinal));
        await Company.Ok(company.Admin.PostAsJsonAsync($"/api/inquiries/{mates}/reassign", new { to = "bob" }));
        await Company.Ok(company.Admin.PostAsJsonAsync($"/api/inquiries/{mates}/notes", new { text = "said to Bob alone" }));
        Assert.DoesNotContain("said to Bob alone", await company.Clients['r'].GetStringAsync($"/api/customers/{own}"), StringComparison.Ordinal);
        Assert.Contains("said to Bob alone", await company.Clients['l'].GetStringAsync($"/api/customers/{own}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/customers?text=mail@open-bob", "lma")]
    [InlineData("/api/customers?text=mail@open-ann", "rlma")]
    [InlineData("/api/customers?text=open-bob", "rlma")]
    [InlineData("/api/orders?text=mail@won-bob", "lma")]
    [InlineData("/api/orders?text=mail@won-ann", "rlma")]
    [InlineData("/api/customers?text=mail@open-wei", "ma")]
    public async Task Mail_addresses_are_found_by_those_who_may_read_them(string path, string finders)
    {
        foreach (var (letter, client) in company.Clients)
            Assert.Equal(finders.Contains(letter), (await client.GetFromJsonAsync<JsonElement>(path)).GetProperty("total").GetInt32() > 0);
    }

    [Fact]
    public async Task A_corrected_mail_address_is_hidden_in_the_history_where_contacts_are()
    {
        var id = company.Inquiries[Whose.Mates];
        await Company.Ok(company.Admin.PostAsJsonAsync($"/api/inquiries/{id}/fields", new { field = "Email", expected = "mail@open-bob.example", value = "new@open-bob.example" }));
        var (mate, lead) = (await company.Clients['r'].GetStringAsync($"/api/inquiries/{id}"), await company.Clients['l'].GetStringAsync($"/api/inquiries/{id}"));
        Assert.Contains("inquiry.amended.v1", mate, StringComparison.Ordinal);
        Assert.DoesNotContain("@open-bob", mate, StringComparison.Ordinal);
        Assert.Contains("new@open-bob.example", lead, StringComparison.Ordinal);
        await Company.Ok(company.Admin.PostAsJsonAsync($"/api/inquiries/{id}/fields", new { field = "Email", expected = "new@open-bob.example", value = "mail@open-bob.example" }));
    }

    [Fact]
    public async Task Near_names_show_on_both_customers_to_those_who_see_both_until_somebody_says_they_are_not_the_same()
    {
        var (first, second) = (await Owned("Nordlicht Leuchten", "ann"), await Owned("Nordlicht Leuchte", "wei"));
        await Server.Until(async () => await Near('m', first) == 1 && await Near('m', second) == 1);
        Assert.Equal(0, await Near('r', first));
        Assert.DoesNotContain("Nordlicht Leuchte GmbH", await company.Clients['r'].GetStringAsync($"/api/customers/{first}"), StringComparison.Ordinal);
        await Company.Ok(company.Clients['m'].PostAsync($"/api/customers/{second}/near/{first}/dismiss", null));
        Assert.Equal((0, 0), (await Near('m', first), await Near('m', second)));
    }

    [Fact]
    public async Task A_lead_gives_a_customer_of_the_team_to_another_rep_and_a_rep_does_not()
    {
        var customer = await Owned("Handed Over", "ann");
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, (await company.Clients['r'].PostAsJsonAsync($"/api/customers/{customer}/owner", new { to = "bob" })).StatusCode);
        await Company.Ok(company.Clients['l'].PostAsJsonAsync($"/api/customers/{customer}/owner", new { to = "bob" }));
        Assert.Equal("bob", (await company.Clients['l'].GetFromJsonAsync<JsonElement>($"/api/customers/{customer}")).GetProperty("summary").GetProperty("owner").GetString());
    }

    async Task<string> Owned(string name, string rep)
    {
        using var answer = await company.Admin.PostAsJsonAsync("/api/inquiries", new { source = "web", number = name, buyer = name, company = $"{name} GmbH", phone = (string?)null, country = "DE", product = "lamp" });
        var id = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
        await Server.Until(async () => (await company.Admin.GetStringAsync($"/api/inquiries/{id}")).Contains("\"customer\":", StringComparison.Ordinal));
        await Company.Ok(company.Admin.PostAsJsonAsync($"/api/inquiries/{id}/reassign", new { to = rep }));
        var customer = CustomerIdentification.CustomerOf($"company:DE:{name.ToLowerInvariant()} gmbh").Value;
        await Server.Until(async () => (await company.Admin.GetFromJsonAsync<JsonElement>($"/api/customers/{customer}")).GetProperty("summary").TryGetProperty("owner", out _));
        return customer;
    }

    async Task<int> Near(char who, string customer) =>
        (await company.Clients[who].GetFromJsonAsync<JsonElement>($"/api/customers/{customer}")).GetProperty("nearMatches").GetArrayLength();
}
