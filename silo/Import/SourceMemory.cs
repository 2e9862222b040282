using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using TradeLive.Views;

namespace TradeLive.Import;

/// <summary>How the files of one source were last read.</summary>
/// <param name="Fields">The field of each column by its name; null for those kept as attributes.</param>
/// <param name="Headers">Hashes of the headers that its files had, by which the source is told.</param>
sealed record SourceHabit(
    string Source, Dictionary<string, string?> Fields, string Culture, string DateOrder, string TimeZone, string Currency,
    Dictionary<string, Stage> Stages, List<string> Headers, DateTimeOffset UsedAt);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(SourceHabit)), JsonSerializable(typeof(List<EarlierImport>))]
sealed partial class ImportJson : JsonSerializerContext;

/// <summary>What is remembered of earlier imports: how each source's files are read, and which files were taken in as what.</summary>
sealed class SourceMemory(string folder)
{
    readonly Lock gate = new();

    string Habits => Path.Combine(folder, "sources");

    string Contents => Path.Combine(folder, "contents");

    public IReadOnlyList<SourceHabit> All
    {
        get
        {
            lock (gate)
                return Directory.Exists(Habits)
                    ? [.. Directory.GetFiles(Habits, "*.json").Select(file => JsonSerializer.Deserialize(File.ReadAllText(file), ImportJson.Default.SourceHabit)!).OrderByDescending(habit => habit.UsedAt)]
                    : [];
        }
    }

    /// <summary>The source of which files with this header came last; null where none did.</summary>
    public SourceHabit? ByHeader(IReadOnlyList<string> header)
    {
        var hash = HashOf(header);
        return All.FirstOrDefault(habit => habit.Headers.Contains(hash));
    }

    public SourceHabit? Of(string source) => All.FirstOrDefault(habit => Same(habit.Source, source));

    /// <summary>Imports of a file with this content.</summary>
    public IReadOnlyList<EarlierImport> Earlier(string content)
    {
        lock (gate) return ReadEarlier(content);
    }

    public void Remember(IReadOnlyList<string> header, ImportStart settings, DateTimeOffset now)
    {
        lock (gate) Write(header, settings, now);
    }

    void Write(IReadOnlyList<string> header, ImportStart settings, DateTimeOffset now)
    {
        var source = settings.Source.Trim();
        var before = Of(source);
        var fields = new Dictionary<string, string?>(before?.Fields ?? []);
        foreach (var column in settings.Mapping) fields[column.Column] = column.Field;
        var stages = new Dictionary<string, Stage>(before?.Stages ?? []);
        foreach (var (value, stage) in settings.Stages ?? new Dictionary<string, Stage>()) stages[value] = stage;
        var habit = new SourceHabit(
            source, fields, settings.Culture, settings.DateOrder, settings.TimeZone, settings.Currency, stages,
            [.. (before?.Headers ?? []).Append(HashOf(header)).Distinct()], now);
        Write(Habits, Hash(source.ToUpperInvariant()), JsonSerializer.Serialize(habit, ImportJson.Default.SourceHabit));
    }

    public void RememberContent(string content, EarlierImport import)
    {
        lock (gate)
            Write(Contents, content, JsonSerializer.Serialize([.. ReadEarlier(content).Where(earlier => earlier.Source != import.Source), import], ImportJson.Default.ListEarlierImport));
    }

    List<EarlierImport> ReadEarlier(string content) => Path.Combine(Contents, $"{content}.json") is var file && File.Exists(file)
        ? JsonSerializer.Deserialize(File.ReadAllText(file), ImportJson.Default.ListEarlierImport)!
        : [];

    // Written aside and moved, so that a crash leaves the earlier one.
    void Write(string where, string name, string text)
    {
        lock (gate)
        {
            Directory.CreateDirectory(where);
            var file = Path.Combine(where, $"{name}.json");
            File.WriteAllText($"{file}.new", text);
            File.Move($"{file}.new", file, overwrite: true);
        }
    }

    static bool Same(string one, string other) => string.Equals(one.Trim(), other.Trim(), StringComparison.OrdinalIgnoreCase);

    static string HashOf(IReadOnlyList<string> header) => Hash(string.Join('\n', header.Select(name => name.Trim())));

    static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
}
