namespace TradeLive.Views;

public enum ImportState { Uploaded, Running, Done, Cancelled, Failed }

/// <summary>One column of a file and the field it is taken for; null keeps it as an attribute.</summary>
public sealed record ColumnMapping(string Column, string? Field);

/// <summary>A file on its way in.</summary>
/// <param name="Total">Rows found.</param>
/// <param name="Imported">Rows that became new inquiries.</param>
/// <param name="Same">Rows that were there already and changed nothing.</param>
/// <param name="Failed">Rows in error.</param>
/// <param name="Phase">What it is doing, as a resource key.</param>
/// <param name="Error">Why it failed, as a resource key.</param>
/// <param name="Updated">Rows that were there already and have gone on since.</param>
public sealed record ImportView(
    string Id, string FileName, string Source, ImportState State, int Total, int Read, int Imported, int Same, int Failed,
    string? Phase, string? Error, DateTimeOffset StartedAt, double ElapsedSeconds, int Updated = 0);

/// <summary>The very same file was taken in before.</summary>
public sealed record EarlierImport(string Source, string FileName, DateTimeOffset At);

/// <summary>What the server made of an uploaded file, before anything is imported: as files of its source were last read, else by guess.</summary>
/// <param name="Values">The different values of each column; empty for columns with more than a few.</param>
/// <param name="Stages">Which stage a value of the stage column was last said to mean.</param>
/// <param name="Sources">Sources whose files were read before.</param>
/// <param name="Earlier">Imports of this very file.</param>
public sealed record ImportPreview(
    ImportView Import, string Encoding, IReadOnlyList<ColumnMapping> Mapping, IReadOnlyList<string> Fields,
    IReadOnlyList<IReadOnlyList<string>> Rows, string Culture, string DateOrder, string TimeZone, string Currency,
    IReadOnlyList<IReadOnlyList<string>> Values, IReadOnlyDictionary<string, Stage> Stages, IReadOnlyList<string> Sources, IReadOnlyList<EarlierImport> Earlier);

/// <param name="Mapping">The user's choice for every column.</param>
/// <param name="Culture">Culture of the numbers, such as <c>de-DE</c>.</param>
/// <param name="DateOrder"><c>ymd</c>, <c>mdy</c> or <c>dmy</c>.</param>
/// <param name="TimeZone">IANA zone of times without one.</param>
/// <param name="Stages">What values of the stage column mean, where it is not what <see cref="StageWords"/> says.</param>
public sealed record ImportStart(IReadOnlyList<ColumnMapping> Mapping, string Source, string Culture, string DateOrder, string TimeZone, string Currency,
    IReadOnlyDictionary<string, Stage>? Stages = null);

/// <param name="Row">Row as a spreadsheet shows it, from 1.</param>
/// <param name="Column">The column at fault.</param>
/// <param name="Code">Resource key <c>import.error.{Code}</c>.</param>
/// <param name="Value">The offending text.</param>
public sealed record ImportError(int Row, string Column, string Code, string Value);
