using System.Net;
using System.Text.Json;
using System.Net.Http.Json;
using TradeLive.Views;

namespace TradeLive.Tests.Web;

public sealed class DemoTests
{
    [Fact]
    public async Task A_demo_prints_its_accounts_and_plays_its_last_weeks()
    {
        await using var server = await Server.Run("--demo", "1440");
        await Server.Until(() => Task.FromResult(server.Said.Any(line => line.StartsWith("TradeLive is at", StringComparison.Ordinal))));
        var printed = server.Said;
        foreach (var role in new[] { "rep", "lead", "manager", "admin" }) Assert.Contains(printed, line => line.Contains($"{role}@demo.example", StringComparison.Ordinal));
        await Server.Until(() => Task.FromResult(server.Said.Contains("All has been played.")), seconds: 120);

        using var manager = server.Client((await server.Verb("create-token", "manager@demo.example")).Split('\n')[^1]);
        await Server.Until(async () => await Count(manager, "Negotiating") == 0);
        Assert.InRange(await Count(manager, "Won"), 4000, 4400);
        var board = await manager.GetFromJsonAsync("/api/boards/all?take=50", ViewsJson.Default.BoardSnapshot);
        var quoted = board!.Columns.SelectMany(column => column.Cards).First(card => card.QuotedAmount is not null);
        var quote = (await manager.GetFromJsonAsync($"/api/inquiries/{quoted.Id}", ViewsJson.Default.InquiryDetails))!.Quotes[^1];
        Assert.InRange(quote.ValidUntil, DateOnly.FromDateTime(DateTime.UtcNow), DateOnly.FromDateTime(DateTime.UtcNow).AddDays(60));
        Assert.InRange(await Count(manager, "Contacted") + await Count(manager, "Qualified"), 1000, 2500);
    }

    [Fact]
    public async Task A_demo_deletes_nothing_that_no_demo_has_made()
    {
        await using var server = await Server.Run();
        await server.Kill();
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => server.Verb("--demo"));
        Assert.Contains("holds data that no demo has made", refused.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(server.Data, "tradelive.db")));
    }

    static async Task<int> Count(HttpClient client, string stage)
    {
        var board = await client.GetFromJsonAsync<JsonElement>("/api/boards/all?take=1");
        return board.GetProperty("columns").EnumerateArray().Select(column => column.GetProperty("totals"))
            .First(totals => totals.GetProperty("stage").GetString() == stage).GetProperty("count").GetInt32();
    }
}
