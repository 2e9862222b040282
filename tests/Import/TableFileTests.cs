using System.Text;
using MiniExcelLibs;
using TradeLive.Import;

namespace TradeLive.Tests.Import;

public sealed class TableFileTests
{
    static TableFile Read(byte[] bytes)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, bytes);
            return TableFile.Read(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    static TableFile ReadWorkbook(object rows)
    {
        var path = Path.ChangeExtension(Path.GetTempFileName(), ".xlsx");
        try
        {
            MiniExcel.SaveAs(path, rows);
            return TableFile.Read(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_file_that_a_Chinese_spreadsheet_saved_is_read()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var file = Read(Encoding.GetEncoding("gb18030").GetBytes("询盘编号,买家姓名,国家地区,产品名称\n1,张三,德国,发光二极管灯具\n"));
        Assert.Equal("张三", file.Rows[0].Cells[1]);
        Assert.Equal([ImportField.Number, ImportField.Buyer, ImportField.Country, ImportField.Product], HeaderGuess.Of(file.Header));
    }

    [Fact]
    public void A_workbook_is_read_and_says_which_cells_are_numbers()
    {
        var file = ReadWorkbook(new[] { new { Buyer = "Ann", Quantity = 12.5, Price = "1.234,5" } });
        Assert.Equal(["Buyer", "Quantity", "Price"], file.Header);
        Assert.Equal(["Ann", "12.5", "1.234,5"], file.Rows[0].Cells);
        Assert.Equal([1], file.Rows[0].Numbers);
    }

    [Fact]
    public void Rows_keep_the_numbers_that_a_spreadsheet_shows()
    {
        var file = Read(Encoding.UTF8.GetBytes("Buyer,Message\nAnn,x\n\n,\nBob,\"two\nlines\"\nCid,y\n"));
        Assert.Equal([("Ann", 2), ("Bob", 5), ("Cid", 6)], file.Rows.Select(row => (row.Cells[0], row.Number)));
    }

    [Fact]
    public void Rows_of_a_workbook_keep_their_numbers_too()
    {
        var file = ReadWorkbook(new[] { new { Buyer = "Ann", Product = "Lamp" }, new { Buyer = "", Product = "" }, new { Buyer = "Bob", Product = "Lamp" } });
        Assert.Equal([("Ann", 2), ("Bob", 4)], file.Rows.Select(row => (row.Cells[0], row.Number)));
    }

    [Theory]
    [InlineData("Lead Id,First Name,Last Name,Company,Email,Lead Status,Industry", "number,firstName,buyer,company,email,stage,sector")]
    [InlineData("opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value", "number,owner,product,company,stage,engagedAt,closedAt,amount")]
    [InlineData("Inquiry No.,Buyer,Job Title,Company,Country,Quantity,Message,Date", "number,buyer,,company,country,quantity,message,date")]
    [InlineData("Deal Name,Account Name,Stage,Amount,Closing Date,Deal Owner", ",company,stage,amount,closedAt,owner")]
    [InlineData("询盘编号,询盘时间,买家姓名,负责人,状态,Error in row,错误原因", "number,date,buyer,owner,stage,ignore,ignore")]
    public void Headers_of_marketplaces_and_CRMs_are_known(string header, string fields) =>
        Assert.Equal(fields, string.Join(',', HeaderGuess.Of(header.Split(','))));
}
