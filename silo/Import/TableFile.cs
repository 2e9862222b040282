using System.Globalization;
using System.Text;
using MiniExcelLibs;
using Sylvan.Data.Csv;
using UtfUnknown;

namespace TradeLive.Import;

/// <summary>One row of a file.</summary>
/// <param name="Number">Its number as a spreadsheet shows it, counted from 1: blank rows count, and a row whose cells hold several lines counts once.</param>
/// <param name="Cells">The text of each cell.</param>
/// <param name="Numbers">Which cells a workbook holds as numbers: their text is invariant, whatever the rest of the file is written in.</param>
public sealed record TableRow(int Number, IReadOnlyList<string> Cells, IReadOnlySet<int> Numbers)
{
    public static IReadOnlySet<int> None { get; } = new HashSet<int>();

    public bool IsBlank => Cells.All(string.IsNullOrWhiteSpace);
}

/// <summary>A file of rows: CSV in whatever encoding and with whatever delimiter, or XLSX.</summary>
/// <param name="Encoding">Name of the encoding found; <c>xlsx</c> for workbooks.</param>
public sealed record TableFile(string Encoding, IReadOnlyList<string> Header, IReadOnlyList<TableRow> Rows)
{
    static TableFile() => System.Text.Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <exception cref="InvalidDataException">It is neither, or has no header row.</exception>
    public static TableFile Read(string path)
    {
        var file = IsWorkbook(path) ? ReadWorkbook(path) : ReadCsv(path);
        return file.Header.Count(name => name.Trim().Length > 0) >= 2 ? file : throw new InvalidDataException("There is no header row with two columns.");
    }

    // A workbook is a zip archive, whatever the file is called: what was uploaded has no ending.
    static bool IsWorkbook(string path)
    {
        using var stream = File.OpenRead(path);
        return stream.ReadByte() == 'P' && stream.ReadByte() == 'K';
    }

    static TableFile ReadWorkbook(string path)
    {
        var rows = MiniExcel.Query(path, useHeaderRow: false, excelType: ExcelType.XLSX).Cast<IDictionary<string, object?>>().Select((row, at) => Row(at + 1, [.. row.Values]));
        return Of("xlsx", [.. rows.Where(row => !row.IsBlank)]);
    }

    static TableRow Row(int number, object?[] cells) =>
        new(number, [.. cells.Select(Text)], cells.Index().Where(cell => cell.Item is double or decimal or int or long).Select(cell => cell.Index).ToHashSet());

    static TableFile Of(string encoding, IReadOnlyList<TableRow> rows) =>
        rows.Count == 0 ? throw new InvalidDataException("The file is empty.") : new(encoding, rows[0].Cells, [.. rows.Skip(1)]);

    static TableFile ReadCsv(string path)
    {
        var bytes = File.ReadAllBytes(path);
        if (bytes.Contains((byte)0) && !(bytes is [0xff, 0xfe, ..] or [0xfe, 0xff, ..])) throw new InvalidDataException("The file is binary.");
        var encoding = Detect(bytes);
        using var text = new StringReader(encoding.GetString(bytes).TrimStart('\ufeff'));
        using var csv = CsvDataReader.Create(text, new CsvDataReaderOptions { HasHeaders = false, BufferSize = 1 << 20 });
        var rows = new List<TableRow>();
        for (var number = 1; csv.Read(); number++)
        {
            var cells = new string[csv.RowFieldCount];
            for (var i = 0; i < cells.Length; i++) cells[i] = Unguarded(csv.GetString(i));
            rows.Add(new(number, cells, TableRow.None));
        }
        return Of(encoding.WebName, [.. rows.Where(row => !row.IsBlank)]);
    }

    // Lists of errors guard what a spreadsheet would run as a formula; mended and taken in again, the guard goes.
    static string Unguarded(string cell) => cell is ['\'', '=' or '+' or '-' or '@', ..] ? cell[1..] : cell;

    // UTF-8 is told by itself; what is none is asked of the detector, and Chinese double bytes are read as GB18030, which holds GBK and GB2312.
    static Encoding Detect(byte[] bytes)
    {
        try
        {
            var strict = new UTF8Encoding(false, throwOnInvalidBytes: true);
            strict.GetCharCount(bytes);
            return strict;
        }
        catch (ArgumentException)
        {
            var found = CharsetDetector.DetectFromBytes(bytes).Detected;
            return found?.EncodingName is { } name && !name.StartsWith("gb", StringComparison.OrdinalIgnoreCase) && found.Confidence > 0.7f && found.Encoding is { } encoding
                ? encoding
                : System.Text.Encoding.GetEncoding("gb18030");
        }
    }

    static string Text(object? cell) => cell switch
    {
        null => "",
        DateTime date => date.TimeOfDay == default ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : date.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        double number when Math.Abs(number) < 1e15 => ((decimal)number).ToString(CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString() ?? "",
    };
}
