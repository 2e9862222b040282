using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Npgsql;
using TradeLive.Storage;
using TradeLive.Tests.Storage;

namespace TradeLive.Tests.Web;

/// <summary>The whole way from the sign-in to a backup, the same on both databases.</summary>
public sealed partial class BothDatabasesTests(Postgres postgres) : IClassFixture<Postgres>
{
    async Task<string?> Create(StorageProvider provider) => provider == StorageProvider.Postgres ? await postgres.Create() : null;

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.Postgres)]
    public async Task A_person_signs_in_works_an_inquiry_into_an_order_imports_a_file_and_the_tables_are_rebuilt(StorageProvider provider)
    {
        await using var server = Server.Make(await Create(provider));
        await server.Start();
        using var admin = await server.Admin();
        await Server.SetUpTeam(admin);
        await server.Verb("create-user", "ann@people.example", "rep", "ann");
        using var ann = await SignIn(server, "ann@people.example");

        var id = await Server.Receive(ann, "1", "k1", "Otto");
        await Server.Until(async () => (await admin.GetStringAsync($"/api/inquiries/{id}")).Contains("\"customer\":", StringComparison.Ordinal));
        await Company.Ok(ann.PostAsync($"/api/inquiries/{id}/claim", null));
        await Company.Ok(ann.PostAsJsonAsync($"/api/inquiries/{id}/stage", new { from = "New", to = "Qualified" }));
        await Server.Until(async () => Count(await Get(ann, "/api/boards/east"), "Qualified") == 1);
        await Company.Ok(ann.PostAsJsonAsync($"/api/inquiries/{id}/contests", new { flaw = "TooLow", text = "A tender is running." }));
        Assert.NotEmpty((await Get(ann, $"/api/inquiries/{id}/what-if")).GetProperty("options").EnumerateArray());
        await Company.Ok(ann.PostAsJsonAsync($"/api/inquiries/{id}/win", new { amount = 250, currency = "USD" }));
        await Server.Until(async () => (await Get(ann, "/api/orders?text=otto&state=open")).GetProperty("total").GetInt32() == 1);
        await Server.Until(async () => (await Get(ann, "/api/customers?text=mail@otto")).GetProperty("total").GetInt32() == 1);
        Assert.Equal(1, (await Get(ann, $"/api/customers/{Server.CustomerOf("Otto")}")).GetProperty("orders").GetArrayLength());
        Assert.Equal(0, (await Get(ann, "/api/orders?state=late")).GetProperty("total").GetInt32());
        await Import(admin, "Buyer Name,Email,Country,Product\nUta Berg,uta@berg.example,Germany,LED lamp\nLi Wei,li@wei.example,Japan,Solar lamp\n");
        await Server.Until(async () => (await Get(admin, "/api/customers")).GetProperty("total").GetInt32() == 3);

        await server.Kill();
        Assert.Contains("built anew", await server.Verb("rebuild"), StringComparison.Ordinal);
        Assert.StartsWith("The log is whole", await server.Verb("verify"), StringComparison.Ordinal);
        await server.Start();
        Assert.Equal(3, (await Get(admin, "/api/customers")).GetProperty("total").GetInt32());
        Assert.Equal(1, Count(await Get(admin, "/api/boards/all"), "Won"));
        Assert.Equal(1, (await Get(admin, "/api/scores/contested?seen=false&flaw=TooLow")).GetProperty("total").GetInt32());
        Assert.Equal(250, (await Get(admin, "/api/reports/scores")).GetProperty("whole").GetProperty("wonValue").GetDecimal());
        await Server.Until(async () => (await Get(ann, "/api/customers/at-risk?planned=false")).GetProperty("total").GetInt32() == 1, seconds: 60);
        await Company.Ok(ann.PostAsJsonAsync($"/api/customers/{Server.CustomerOf("Otto")}/care", new { kind = "Call", text = "Ask for the next order." }));
        Assert.Equal("ann", (await Get(ann, "/api/care"))[0].GetProperty("to").GetString());
        Assert.Equal("Ann", (await Get(ann, "/api/me")).GetProperty("userName").GetString()?[..3], ignoreCase: true);
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.Postgres)]
    public async Task After_a_restore_accounts_tokens_and_sign_ins_hold_and_nobody_is_asked_to_become_the_first_administrator(StorageProvider provider)
    {
        await using var server = Server.Make(await Create(provider));
        await server.Start();
        using var admin = await server.Admin();
        await Server.SetUpTeam(admin);
        var id = await Server.Receive(admin, "1", "k1");
        using var signedIn = await SignIn(server, Server.Email);
        var archive = Path.Combine(server.Data, "..", Path.GetRandomFileName());
        await server.Verb("backup", archive);
        await server.Kill();

        await using var restored = Server.Make(await Create(provider));
        await restored.Verb("restore", archive);
        File.Delete(archive);
        await restored.Start();
        using var byToken = restored.Client(admin.DefaultRequestHeaders.Authorization!.Parameter);
        Assert.True((await byToken.GetAsync($"/api/inquiries/{id}")).IsSuccessStatusCode);
        using var byPassword = await SignIn(restored, Server.Email);
        Assert.Equal("admin", (await Get(byPassword, "/api/me")).GetProperty("role").GetString());
        using var byCookie = Browser(restored, signedIn.DefaultRequestHeaders.GetValues("Cookie"));
        Assert.True((await byCookie.GetAsync("/api/me")).IsSuccessStatusCode);
        using var stranger = Browser(restored, []);
        stranger.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        Assert.DoesNotContain("/welcome", (await stranger.GetAsync("/")).Headers.Location?.ToString() ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.Postgres)]
    public async Task Accounts_of_a_newer_version_are_refused_by_name(StorageProvider provider)
    {
        var connection = await Create(provider);
        await using var server = Server.Make(connection);
        await server.Verb("create-admin", Server.Email);
        await server.Verb("create-token", Server.Email);
        if (connection is not null) await Execute(new NpgsqlConnection(connection), "INSERT INTO accounts.schema_version (version) VALUES (99)");
        else await Execute(new SqliteConnection($"Data Source={Path.Combine(server.Data, "identity.db")};Pooling=False"), "INSERT INTO schema_version (version) VALUES (99)");
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => server.Verb("create-token", Server.Email));
        Assert.Contains("The accounts have schema version 99", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_that_is_too_short_is_refused_in_the_readers_language()
    {
        await using var server = Server.Make(null);
        await server.Start();
        using var admin = await server.Admin();
        using var browser = await SignIn(server, Server.Email);
        browser.DefaultRequestHeaders.AcceptLanguage.ParseAdd("zh-CN");
        var page = await browser.GetStringAsync("/account");
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["_handler"] = "password",
            ["__RequestVerificationToken"] = VerificationToken().Match(page).Groups[1].Value,
            ["Password.Current"] = Server.Password,
            ["Password.New"] = "short",
        });
        using var answer = await browser.PostAsync("/account", form);
        Assert.Contains("密码至少需要 10 个字符", WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    /// <summary>Signs in by the form, as a browser does, and keeps the cookies.</summary>
    static async Task<HttpClient> SignIn(Server server, string email)
    {
        using var visitor = Browser(server, []);
        using var page = await visitor.GetAsync("/sign-in");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["_handler"] = "sign-in",
                ["__RequestVerificationToken"] = VerificationToken().Match(await page.Content.ReadAsStringAsync()).Groups[1].Value,
                ["Input.Email"] = email,
                ["Input.Password"] = Server.Password,
            }),
        };
        request.Headers.Add("Cookie", Cookies(page));
        using var entered = await visitor.SendAsync(request);
        Assert.Equal(HttpStatusCode.Redirect, entered.StatusCode);
        return Browser(server, [.. Cookies(page), .. Cookies(entered)]);
    }

    static HttpClient Browser(Server server, IEnumerable<string> cookies)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = server.Address };
        if (cookies.Any()) client.DefaultRequestHeaders.Add("Cookie", string.Join("; ", cookies));
        return client;
    }

    static IEnumerable<string> Cookies(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Set-Cookie", out var set) ? set.Select(cookie => cookie.Split(';')[0]) : [];

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex VerificationToken();

    static async Task Import(HttpClient client, string text)
    {
        using var form = new MultipartFormDataContent { { new StringContent(text), "file", "a.csv" } };
        using var uploaded = await client.PostAsync("/api/imports", form);
        var preview = await uploaded.Content.ReadFromJsonAsync<JsonElement>();
        var id = preview.GetProperty("import").GetProperty("id").GetString();
        await Company.Ok(client.PostAsJsonAsync($"/api/imports/{id}/start", new
        {
            source = "fair",
            mapping = preview.GetProperty("mapping"),
            culture = "en",
            dateOrder = "ymd",
            timeZone = "UTC",
            currency = "USD",
        }));
        await Server.Until(async () => (await Get(client, $"/api/imports/{id}")).GetProperty("imported").GetInt32() == 2);
    }

    static Task<JsonElement> Get(HttpClient client, string path) => client.GetFromJsonAsync<JsonElement>(path);

    static int Count(JsonElement board, string stage) => board.GetProperty("columns").EnumerateArray().Select(column => column.GetProperty("totals"))
        .First(totals => totals.GetProperty("stage").GetString() == stage).GetProperty("count").GetInt32();

    static async Task Execute(System.Data.Common.DbConnection connection, string sql)
    {
        await using (connection)
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the statements above
            command.CommandText = sql;
#pragma warning restore CA2100
            await command.ExecuteNonQueryAsync();
        }
    }
}
