using TradeLive.Learning;

namespace TradeLive.Tests.Learning;

/// <summary>Tables of kinds that companies bring, made by chance from a seed. The first cases are learnt from, the rest judged by.</summary>
static class MadeTables
{
    /// <summary>What a kind of table consists of.</summary>
    /// <param name="LogOdds">Of winning, by the cells and how far along the table the case is, from 0 to 1.</param>
    sealed record Kind(int Learnt, int Judged, IReadOnlyList<Column> Columns, Func<Dice, Cell[]> Cells, Func<Cell[], double, double> LogOdds);

    /// <summary>By name; each is learnt from as many of its first cases as are told.</summary>
    public static readonly IReadOnlyList<string> Names =
        ["additive", "additive, 150 rows", "additive, 400 rows", "interactions", "one strong column among noise", "rates of many rare values", "90 % missing",
            "90 % missing, many columns", "rare outcome", "drifting share", "heavy tails", "dates as text", "no signal", "one number, up and down"];

    public static (CaseSet Learnt, IReadOnlyList<Case> Judged) Of(string name, int seed)
    {
        var dice = new Dice(seed);
        var kind = KindOf(name, dice);
        var count = kind.Learnt + kind.Judged;
        var cases = Enumerable.Range(0, count).Select(i =>
        {
            var cells = kind.Cells(dice);
            return new Case(cells, i, dice.Chance(Calibration.Sigmoid(kind.LogOdds(cells, i / (double)count))) ? 1 : 0, Math.BitIncrement(i));
        }).ToList();
        return (new(kind.Columns, [.. cases.Take(kind.Learnt)]), [.. cases.Skip(kind.Learnt)]);
    }

    static Kind KindOf(string name, Dice dice) => name switch
    {
        "additive" => Additive(dice, 1000, 8, 0.5),
        "additive, 150 rows" => Additive(dice, 150, 8, 0.5),
        "additive, 400 rows" => Additive(dice, 400, 8, 0.5),
        "interactions" => new(1200, 1500, Words(4), Pick(4, 3), (cells, _) => -0.3 + (cells[0].Word == cells[1].Word ? 1.6 : -0.6) + (cells[2].Word == "v0" && cells[3].Word == "v1" ? 1.5 : 0)),
        "one strong column among noise" => new(800, 1500, [.. Words(10), .. Numbers(10)], dice => [.. Pick(10, 6)(dice), .. Normals(10)(dice)], (cells, _) => -0.5 + (cells[0].Word is "v0" or "v1" ? 2 : -1)),
        "rates of many rare values" => Rare(dice),
        "90 % missing" => Missing(dice, 6),
        "90 % missing, many columns" => Missing(dice, 20),
        "rare outcome" => Additive(dice, 1500, 6, 0.7, -4.1),
        "drifting share" => Drifting(dice),
        "heavy tails" => new(800, 1500, Numbers(5), dice => [.. Normals(5)(dice).Select(cell => Cell.Of(Math.Exp(3 * cell.Number)))], (cells, _) => 0.5 * Math.Log(cells[0].Number) / 3 - 0.6 * Math.Log(cells[1].Number) / 3 - 0.8),
        "dates as text" => new(600, 1500, [.. Words(2), new("signed", ColumnKind.Word)], dice => [.. Pick(2, 5)(dice), Cell.Of($"2024-{1 + dice.Below(12):00}-{1 + dice.Below(28):00}")], (cells, _) => cells[0].Word is "v0" or "v1" ? 0.8 : -0.8),
        "no signal" => new(600, 1500, [.. Words(4), .. Numbers(3)], dice => [.. Pick(4, 6)(dice), .. Normals(3)(dice)], (_, _) => -0.8),
        "one number, up and down" => new(800, 1500, Numbers(3), Normals(3), (cells, _) => 1.2 - 1.5 * Math.Abs(cells[0].Number)),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };

    static Kind Additive(Dice dice, int learnt, int columns, double spread, double usual = -0.7)
    {
        var effects = Effects(dice, columns, 5, spread);
        return new(learnt, 1500, Words(columns), Pick(columns, 5), (cells, _) => usual + cells.Select((cell, column) => Effect(effects, column, cell)).Sum());
    }

    static Kind Rare(Dice dice)
    {
        var effects = Effects(dice, 2, 150, 1);
        return new(1200, 1500, Words(2), Pick(2, 150), (cells, _) => -0.7 + Effect(effects, 0, cells[0]) + Effect(effects, 1, cells[1]));
    }

    static Kind Missing(Dice dice, int columns)
    {
        var effects = Effects(dice, columns, 4, 1);
        return new(800, 1500, Words(columns), die => [.. Pick(columns, 4)(die).Select(cell => die.Chance(0.9) ? Cell.Of((string?)null) : cell)],
            (cells, _) => -0.6 + cells.Select((cell, column) => Effect(effects, column, cell)).Sum());
    }

    static Kind Drifting(Dice dice)
    {
        var effects = Effects(dice, 4, 5, 0.6);
        return new(1000, 700, Words(4), Pick(4, 5), (cells, time) => -2 + 2 * time + cells.Select((cell, column) => Effect(effects, column, cell)).Sum());
    }

    static double Effect(double[][] effects, int column, Cell cell) => cell.Word is { } word ? effects[column][int.Parse(word[1..], System.Globalization.CultureInfo.InvariantCulture)] : 0;

    static double[][] Effects(Dice dice, int columns, int values, double spread) => [.. Enumerable.Range(0, columns).Select(_ => Enumerable.Range(0, values).Select(_ => spread * dice.Normal()).ToArray())];

    static Column[] Words(int count) => [.. Enumerable.Range(0, count).Select(i => new Column($"word{i}", ColumnKind.Word))];

    static Column[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(i => new Column($"number{i}", ColumnKind.Number))];

    static Func<Dice, Cell[]> Pick(int columns, int values) => dice => [.. Enumerable.Range(0, columns).Select(_ => Cell.Of($"v{dice.Below(values)}"))];

    static Func<Dice, Cell[]> Normals(int columns) => dice => [.. Enumerable.Range(0, columns).Select(_ => Cell.Of(dice.Normal()))];

    sealed class Dice(int seed)
    {
        readonly Random random = new(seed);

        public int Below(int count) => random.Next(count);

        public bool Chance(double chance) => random.NextDouble() < chance;

        public double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
    }
}
