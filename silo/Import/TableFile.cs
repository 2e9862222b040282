using System.Globalization;
using System.Text;
using MiniExcelLibs;
using Sylvan.Data.Csv;
using UtfUnknown;

namespace TradeLive.Import;

/// <summary>A file of rows: CSV in whatever encoding and with whatever delimiter, or XLSX.</summary>
/// <param name="Encoding">Name of the encoding found; <c>xlsx</c> for workbooks.</param>
public sealed record TableFile(string Encoding, IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    static TableFile() => System.Text.Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <exception cref="InvalidDataException">It is neither, or has no header row.</exception>
    public static TableFile Read(string path)
    {
        var file = IsWorkbook(path) ? ReadWorkbook(path) : ReadCsv(path);
        return file.Header.Count(name => name.Trim().Length > 0) >= 2 ? file : throw new InvalidDataException("There is no header row with two columns.");
    }

    // A workbook is a zip archive.
    static bool IsWorkbook(string path)
    {
        using var stream = File.OpenRead(path);
        return stream.ReadByte() == 'P' && stream.ReadByte() == 'K';
    }

    static TableFile ReadWorkbook(string path)
    {
        var rows = MiniExcel.Query(path, useHeaderRow: false).Cast<IDictionary<string, object?>>().Select(row => row.Values.Select(Text).ToList()).ToList();
        return rows.Count == 0 ? throw new InvalidDataException("The workbook is empty.") : new("xlsx", rows[0], [.. rows.Skip(1).Where(row => row.Exists(cell => cell.Length > 0))]);
    }

    static TableFile ReadCsv(string path)
    {
        var bytes = File.ReadAllBytes(path);
        if (bytes.Contains((byte)0) && !(bytes is [0xff, 0xfe, ..] or [0xfe, 0xff, ..])) throw new InvalidDataException("The file is binary.");
        var encoding = Detect(bytes);
        using var text = new StringReader(encoding.GetString(bytes).TrimStart('\ufeff'));
        using var csv = CsvDataReader.Create(text, new CsvDataReaderOptions { HasHeaders = false, BufferSize = 1 << 20 });
        var rows = new List<IReadOnlyList<string>>();
        while (csv.Read())
        {
            var row = new string[csv.RowFieldCount];
            for (var i = 0; i < row.Length; i++) row[i] = csv.GetString(i);
            rows.Add(row);
        }
        return rows.Count == 0 ? throw new InvalidDataException("The file is empty.") : new(encoding.WebName, rows[0], [.. rows.Skip(1).Where(row => row.Any(cell => cell.Length > 0))]);
    }

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
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString() ?? "",
    };
}
