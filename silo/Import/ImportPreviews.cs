using TradeLive.Views;

namespace TradeLive.Import;

/// <summary>What a file looks like before it is taken in.</summary>
static class ImportPreviews
{
    const int PreviewRows = 20, MostValues = 40;

    const string DefaultSource = "file", DefaultZone = "Asia/Shanghai";

    static readonly string?[] NumberFields = [ImportField.Quantity, ImportField.TargetPrice, ImportField.Amount];

    /// <param name="habit">How files of its source were last read; null where that is not known.</param>
    /// <param name="source">The source that the user names; null takes the habit's.</param>
    public static ImportPreview Of(ImportJob job, SourceHabit? habit, string? source, SourceMemory memory, string currency)
    {
        var table = job.Table;
        var guess = HeaderGuess.Of(table.Header);
        IReadOnlyList<ColumnMapping> mapping = [.. table.Header.Select((name, at) => new ColumnMapping(
            name.Trim(), habit is not null && habit.Fields.TryGetValue(name.Trim(), out var field) ? field : guess[at]))];
        return new(
            job.View with { Source = source ?? habit?.Source ?? DefaultSource }, table.Encoding, mapping, ImportField.All, [.. table.Rows.Take(PreviewRows).Select(row => row.Cells)],
            FormatGuess.Culture(Numbers(table, mapping), habit?.Culture),
            habit?.DateOrder ?? FormatGuess.DateOrder(Values(table, mapping, [ImportField.Date, ImportField.EngagedAt, ImportField.ClosedAt])),
            habit?.TimeZone ?? DefaultZone, habit?.Currency ?? currency, [.. table.Header.Index().Select(column => Distinct(table, column.Index))],
            habit?.Stages ?? [], [.. memory.All.Select(known => known.Source)], memory.Earlier(job.Content));
    }

    // Where no column is known to hold numbers, those that are not known at all may.
    static IEnumerable<string> Numbers(TableFile table, IReadOnlyList<ColumnMapping> mapping) =>
        Values(table, mapping, mapping.Any(column => NumberFields.Contains(column.Field)) ? NumberFields : [null]);

    // What a workbook holds as numbers is written in no culture.
    static IEnumerable<string> Values(TableFile table, IReadOnlyList<ColumnMapping> mapping, string?[] fields)
    {
        var columns = mapping.Index().Where(column => fields.Contains(column.Item.Field)).Select(column => column.Index).ToList();
        return table.Rows.SelectMany(row => columns.Where(at => at < row.Cells.Count && !row.Numbers.Contains(at)).Select(at => row.Cells[at]));
    }

    static List<string> Distinct(TableFile table, int column)
    {
        var values = table.Rows.Where(row => column < row.Cells.Count).Select(row => row.Cells[column].Trim()).Where(text => text.Length > 0).Distinct().Take(MostValues + 1).ToList();
        return values.Count > MostValues ? [] : values;
    }
}
