using System.Globalization;
using TradeLive.Churn;
using TradeLive.Learning;
using TradeLive.ReadModel;
using TradeLive.Scoring;

namespace TradeLive.Models;

/// <summary>The risk that a customer leaves, by the champion; by the prior where there is none for the company's horizon.</summary>
sealed class ChurnScoring(Champions champions, ReadTables tables, IChurnScorer prior)
{
    const int EachWay = 3;
    const double Least = 0.0001, Most = 0.9999, LeastTold = 0.02;

    readonly Lock gate = new();
    (IReadOnlyList<Column> Columns, IReadOnlyDictionary<string, Case> Cases, (double Day, int Horizon, int Facts, bool ByCountry) Of)? known;

    /// <param name="due">Customers with what the prior needs to know of them.</param>
    /// <returns>Nothing for a customer who has never ordered.</returns>
    public IEnumerable<(string Customer, ChurnScore Score)> Of(IReadOnlyList<(string Id, CustomerFacts Facts)> due, int horizonDays, DateTimeOffset now)
    {
        var champion = champions.Serving(ModelTasks.Churn, horizonDays);
        var byCountry = champions.Allowed.ByCountry;
        var (columns, cases) = champion is null || due.Count == 0 ? ([], null) : Cases(horizonDays, byCountry, now);
        foreach (var (id, facts) in due)
        {
            var score = cases is not null && cases.TryGetValue(id, out var one) ? ByModel(champion!, ChurnOrders.Matched(one.Cells, columns, champion!.Model.Columns), byCountry, horizonDays, now) : prior.Score(facts, horizonDays, now);
            if (score is not null) yield return (id, score);
        }
    }

    // What the day of a case tells of all customers is worked out once a day, and again when anything has happened that it looks at.
    (IReadOnlyList<Column> Columns, IReadOnlyDictionary<string, Case>? Cases) Cases(int horizonDays, bool byCountry, DateTimeOffset now)
    {
        var of = (Math.Floor(Days.Of(now)) + 1, horizonDays, tables.Read(context => context.Customers.Sum(row => row.Facts)), byCountry);
        lock (gate)
        {
            if (known is { } present && present.Of == of) return (present.Columns, present.Cases);
            var history = ChurnOrders.Read(tables, byCountry);
            var cases = ChurnCases.At(history, of.Item1, horizonDays).ToDictionary(one => one.Group!, StringComparer.Ordinal);
            known = (ChurnCases.Columns(history), cases, of);
            return (known.Value.Columns, cases);
        }
    }

    static ChurnScore ByModel(NamedModel champion, Cell[] cells, bool byCountry, int horizonDays, DateTimeOffset now)
    {
        var (start, all) = champion.Model.Explain(cells);
        // A champion may have learnt from the country before it was switched off: that neither adds nor takes, also not as something that is missing.
        List<Contribution> contributions = [.. all.Where(part => byCountry || !ChurnOrders.TellsCountry(part.Column))];
        var risk = Math.Round(Math.Clamp(Calibration.Sigmoid(start + contributions.Sum(part => part.Weight)), Least, Most), 4);
        var reasons = Reasons(contributions);
        return new(risk, horizonDays, reasons, champion.Name, now) { Base = start, Rest = Math.Log(risk / (1 - risk)) - start - reasons.Sum(reason => reason.Weight) };
    }

    static List<ScoreReason> Reasons(IReadOnlyList<Contribution> contributions)
    {
        var told = contributions.Where(one => Math.Abs(one.Weight) >= LeastTold).OrderByDescending(one => Math.Abs(one.Weight)).ThenBy(one => one.Column.Name, StringComparer.Ordinal).ToList();
        return [.. told.Where(one => one.Weight > 0).Take(EachWay).Concat(told.Where(one => one.Weight < 0).Take(EachWay)).OrderByDescending(one => Math.Abs(one.Weight))
            .Select(one => new ScoreReason(Told.Contains(one.Column.Name) ? $"by-{one.Column.Name}" : "feature", one.Weight, new Dictionary<string, string>
            {
                ["column"] = one.Column.Name,
                ["value"] = Said(one),
                ["left"] = Math.Round(one.Evidence.Sum).ToString(CultureInfo.InvariantCulture),
                ["known"] = Math.Round(one.Evidence.Count).ToString(CultureInfo.InvariantCulture),
            }))];
    }

    /// <summary>Columns that the user interface has words of its own for.</summary>
    internal static readonly HashSet<string> Told =
    [
        "recency", "frequency", "monetary", "age", "spend", "lastAmount", "meanGap", "gapSpread", "recencyToGap", "recencyToLongestGap", "orders30", "orders90", "orders180", "spend90", "trend",
        "amountTrend", "cancels", "cancelShare", ChurnCases.Silent, "country", .. CustomerSigns.Columns.Select(column => column.Name),
    ];

    static readonly HashSet<string> Plain = ["gapSpread", "trend", "amountTrend", "cancels", "cancelShare", ChurnCases.Silent];

    static string Said(Contribution one) => one.Value.Word
        ?? (double.IsNaN(one.Value.Number) ? "–" : one.Column.Name == ChurnCases.Silent
            ? Calibration.Sigmoid(one.Value.Number).ToString("P0", CultureInfo.InvariantCulture).Replace(" ", "", StringComparison.Ordinal)
            : Math.Round(Plain.Contains(one.Column.Name) ? one.Value.Number : Math.Exp(one.Value.Number) - 1, 1).ToString(CultureInfo.InvariantCulture));
}
