using System.IO.Compression;
using System.Text;
using Sylvan.Data.Csv;

namespace TradeLive.Tables;

/// <summary>A file of rows with a header, all cells as text.</summary>
public sealed record TextTable(IReadOnlyList<string> Header, IReadOnlyList<string[]> Rows)
{
    /// <summary>Reads CSV, gzipped or not, in UTF-8, UTF-16 with its mark, or GB18030, with whatever delimiter.</summary>
    /// <exception cref="BadTableException">It is none, or has no row.</exception>
    public static TextTable Read(string path)
    {
        if (!File.Exists(path)) throw new BadTableException($"There is no file {path}.");
        var bytes = Bytes(path);
        var text = Text(bytes).TrimStart('\ufeff');
        if (text.AsSpan(0, Math.Min(text.Length, 4096)).Contains('\0')) throw new BadTableException($"{path} is binary, not CSV.");
        try
        {
            using var csv = CsvDataReader.Create(new StringReader(text), new CsvDataReaderOptions { BufferSize = 1 << 20 });
            return Of(csv, path);
        }
        catch (Exception failure) when (failure is CsvMissingHeadersException or CsvFormatException or CsvRecordTooLargeException or InvalidDataException)
        {
            throw new BadTableException($"{path} cannot be read as CSV: {failure.Message}");
        }
    }

    static TextTable Of(CsvDataReader csv, string path)
    {
        var header = Enumerable.Range(0, csv.FieldCount).Select(i => csv.GetName(i).Trim()).ToList();
        if (header.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } twice) throw new BadTableException($"The column \"{twice.Key}\" stands twice in the header.");
        var rows = new List<string[]>();
        while (csv.Read())
        {
            var row = new string[header.Count];
            for (var i = 0; i < row.Length; i++) row[i] = i < csv.RowFieldCount ? csv.GetString(i).Trim() : "";
            if (row.Any(cell => cell.Length > 0)) rows.Add(row);
        }
        return rows.Count == 0 ? throw new BadTableException($"{path} has no rows below its header.") : new(header, rows);
    }

    static byte[] Bytes(string path)
    {
        var bytes = File.ReadAllBytes(path);
        if (bytes is not [0x1f, 0x8b, ..]) return bytes;
        try
        {
            using var unzipped = new MemoryStream();
            using (var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress)) gzip.CopyTo(unzipped);
            return unzipped.ToArray();
        }
        catch (InvalidDataException)
        {
            throw new BadTableException($"{path} is a damaged gzip file.");
        }
    }

    static string Text(byte[] bytes)
    {
        if (bytes is [0xff, 0xfe, ..]) return Encoding.Unicode.GetString(bytes);
        if (bytes is [0xfe, 0xff, ..]) return Encoding.BigEndianUnicode.GetString(bytes);
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (ArgumentException)
        {
            Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
            return Encoding.GetEncoding("gb18030").GetString(bytes);
        }
    }

    /// <summary>Place of a column by name, whatever its case.</summary>
    /// <exception cref="BadTableException">There is none.</exception>
    public int Column(string name)
    {
        for (var i = 0; i < Header.Count; i++)
            if (string.Equals(Header[i], name, StringComparison.OrdinalIgnoreCase)) return i;
        throw new BadTableException($"There is no column \"{name}\". The columns are: {string.Join(", ", Header)}.");
    }
}

/// <summary>A table that cannot be used; the message says why and what is wanted.</summary>
public sealed class BadTableException(string message) : Exception(message);
