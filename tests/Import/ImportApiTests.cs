using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using MiniExcelLibs;
using TradeLive.Tests.Web;
using TradeLive.Views;

namespace TradeLive.Tests.Import;

/// <summary>Files taken in over the HTTP API, all on one server.</summary>
public sealed class ImportApiTests(ImportApiTests.Running running) : IClassFixture<ImportApiTests.Running>
{
    public sealed class Running : IAsyncLifetime
    {
        public Server Server { get; private set; } = null!;
        public HttpClient Admin { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Server = await Server.Run();
            Admin = await Server.Admin();
            await Server.SetUpTeam(Admin);
        }

        public async ValueTask DisposeAsync()
        {
            Admin.Dispose();
            await Server.DisposeAsync();
        }
    }

    HttpClient Admin => running.Admin;

    [Fact]
    public async Task Good_rows_go_in_bad_ones_are_listed_and_the_same_file_again_changes_nothing()
    {
        var rows = string.Concat(Enumerable.Range(1, 200).Select(i => $"{i},Buyer {i},b{i}@firm{i}.example,{(i % 50 == 0 ? "Atlantis" : "DE")},Lamp\n"));
        var file = "Inquiry ID,Buyer Name,Email,Country,Product\n" + rows;
        var before = await OnBoard();
        var first = await Import(file, "good");
        Assert.Equal((196, 0, 0, 4), Counts(first));
        Assert.Equal((0, 0, 196, 4), Counts(await Import(file, "good")));
        await Server.Until(async () => await OnBoard() == before + 196);
    }

    [Fact]
    public async Task The_rows_in_error_can_be_mended_in_their_list_and_taken_in_again()
    {
        var first = await Import("Inquiry ID,Buyer Name,Phone,Country,Product\n1,Uta,+49 30 1,DE,Lamp\n\n2,Jan,+49 30 2,Atlantis,\"Lamp, red\"\n", "mend");
        Assert.Equal((1, 0, 0, 1), Counts(first));
        var bytes = await Admin.GetByteArrayAsync($"/api/imports/{first.Id}/errors.csv");
        Assert.Equal([0xef, 0xbb, 0xbf], bytes[..3]);
        var list = Encoding.UTF8.GetString(bytes[3..]).ReplaceLineEndings("\n");
        Assert.Equal("""
            "Inquiry ID","Buyer Name","Phone","Country","Product","Error in row","Error in column","Error reason"
            "2","Jan","'+49 30 2","Atlantis","Lamp, red","4","Country","country not known"

            """.ReplaceLineEndings("\n"), list);
        Assert.Equal((1, 0, 0, 0), Counts(await Import(list.Replace("Atlantis", "Brazil", StringComparison.Ordinal), "mend")));
        var card = await Find("Jan");
        Assert.Equal("+49 30 2", card.Phone);
        Assert.Empty(card.Attributes);
    }

    [Fact]
    public async Task A_later_export_of_the_same_source_updates_what_has_gone_on()
    {
        const string header = "Inquiry ID,Buyer Name,Status,Close Date,Amount,Inquiry Time\n";
        Assert.Equal((2, 0, 0, 0), Counts(await Import(header + "1,Vera Bloom,Contacted,,,2026-01-05\n2,Otto Stein,Closed Won,2026-01-20,1000,2026-01-05\n", "later")));
        Assert.Equal((0, 2, 0, 0), Counts(await Import(header + "1,Vera Bloom,Closed Won,2026-02-01,700,2026-01-05\n2,Otto Stein,Closed Won,2026-01-20,1200,2026-01-05\n", "later")));
        Assert.Equal((0, 0, 2, 0), Counts(await Import(header + "1,Vera Bloom,Contacted,,,2026-01-05\n2,Otto Stein,Closed Won,2026-01-20,1000,2026-01-05\n", "later")));
        var vera = await Find("Vera Bloom");
        Assert.Equal((Stage.Won, 700m, new DateOnly(2026, 2, 1)), (vera.Card.Stage, vera.Card.WonAmount, vera.Card.ClosedOn));
        var otto = await Find("Otto Stein");
        Assert.Equal((Stage.Won, 1200m), (otto.Card.Stage, otto.Card.WonAmount));
        await Server.Until(async () => await AmountOf(vera.Card.Order!) == 700 && await AmountOf(otto.Card.Order!) == 1200);
        await Server.Until(async () => (await Admin.GetFromJsonAsync<JsonElement>($"/api/customers/{otto.Card.Customer}")).GetProperty("summary").GetProperty("revenue").GetDecimal() == 1200);
    }

    [Fact]
    public async Task How_a_sources_files_are_read_is_remembered_and_the_source_is_told_by_the_header()
    {
        const string header = "Ref,Wer,Menge,Zustand\n";
        var first = await Upload(header + "1,Ulla Quandt,\"1,5\",Phase 3\n", "a.csv");
        Assert.Equal("de-DE", first.Culture);
        ColumnMapping[] mapping = [new("Ref", "number"), new("Wer", "buyer"), new("Menge", "quantity"), new("Zustand", "stage")];
        Assert.Equal((1, 0, 0, 0), Counts(await Start(first, new ImportStart(mapping, "fair", "de-DE", "dmy", "Europe/Berlin", "EUR", new Dictionary<string, Stage> { ["Phase 3"] = Stage.Quoted }))));

        var second = await Upload(header + "2,Jan,2,Phase 3\n", "b.csv");
        Assert.Equal("fair", second.Import.Source);
        Assert.Equal(mapping, second.Mapping);
        Assert.Equal(("de-DE", "dmy", "Europe/Berlin", "EUR"), (second.Culture, second.DateOrder, second.TimeZone, second.Currency));
        Assert.Equal(Stage.Quoted, second.Stages["Phase 3"]);
        Assert.Empty(second.Earlier);

        var other = await Upload("Wer,Menge,Ort\nEva,3,Ulm\n", "c.csv");
        var recalled = (await Admin.GetFromJsonAsync($"/api/imports/{other.Import.Id}/preview?source=fair", ViewsJson.Default.ImportPreview))!;
        Assert.Equal(["buyer", "quantity", null], recalled.Mapping.Select(column => column.Field));
        Assert.Equal(1.5m, (await Find("Ulla Quandt")).Card.Quantity);
    }

    [Fact]
    public async Task A_file_that_was_taken_in_as_another_source_says_so()
    {
        const string file = "Inquiry ID,Buyer Name,Product\n1,Twice Told,Lamp\n";
        await Import(file, "first name");
        var earlier = Assert.Single((await Upload(file, "again.csv")).Earlier);
        Assert.Equal(("first name", "inquiries.csv"), (earlier.Source, earlier.FileName));
    }

    [Fact]
    public async Task A_cancelled_import_keeps_what_is_in_and_says_how_far_it_got()
    {
        var rows = string.Concat(Enumerable.Range(1, 30_000).Select(i => $"{i},Cancelled {i},Lamp\n"));
        var preview = await Upload("Inquiry ID,Buyer Name,Product\n" + rows, "many.csv");
        var before = await OnBoard();
        await Begin(preview, "cancelled");
        await Server.Until(async () => (await View(preview.Import.Id)).Imported > 100);
        (await Admin.PostAsync($"/api/imports/{preview.Import.Id}/cancel", null)).EnsureSuccessStatusCode();
        await Server.Until(async () => (await View(preview.Import.Id)).State == ImportState.Cancelled);
        var cancelled = await View(preview.Import.Id);
        Assert.InRange(cancelled.Imported, 101, 29_999);
        Assert.Equal(cancelled.Imported, cancelled.Read);
        await Server.Until(async () => await OnBoard() == before + cancelled.Imported);
        Assert.Contains((await Admin.GetFromJsonAsync("/api/imports", ViewsJson.Default.IReadOnlyListImportView))!, view => view.Id == preview.Import.Id);
    }

    [Fact]
    public async Task A_file_in_GB18030_goes_in_whole()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var preview = await Upload(Encoding.GetEncoding("gb18030").GetBytes("询盘编号,买家姓名,国家地区,产品名称,状态\n1,王小明的公司,德国,发光二极管灯具,已报价\n"), "询盘.csv");
        Assert.Equal("gb18030", preview.Encoding, ignoreCase: true);
        var view = await Start(preview, "gb");
        Assert.Equal("[]", await Admin.GetStringAsync($"/api/imports/{view.Id}/errors"));
        Assert.Equal((1, 0, 0, 0), Counts(view));
        var card = (await Find("王小明的公司")).Card;
        Assert.Equal(("发光二极管灯具", "DE", Stage.Quoted), (card.Product, card.Country, card.Stage));
    }

    [Fact]
    public async Task A_workbook_goes_in_as_a_spreadsheet_saved_it()
    {
        using var workbook = new MemoryStream();
        await workbook.SaveAsAsync(new[]
        {
            new Dictionary<string, object> { ["Inquiry ID"] = 1, ["Buyer Name"] = "Workbook Buyer One", ["Country"] = "Germany", ["Product"] = "LED 灯", ["Quantity"] = 2500.5 },
            new Dictionary<string, object> { ["Inquiry ID"] = 2, ["Buyer Name"] = "Workbook Buyer Two", ["Country"] = "Atlantis", ["Product"] = "Lamp", ["Quantity"] = 1 },
        });
        var preview = await Upload(workbook.ToArray(), "询盘.xlsx");
        Assert.Equal("xlsx", preview.Encoding);
        Assert.Equal((1, 0, 0, 1), Counts(await Start(preview, "workbook")));
        var card = (await Find("Workbook Buyer One")).Card;
        Assert.Equal(("LED 灯", "DE", 2500.5m), (card.Product, card.Country, card.Quantity));
    }

    [Fact]
    public async Task Two_imports_of_one_file_at_once_bring_each_row_in_once()
    {
        var file = "Inquiry ID,Buyer Name,Product\n" + string.Concat(Enumerable.Range(1, 500).Select(i => $"{i},Doubled {i},Lamp\n"));
        var before = await OnBoard();
        var views = await Task.WhenAll(Import(file, "both"), Import(file, "both"));
        Assert.Equal((500, 500), (views.Sum(view => view.Imported), views.Sum(view => view.Same)));
        await Server.Until(async () => await OnBoard() == before + 500);
    }

    [Fact]
    public async Task A_file_of_forty_megabytes_is_taken_and_one_over_a_hundred_is_refused_in_words()
    {
        var line = $",{new string('x', 2_000)},Lamp\n";
        Assert.Equal(20_000, (await Upload("Inquiry ID,Buyer Name,Product\n" + string.Concat(Enumerable.Range(1, 20_000).Select(i => i.ToString(CultureInfo.InvariantCulture) + line)), "big.csv")).Import.Total);
        using var form = new MultipartFormDataContent { { new ByteArrayContent(new byte[(100 << 20) + 1]), "file", "huge.csv" } };
        using var refused = await Admin.PostAsync("/api/imports", form);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("100 MB", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var more = new MultipartFormDataContent { { new ByteArrayContent(new byte[104 << 20]), "file", "huge.csv" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/imports") { Content = more };
        request.Headers.ExpectContinue = true;
        using var tooMuch = await Admin.SendAsync(request);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, tooMuch.StatusCode);
        Assert.Contains("100 MB", await tooMuch.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    static (int Imported, int Updated, int Same, int Failed) Counts(ImportView view) => (view.Imported, view.Updated, view.Same, view.Failed);

    async Task<int> OnBoard() => (await Admin.GetFromJsonAsync<JsonElement>("/api/boards/all?take=1")).GetProperty("columns").EnumerateArray()
        .Sum(column => column.GetProperty("totals").GetProperty("count").GetInt32());

    async Task<decimal> AmountOf(string order)
    {
        using var answer = await Admin.GetAsync($"/api/orders/{order}");
        return answer.IsSuccessStatusCode ? (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("summary").GetProperty("amount").GetDecimal() : 0;
    }

    async Task<InquiryDetails> Find(string buyer)
    {
        string? id = null;
        await Server.Until(async () =>
        {
            var board = await Admin.GetFromJsonAsync($"/api/boards/all?take=50&text={Uri.EscapeDataString(buyer)}", ViewsJson.Default.BoardSnapshot);
            var card = board!.Columns.SelectMany(column => column.Cards).FirstOrDefault(card => card.Buyer == buyer && card.Customer is not null);
            id = card?.Id;
            return id is not null;
        });
        return (await Admin.GetFromJsonAsync($"/api/inquiries/{id}", ViewsJson.Default.InquiryDetails))!;
    }

    async Task<ImportView> View(string id) => (await Admin.GetFromJsonAsync($"/api/imports/{id}", ViewsJson.Default.ImportView))!;

    Task<ImportPreview> Upload(string text, string name) => Upload(Encoding.UTF8.GetBytes(text), name);

    async Task<ImportPreview> Upload(byte[] content, string name)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(content), "file", name } };
        using var answer = await Admin.PostAsync("/api/imports", form);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync(ViewsJson.Default.ImportPreview))!;
    }

    async Task<ImportView> Import(string text, string source) => await Start(await Upload(text, "inquiries.csv"), source);

    Task<ImportView> Start(ImportPreview preview, string source) => Start(preview, new ImportStart(preview.Mapping, source, "en", "ymd", "UTC", "USD"));

    async Task<ImportView> Start(ImportPreview preview, ImportStart settings)
    {
        await Begin(preview, settings);
        await Server.Until(async () => (await View(preview.Import.Id)).State == ImportState.Done);
        return await View(preview.Import.Id);
    }

    Task Begin(ImportPreview preview, string source) => Begin(preview, new ImportStart(preview.Mapping, source, "en", "ymd", "UTC", "USD"));

    async Task Begin(ImportPreview preview, ImportStart settings)
    {
        using var started = await Admin.PostAsJsonAsync($"/api/imports/{preview.Import.Id}/start", settings, ViewsJson.Default.ImportStart);
        Assert.True(started.IsSuccessStatusCode, await started.Content.ReadAsStringAsync());
    }
}
