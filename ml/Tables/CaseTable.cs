using TradeLive.Learning;

namespace TradeLive.Tables;

/// <summary>A table as cases to learn from: in order of time, with what each column became.</summary>
/// <param name="WorthKnown">True if a column tells what won cases were worth.</param>
public sealed record CaseTable(CaseSet Set, IReadOnlyList<ColumnNote> Notes, bool WorthKnown)
{
    /// <summary>Single columns that tell the outcome this well were filled in afterwards.</summary>
    const double TellsAll = 0.995;

    /// <summary>How many rows come before the part that is reported on.</summary>
    /// <param name="test">Share of the rows, the latest, in that part.</param>
    public static int Earlier(int rows, double test) => (int)Math.Round(rows * (1 - test));

    /// <summary>Inquiries that were won or lost; open ones are left out.</summary>
    /// <param name="test">Share of the latest rows that are reported on: of what became of them nothing may be known yet.</param>
    /// <exception cref="BadTableException">A column is missing or does not hold what it must.</exception>
    public static CaseTable Won(TextTable table, TableWish wish, double test = 0)
    {
        var label = table.Column(wish.Label);
        var outcomes = Outcomes.Of(table.Header[label], [.. table.Rows.Select(row => row[label])], wish.Positive);
        var kept = Ordered(table, wish.Time, i => outcomes[i] is not null);
        var rows = table with { Rows = [.. kept.Select(one => table.Rows[one.Row])] };
        IReadOnlyList<double> won = [.. kept.Select(one => outcomes[one.Row]!.Value)];
        var taken = Taken(table, wish);
        var notes = new List<ColumnNote> { new(table.Header[label], $"label: {won.Count(one => one > 0)} won, {won.Count(one => one == 0)} lost, {table.Rows.Count - won.Count} left out as open or without time") };
        var worth = new double[won.Count];
        foreach (var (column, isAmount) in Telling(rows, taken, [.. won.Take(Earlier(won.Count, test))]).ToList())
        {
            taken.Add(column);
            notes.Add(new(table.Header[column], isAmount ? "left out: amount of those won" : "left out: tells the outcome"));
            if (isAmount) worth = Worth(rows, column, won);
        }
        if (wish.Amount is { } amount) worth = Worth(rows, rows.Column(amount), won);
        var made = Build(rows, taken, [.. kept.Select(one => one.Time)], (i, cells, time) => new Case(cells, time, won[i], Math.BitIncrement(time), worth[i]));
        return new(made.Set, [.. notes, .. made.Notes], worth.Any(one => one > 0));
    }

    /// <summary>Amounts above zero; the outcome is the amount's natural logarithm.</summary>
    /// <exception cref="BadTableException">A column is missing or does not hold what it must.</exception>
    public static CaseTable Amounts(TextTable table, TableWish wish)
    {
        var label = table.Column(wish.Label);
        double[] amounts = [.. table.Rows.Select(row => Values.Number(row[label]))];
        var kept = Ordered(table, wish.Time, i => amounts[i] > 0);
        if (kept.Count == 0) throw new BadTableException($"\"{table.Header[label]}\" holds no amount above zero.");
        var rows = table with { Rows = [.. kept.Select(one => table.Rows[one.Row])] };
        var note = new ColumnNote(table.Header[label], $"label: {kept.Count} amounts, {table.Rows.Count - kept.Count} left out as not above zero or without time");
        var made = Build(rows, Taken(table, wish), [.. kept.Select(one => one.Time)], (i, cells, time) =>
            new Case(cells, time, Math.Log(amounts[kept[i].Row]), Math.BitIncrement(time), amounts[kept[i].Row]));
        return made with { Notes = [note, .. made.Notes], WorthKnown = true };
    }

    static double[] Worth(TextTable rows, int column, IReadOnlyList<double> won) => [.. rows.Rows.Select((row, i) => won[i] > 0 && Values.Number(row[column]) is var number and > 0 ? number : 0)];

    static CaseTable Build(TextTable rows, HashSet<int> taken, double[] times, Func<int, Cell[], double, Case> make)
    {
        var (columns, readers, notes) = Typing.Of(rows, taken, times);
        if (columns.Count == 0) throw new BadTableException("No column is left to learn from.");
        return new(new(columns, [.. rows.Rows.Select((row, i) => make(i, [.. readers.Select(read => read(row))], times[i]))]), notes, false);
    }

    static HashSet<int> Taken(TextTable table, TableWish wish) =>
        [table.Column(wish.Time), table.Column(wish.Label), .. wish.Drop.Select(table.Column), .. wish.Amount is { } amount ? [table.Column(amount)] : Array.Empty<int>()];

    /// <summary>Rows in order of time, those without one left out.</summary>
    public static IReadOnlyList<(int Row, double Time)> Ordered(TextTable table, string column, Func<int, bool> wanted)
    {
        var index = table.Column(column);
        var texts = table.Rows.Select(row => row[index]).ToList();
        var numbers = texts.ConvertAll(Values.Number);
        var formats = numbers.Count(number => !double.IsNaN(number)) >= 0.9 * texts.Count(text => !Values.IsMissing(text)) && Values.TimeFormatOf(texts, 0.9) is null ? null : Values.TimeFormatOf(texts, 0.5)
            ?? throw new BadTableException($"\"{table.Header[index]}\" holds neither numbers nor dates in one form; it begins with {string.Join(", ", texts.Take(3).Select(text => $"\"{text}\""))}.");
        List<(int Row, double Time)> ordered = [.. Enumerable.Range(0, texts.Count).Where(wanted)
            .Select(i => (Row: i, Time: formats is null ? numbers[i] : Values.Time(texts[i], formats) ?? double.NaN))
            .Where(one => !double.IsNaN(one.Time)).OrderBy(one => one.Time)];
        return ordered.Count > 1 && ordered[0].Time == ordered[^1].Time
            ? throw new BadTableException($"\"{table.Header[index]}\" is the same in every row, so that none is earlier than another.")
            : ordered;
    }

    /// <summary>Columns that were plainly filled in when the outcome was known, and whether with the amount of won cases only.</summary>
    /// <param name="won">What became of the first rows; of the others nothing is known.</param>
    static IEnumerable<(int Column, bool IsAmount)> Telling(TextTable rows, HashSet<int> taken, IReadOnlyList<double> won)
    {
        if (won.Distinct().Count() < 2) yield break;
        for (var column = 0; column < rows.Header.Count; column++)
        {
            if (taken.Contains(column)) continue;
            var index = column;
            var texts = rows.Rows.Take(won.Count).Select(row => row[index]).ToList();
            double[] numbers = [.. texts.Select(text => Values.IsMissing(text) ? 0 : Values.Number(text))];
            if (!numbers.Any(double.IsNaN) && Enumerable.Range(0, won.Count).All(i => numbers[i] > 0 == won[i] > 0.5))
            {
                yield return (column, numbers.Distinct().Count() > 2);
                continue;
            }
            if (texts.Distinct().Count() <= Math.Max(20, texts.Count / 20) && Metrics.Auc(MeanBy(texts, won), won) >= TellsAll) yield return (column, false);
        }
    }

    static double[] MeanBy(List<string> texts, IReadOnlyList<double> won)
    {
        var means = Enumerable.Range(0, texts.Count).GroupBy(i => texts[i]).ToDictionary(group => group.Key, group => group.Average(i => won[i]));
        return [.. texts.Select(text => means[text])];
    }
}

/// <summary>What is wanted of a table.</summary>
/// <param name="Time">Column that orders the rows.</param>
/// <param name="Label">Column of the outcome.</param>
/// <param name="Drop">Columns that must not be used.</param>
/// <param name="Positive">Value that means won.</param>
/// <param name="Amount">Column that tells what won cases were worth.</param>
public sealed record TableWish(string Time, string Label, IReadOnlyList<string> Drop, string? Positive = null, string? Amount = null);
