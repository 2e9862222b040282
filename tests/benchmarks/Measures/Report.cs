using System.Globalization;
using System.Text.Json;

namespace TradeLive.Benchmarks.Measures;

/// <summary>One measured figure with the peer's beside it.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Unit">Unit of all figures of the row.</param>
/// <param name="Ours">TradeLive's.</param>
/// <param name="Peer">The hand-written peer's in the same run; null where it has nothing alike.</param>
/// <param name="Bar">What it must reach.</param>
/// <param name="HigherIsBetter">How the bar and the ratio read.</param>
sealed record Figure(string What, string Unit, double Ours, double? Peer = null, double? Bar = null, bool HigherIsBetter = false)
{
    /// <summary>Ours over the peer's where more is better, the peer's over ours where less is: 1 is a tie, above is ahead.</summary>
    public double? Ratio => Peer is { } peer ? HigherIsBetter ? Ours / peer : peer / Ours : null;

    public bool? Reached => Bar is { } bar ? HigherIsBetter ? Ours >= bar : Ours <= bar : null;
}

/// <summary>Gathers figures and prints them as they come.</summary>
sealed class Report
{
    static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    readonly List<Figure> figures = [];

    public IReadOnlyList<Figure> Figures => figures;

    public static void Head() => Console.WriteLine($"{"",-52} {"TradeLive",12} {"peer",12} {"ratio",7} {"bar",10}");

    public void Add(Figure figure)
    {
        figures.Add(figure);
        var sign = figure.HigherIsBetter ? "≥" : "≤";
        var bar = figure.Bar is { } value ? $"{sign} {Number(value)}{(figure.Reached == true ? " ✓" : " ✗")}" : "";
        Console.WriteLine($"{$"{figure.What} ({figure.Unit})",-52} {Number(figure.Ours),12} {(figure.Peer is { } peer ? Number(peer) : "–"),12} {(figure.Ratio is { } ratio ? Number(ratio) : "–"),7} {bar,10}");
    }

    public async Task Save(string file) => await File.WriteAllTextAsync(file, JsonSerializer.Serialize(
        figures.Select(figure => new { figure.What, figure.Unit, figure.Ours, figure.Peer, figure.Ratio, figure.Bar, figure.Reached }), Indented));

    static string Number(double value) => value.ToString(value >= 100 ? "N0" : value >= 10 ? "0.0" : "0.00", CultureInfo.InvariantCulture);
}
