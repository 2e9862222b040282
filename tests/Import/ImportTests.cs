using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using MiniExcelLibs;
using TradeLive.Import;
using TradeLive.ReadModel;
using TradeLive.Tests.Web;
using TradeLive.Views;

namespace TradeLive.Tests.Import;

public sealed class ImportTests
{
    static readonly DateTimeOffset Now = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    static RowReader Reader(string culture, string order, params string?[] fields) => new(
        new([.. fields.Select(field => new ColumnMapping(field ?? "extra", field))], "test", culture, order, "Asia/Shanghai", "USD"), Organisation.Empty, Now);

    static string Write(byte[] bytes)
    {
        var path = Path.GetTempFileName();
        File.WriteAllBytes(path, bytes);
        return path;
    }

    [Fact]
    public void A_file_that_a_Chinese_spreadsheet_saved_is_read()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var path = Write(Encoding.GetEncoding("gb18030").GetBytes("询盘编号,买家姓名,国家地区,产品名称\n1,张三,德国,发光二极管灯具\n"));
        var file = TableFile.Read(path);
        Assert.Equal("张三", file.Rows[0][1]);
        Assert.Equal([ImportField.Number, ImportField.Buyer, ImportField.Country, ImportField.Product], HeaderGuess.Of(file.Header));
        File.Delete(path);
    }

    [Fact]
    public void A_workbook_is_read()
    {
        var path = Path.ChangeExtension(Path.GetTempFileName(), ".xlsx");
        MiniExcel.SaveAs(path, new[] { new { Buyer = "Ann", Quantity = 12.5 } });
        var file = TableFile.Read(path);
        Assert.Equal(["Buyer", "Quantity"], file.Header);
        Assert.Equal("12.5", file.Rows[0][1]);
        File.Delete(path);
    }

    [Theory]
    [InlineData("Lead Id,First Name,Last Name,Company,Email,Lead Status,Industry", "number,firstName,buyer,company,email,stage,sector")]
    [InlineData("opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value", "number,owner,product,company,stage,engagedAt,closedAt,amount")]
    [InlineData("Inquiry No.,Buyer,Job Title,Company,Country,Quantity,Message,Date", "number,buyer,,company,country,quantity,message,date")]
    public void Headers_of_marketplaces_and_CRMs_are_known(string header, string fields) =>
        Assert.Equal(fields, string.Join(',', HeaderGuess.Of(header.Split(','))));

    [Fact]
    public void A_date_without_a_time_stays_that_date()
    {
        var command = Reader("en", "dmy", "buyer", "date").Read(2, ["Ann", "01/02/2026"]).Command!;
        Assert.Equal(new DateTime(2026, 2, 1), TimeZoneInfo.ConvertTime(command.ReceivedAt, TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai")).Date);
        Assert.Equal(new DateTime(2026, 2, 1), command.ReceivedAt.UtcDateTime.Date);
    }

    [Fact]
    public void Numbers_follow_the_files_culture() =>
        Assert.Equal(1234.5m, Reader("de-DE", "ymd", "buyer", "quantity").Read(2, ["Ann", "1.234,5"]).Command!.Quantity);

    [Fact]
    public void A_bad_cell_is_named_with_row_column_and_reason()
    {
        var error = Reader("en", "ymd", "buyer", "quantity").Read(7, ["Ann", "many"]).Error;
        Assert.Equal(new ImportError(7, "quantity", "bad-number", "many"), error);
    }

    [Fact]
    public async Task Good_rows_go_in_bad_ones_are_listed_and_the_same_file_again_changes_nothing()
    {
        await using var server = await Server.Run();
        using var admin = await server.Admin();
        await Server.SetUpTeam(admin);
        var rows = string.Concat(Enumerable.Range(1, 200).Select(i => $"{i},Buyer {i},b{i}@firm{i}.example,{(i % 50 == 0 ? "Atlantis" : "DE")},Lamp\n"));
        var file = "Inquiry ID,Buyer Name,Email,Country,Product\n" + rows;
        var first = await Import(admin, file);
        Assert.Equal((196, 0, 4), Counts(first));
        var second = await Import(admin, file);
        Assert.Equal((0, 196, 4), Counts(second));
        var board = await admin.GetFromJsonAsync<JsonElement>("/api/boards/all");
        Assert.Equal(196, board.GetProperty("columns")[0].GetProperty("totals").GetProperty("count").GetInt32());
        var errors = await admin.GetByteArrayAsync($"/api/imports/{first.GetProperty("id").GetString()}/errors.csv");
        Assert.Equal([0xef, 0xbb, 0xbf], errors[..3]);
        Assert.Contains("Atlantis", Encoding.UTF8.GetString(errors), StringComparison.Ordinal);
    }

    static (int, int, int) Counts(JsonElement view) =>
        (view.GetProperty("imported").GetInt32(), view.GetProperty("same").GetInt32(), view.GetProperty("failed").GetInt32());

    static async Task<JsonElement> Import(HttpClient admin, string text)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "file", "inquiries.csv" } };
        using var answer = await admin.PostAsync("/api/imports", form);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        var preview = JsonSerializer.Deserialize(await answer.Content.ReadAsStringAsync(), ViewsJson.Default.ImportPreview)!;
        var id = preview.Import.Id;
        using var started = await admin.PostAsJsonAsync($"/api/imports/{id}/start", new ImportStart(preview.Mapping, "file", "en", "ymd", "UTC", "USD"), ViewsJson.Default.ImportStart);
        Assert.True(started.IsSuccessStatusCode, await started.Content.ReadAsStringAsync());
        JsonElement view = default;
        await Server.Until(async () => (view = await admin.GetFromJsonAsync<JsonElement>($"/api/imports/{id}")).GetProperty("state").GetString() == "Done");
        return view;
    }
}
