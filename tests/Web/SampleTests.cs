using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using TradeLive.Views;

namespace TradeLive.Tests.Web;

public sealed class SampleTests(ITestOutputHelper output)
{
    /// <summary>Times as promised are 5 and 60 s; the deadlines leave room for a busy machine.</summary>
    const int Usable = 30, Complete = 240;

    [Fact]
    public async Task The_sample_can_be_used_at_once_and_is_soon_complete_with_its_progress_shown()
    {
        await using var server = await Server.Run();
        using var admin = await server.Admin();
        var started = Stopwatch.GetTimestamp();
        (await admin.PostAsync("/api/sample", null)).EnsureSuccessStatusCode();
        await Server.Until(async () => (await admin.GetFromJsonAsync("/api/boards/all?take=1", ViewsJson.Default.BoardSnapshot))!.Columns.Any(column => column.Cards.Count > 0), Usable);
        output.WriteLine($"usable after {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s");

        var seen = new HashSet<int>();
        ImportView view = null!;
        await Server.Until(async () =>
        {
            view = (await admin.GetFromJsonAsync("/api/imports/sample", ViewsJson.Default.ImportView))!;
            seen.Add(view.Read);
            Assert.NotEqual(ImportState.Failed, view.State);
            return view.State == ImportState.Done;
        }, Complete);
        output.WriteLine($"complete after {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s");
        Assert.True(seen.Count > 3, "Progress was shown as it went.");
        Assert.Equal(view.Total, view.Read);

        // Every invoice of the wholesaler and every won opportunity is an order in the end.
        var won = 0;
        await Server.Until(async () =>
        {
            var board = await admin.GetFromJsonAsync("/api/boards/all?take=1", ViewsJson.Default.BoardSnapshot);
            won = board!.Columns.First(column => column.Totals.Stage == Stage.Won).Totals.Count;
            return board.Columns.Sum(column => column.Totals.Count) == Opportunities;
        }, Complete);
        await Server.Until(async () => (await admin.GetFromJsonAsync<JsonElement>("/api/orders?take=1")).GetProperty("total").GetInt32() == view.Total - Opportunities + won, Complete);
    }

    const int Opportunities = 8800;
}
