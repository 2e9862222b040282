using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace TradeLive.Tests.Web;

public sealed class FailureTests
{
    [Fact]
    public async Task An_order_that_could_not_be_placed_is_shown_to_the_administrator_and_placed_when_tried_again()
    {
        await using var server = await Server.Run();
        using var admin = await server.Admin();
        await Server.SetUpTeam(admin);
        var id = await Server.Receive(admin, "1", "k1");
        await Server.Until(async () => (await admin.GetStringAsync($"/api/inquiries/{id}")).Contains("\"customer\":", StringComparison.Ordinal));
        Execute(server, "CREATE TRIGGER no_order BEFORE INSERT ON grain_state WHEN CAST(NEW.payload AS TEXT) LIKE '%\"order/%' BEGIN SELECT RAISE(ABORT, 'out of order'); END");
        await Company.Ok(admin.PostAsJsonAsync($"/api/inquiries/{id}/win", new { amount = 10, currency = "USD" }));
        await Server.Until(async () => (await Failures(admin)).GetArrayLength() == 1);
        var failure = (await Failures(admin))[0];
        Assert.Equal(("PlaceOrderOfWin", $"inquiry/{id}", "inquiry.won.v1"),
            (failure.GetProperty("policy").GetString(), failure.GetProperty("stream").GetString(), failure.GetProperty("type").GetString()));
        Assert.Equal(HttpStatusCode.OK, (await admin.GetAsync("/health/ready")).StatusCode);

        var retry = $"/api/failures/{failure.GetProperty("position").GetString()}/PlaceOrderOfWin/retry";
        using var again = await admin.PostAsync(retry, null);
        Assert.Equal("failure.again", (await again.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
        Execute(server, "DROP TRIGGER no_order");
        await Company.Ok(admin.PostAsync(retry, null));
        Assert.True((await admin.GetAsync($"/api/orders/O-{id}")).IsSuccessStatusCode);
        Assert.Equal(0, (await Failures(admin)).GetArrayLength());
        Assert.Equal(HttpStatusCode.Conflict, (await admin.PostAsync(retry, null)).StatusCode);
    }

    static Task<JsonElement> Failures(HttpClient admin) => admin.GetFromJsonAsync<JsonElement>("/api/failures");

    static void Execute(Server server, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(server.Data, "tradelive.db")};Pooling=False;Default Timeout=10");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the statements above
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
