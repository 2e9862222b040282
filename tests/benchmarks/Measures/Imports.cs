using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using TradeLive.Benchmarks.Load;

namespace TradeLive.Benchmarks.Measures;

/// <summary>A file of new inquiries taken in, each scored and routed.</summary>
static class Imports
{
    /// <returns>Seconds until the rows are in, and until the last is scored and routed.</returns>
    public static async Task<(double TakenIn, double Routed)> Run(TradeLiveTarget target, int rows)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(File(rows)), "file", "inquiries.csv" } };
        var started = Stopwatch.GetTimestamp();
        using var uploaded = await target.Http.PostAsync("/api/imports", form);
        uploaded.EnsureSuccessStatusCode();
        var preview = await uploaded.Content.ReadFromJsonAsync<JsonElement>();
        var id = preview.GetProperty("import").GetProperty("id").GetString();
        using var begun = await target.Http.PostAsJsonAsync($"/api/imports/{id}/start", new
        {
            source = "fair",
            mapping = preview.GetProperty("mapping"),
            culture = "en",
            dateOrder = "ymd",
            timeZone = "Asia/Shanghai",
            currency = "USD",
        });
        begun.EnsureSuccessStatusCode();
        JsonElement view;
        while ((view = await target.Http.GetFromJsonAsync<JsonElement>($"/api/imports/{id}")).GetProperty("state").GetString() == "Running") await Task.Delay(50);
        if (view.GetProperty("imported").GetInt32() != rows) throw new InvalidOperationException($"Of {rows} rows {view} came in.");
        var takenIn = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var routed = new RoutedCount(target.DatabaseFile);
        while (routed.Now() < rows) await Task.Delay(50);
        return (takenIn, Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    public static async Task<double> RunPeer(Target target, int rows)
    {
        var started = Stopwatch.GetTimestamp();
        await target.Fill(1_000_000, 1_000_000 + rows);
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    static byte[] File(int rows)
    {
        var random = new Random(20);
        string[] countries = ["Germany", "United States", "Brazil", "Japan", "France", "Mexico", "India", "Poland", "Kenya", "Australia"];
        string[] products = ["LED panel 60x60", "Solar lamp", "Garden light", "Track light", "Flood light"];
        var text = new StringBuilder("Inquiry ID,Inquiry Time,Buyer Name,Email,Company,Country/Region,Product,Quantity,Unit,Target Price,Message\n");
        for (var i = 0; i < rows; i++)
        {
            var product = products[random.Next(products.Length)];
            text.Append(CultureInfo.InvariantCulture, $"F{i},,Buyer {i},buyer{i}@firm{i % 7000}.example,Firm {i % 7000} Ltd,{countries[random.Next(countries.Length)]},{product},")
                .Append(CultureInfo.InvariantCulture, $"{random.Next(10, 5000)},pcs,{random.Next(1, 90)},\"Please quote {product}, CIF, with certificate and lead time.\"\n");
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    // Only what was added since the last look is counted, so that looking takes nothing from what is measured.
    sealed class RoutedCount(string databaseFile)
    {
        long seen, routed;

        public long Now()
        {
            using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={databaseFile}");
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT coalesce(max(seq), @seen), count(*) FILTER (WHERE type = 'inquiry.routed.v1' AND command LIKE 'policy:0.%') FROM change_log WHERE seq > @seen";
            command.Parameters.AddWithValue("@seen", seen);
            using var reader = command.ExecuteReader();
            reader.Read();
            seen = reader.GetInt64(0);
            return routed += reader.GetInt64(1);
        }
    }
}
