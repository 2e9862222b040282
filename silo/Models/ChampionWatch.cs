using System.Globalization;
using TradeLive.Learning;
using TradeLive.Scoring;

namespace TradeLive.Models;

/// <summary>Whether the world has moved on since a champion learnt: what it is asked, what comes true, and whether what it says still does. Pure.</summary>
/// <param name="Shifts">The most moved first.</param>
/// <param name="Said">What it said and what came true since it learnt.</param>
sealed record ChampionWatch(
    string Task, int Asked, IReadOnlyList<ColumnShift> Shifts, int Known, int Closed, MeanShift Outcomes, MeanShift Said, IReadOnlyList<CalibrationMonth> Months)
{
    const int MostColumns = 8, MostMonths = 12, MostNamed = 3;

    bool IsChance => Task != ModelTasks.Amount;

    public static ChampionWatch Of(TrainedModel champion, TrainingGround ground)
    {
        var learnt = Days.Of(champion.Card.TrainedAt);
        var isChance = ground.Task != ModelTasks.Amount;
        List<Case> then = [.. ground.Set.Cases.Where(one => one.KnownAt <= learnt)];
        var since = new List<(Case Case, double Said)>();
        foreach (var (place, one) in ground.Set.Cases.Index().Where(one => one.Item.KnownAt > learnt + NewAfter(ground)))
        {
            var cells = ground.CellsFor(place, champion.Columns);
            since.Add((one, isChance ? champion.Chance(cells) : champion.Score(cells)));
        }
        List<Case> closed = since.ConvertAll(one => one.Case);
        var (before, lately) = ground.Asked(learnt);
        return new(
            ground.Task, lately.Count, Drift.Columns(ground.Set.Columns, before, lately), then.Count, closed.Count, Drift.Outcomes(then, closed, isChance),
            Drift.Calibration(since, isChance), [.. ModelFiguresOf.Months(since, isChance).TakeLast(MostMonths)]);
    }

    // A customer's next days are looked at again every few: only after some of them is what became of him not nearly what was learnt from.
    static double NewAfter(TrainingGround ground) => ground.HorizonDays is { } days ? Math.Max(7, days / 6.0) : 0;

    /// <summary>What the register keeps of it.</summary>
    public ModelWatch Found(int version, DateTimeOffset now) => new(
        now, version, Asked, [.. Shifts.Take(MostColumns).Select(one => new ColumnDrift(one.Column.Name, Math.Round(one.Psi, 3)))], Closed,
        Known == 0 ? null : Plain(Outcomes.Then), Closed == 0 ? null : Plain(Outcomes.Now), Months);

    /// <summary>What a person should look at.</summary>
    public IReadOnlyList<DriftFound> Alerts
    {
        get
        {
            var found = new List<DriftFound>();
            if (Outcomes.IsFar) found.Add(new(IsChance ? "drift-rate" : "drift-amount", Of(("then", Text(Outcomes.Then)), ("now", Text(Outcomes.Now)))));
            if (Said.IsFar) found.Add(new(IsChance ? "drift-calibration" : "drift-calibration-amount", Of(("said", Text(Said.Then)), ("true", Text(Said.Now)))));
            var far = Shifts.Where(one => one.IsFar).Take(MostNamed).Select(one => $"{one.Column.Name} ({one.Psi.ToString("0.00", CultureInfo.InvariantCulture)})").ToList();
            if (far.Count > 0) found.Add(new("drift-feature", Of(("columns", string.Join(", ", far)))));
            return found;
        }
    }

    double Plain(double mean) => ModelFiguresOf.Plain(mean, IsChance);

    string Text(double mean) => IsChance ? $"{(mean * 100).ToString("0.#", CultureInfo.InvariantCulture)} %" : Math.Round(Math.Exp(mean)).ToString(CultureInfo.InvariantCulture);

    static Dictionary<string, string> Of(params ReadOnlySpan<(string Name, string Value)> data)
    {
        var said = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in data) said[name] = value;
        return said;
    }
}
