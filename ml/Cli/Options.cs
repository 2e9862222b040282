using System.Globalization;
using TradeLive.Tables;

namespace TradeLive.Cli;

/// <summary>Options of the command line: <c>--name value</c>.</summary>
sealed class Options
{
    readonly Dictionary<string, string> said = [];

    /// <exception cref="BadTableException">An option has no value or is not known.</exception>
    public Options(IReadOnlyList<string> args, IReadOnlySet<string> known)
    {
        for (var i = 0; i < args.Count; i += 2)
        {
            var name = args[i];
            if (!known.Contains(name)) throw new BadTableException($"Unknown option {name}. Known are: {string.Join(", ", known)}.");
            if (i + 1 == args.Count) throw new BadTableException($"{name} needs a value.");
            said[name] = args[i + 1];
        }
    }

    public string? Maybe(string name) => said.GetValueOrDefault(name);

    public string Must(string name) => Maybe(name) ?? throw new BadTableException($"{name} is missing.");

    public double Number(string name, double otherwise, double least, double most) => Maybe(name) is not { } text ? otherwise
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number
        : throw new BadTableException($"{name} must be a number from {least.ToString(CultureInfo.InvariantCulture)} to {most.ToString(CultureInfo.InvariantCulture)}, not \"{text}\".");

    /// <summary>Day in days since the year 1.</summary>
    public double Day(string name) =>
        DateOnly.TryParseExact(Must(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day.DayNumber
        : throw new BadTableException($"{name} must be a day such as 2026-01-31, not \"{Must(name)}\".");

    /// <summary>Names divided by commas; a comma within a name stands in double quotes or behind a backslash.</summary>
    public IReadOnlyList<string> List(string name)
    {
        var names = new List<string>();
        var (current, quoted) = (new System.Text.StringBuilder(), false);
        var text = Maybe(name) ?? "";
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length) current.Append(text[++i]);
            else if (text[i] == '"') quoted = !quoted;
            else if (text[i] == ',' && !quoted) Flush();
            else current.Append(text[i]);
        }
        Flush();
        return names;

        void Flush()
        {
            if (current.ToString().Trim() is { Length: > 0 } one) names.Add(one);
            current.Clear();
        }
    }
}
