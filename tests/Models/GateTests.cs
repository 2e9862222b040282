using TradeLive.Learning;

namespace TradeLive.Tests.Models;

/// <summary>Which challengers the gate lets through.</summary>
public sealed class GateTests
{
    const int Each = 300;

    /// <summary>Three windows of outcomes that come true with a chance known to the test.</summary>
    /// <param name="challenger">What the challenger says where the chance is so.</param>
    static List<GateWindow> Windows(Func<double, double> challenger, Func<double, double> champion, int windows = 3)
    {
        var random = new Random(7);
        return [.. Enumerable.Range(0, windows).Select(window =>
        {
            double[] chances = [.. Enumerable.Range(0, Each).Select(_ => 0.05 + 0.9 * random.NextDouble())];
            return new GateWindow(
                [.. chances.Select(challenger)], [.. chances.Select(champion)], [.. chances.Select(chance => random.NextDouble() < chance ? 1.0 : 0)], [.. chances.Select((_, i) => $"{window}-{i}")]);
        })];
    }

    [Fact]
    public void A_challenger_that_knows_more_is_let_through()
    {
        var verdict = Gate.Judge(Windows(chance => chance, _ => 0.5), isChance: true);
        Assert.Equal((true, Gate.Better), (verdict.Promotes, verdict.Code));
        Assert.True(verdict.Difference.High < 0 && verdict.Auc > 0.7 && verdict.Slope is > 0.7 and < 1.3, $"{verdict}");
    }

    [Fact]
    public void A_challenger_that_knows_the_same_is_refused() => Assert.Equal(Gate.NotBetter, Gate.Judge(Windows(chance => chance, chance => chance), isChance: true).Code);

    [Fact]
    public void A_challenger_that_knows_less_is_refused() => Assert.Equal(Gate.NotBetter, Gate.Judge(Windows(_ => 0.5, chance => chance), isChance: true).Code);

    // Surely better on average, since what serves is far off; but all it says is the same.
    [Fact]
    public void A_challenger_that_is_nearer_but_ranks_worse_is_refused() =>
        Assert.Contains(Gate.Judge(Windows(_ => 0.5, chance => Math.Pow(chance, 8) * 0.02 + 1e-4), isChance: true).Code, new[] { Gate.RanksWorse, Gate.TurnedRound });

    [Fact]
    public void A_challenger_that_is_turned_round_is_refused() => Assert.Equal(Gate.TurnedRound, Gate.Judge(Windows(chance => 0.55 - 0.1 * chance, _ => 0.001), isChance: true).Code);

    [Fact]
    public void A_challenger_that_is_far_from_what_comes_true_is_refused() =>
        Assert.Equal(Gate.OffCalibration, Gate.Judge(Windows(chance => Math.Min(0.99, chance + 0.25), _ => 0.001), isChance: true).Code);

    [Fact]
    public void Two_cut_offs_are_too_few_to_judge() => Assert.Equal(Gate.TooFewCutoffs, Gate.Judge(Windows(chance => chance, _ => 0.5, windows: 2), isChance: true).Code);

    [Fact]
    public void Amounts_are_judged_by_the_error_of_their_logs()
    {
        var random = new Random(7);
        GateWindow Window(double noise) => new(
            [.. Enumerable.Range(0, 50).Select(i => i + noise * random.NextDouble())], [.. Enumerable.Range(0, 50).Select(i => i + 1.0)], [.. Enumerable.Range(0, 50).Select(i => (double)i)], [.. Enumerable.Range(0, 50).Select(i => $"{i}")]);
        Assert.True(Gate.Judge([Window(0.1), Window(0.1), Window(0.1)], isChance: false).Promotes);
        Assert.False(Gate.Judge([Window(4), Window(4), Window(4)], isChance: false).Promotes);
    }

    [Fact]
    public void Drift_is_seen_in_what_is_asked_and_in_what_comes_true()
    {
        var random = new Random(7);
        Column[] columns = [new("source", ColumnKind.Word), new("quantity", ColumnKind.Number)];
        Cell[] Cells(string source, double more) => [Cell.Of(source), Cell.Of(more + random.NextDouble())];
        var then = new CaseSet(columns, [.. Enumerable.Range(0, 500).Select(i => new Case(Cells(i % 2 == 0 ? "alibaba" : "web", 0), i, random.NextDouble() < 0.11 ? 1 : 0, i))]);
        Case[] Closed(double rate) => [.. Enumerable.Range(0, 300).Select(i => new Case([], 500 + i, random.NextDouble() < rate ? 1 : 0, 500 + i))];
        Assert.DoesNotContain(Drift.Columns(columns, [.. then.Cases.Select(one => one.Cells)], [.. Enumerable.Range(0, 300).Select(i => Cells(i % 2 == 0 ? "alibaba" : "web", 0))]), one => one.IsFar);
        Assert.False(Drift.Outcomes(then.Cases, Closed(0.11), true).IsFar);
        Assert.Equal("source", Drift.Columns(columns, [.. then.Cases.Select(one => one.Cells)], [.. Enumerable.Range(0, 300).Select(_ => Cells("amazon", 0))]).Single(one => one.IsFar).Column.Name);
        Assert.True(Drift.Outcomes(then.Cases, Closed(0.31), true).IsFar);
        Assert.True(Drift.Calibration([.. Closed(0.31).Select(one => (one, 0.11))], true).IsFar);
        Assert.False(Drift.Calibration([.. Closed(0.31).Select(one => (one, 0.31))], true).IsFar);
    }

    [Fact]
    public void Typical_amounts_that_stay_are_no_drift_and_those_that_double_are()
    {
        var random = new Random(7);
        Case[] Logs(double mean) => [.. Enumerable.Range(0, 300).Select(i => new Case([], i, mean + 2 * random.NextDouble(), i))];
        Assert.False(Drift.Outcomes(Logs(8), Logs(8), false).IsFar);
        Assert.True(Drift.Outcomes(Logs(8), Logs(8 + Math.Log(2)), false).IsFar);
    }

    [Fact]
    public void A_shift_that_is_sure_but_small_is_no_drift()
    {
        Case[] Cases(double rate) => [.. Enumerable.Range(0, 20_000).Select(i => new Case([], i, i < 20_000 * rate ? 1 : 0, i))];
        Assert.True(Drift.Outcomes(Cases(0.50), Cases(0.54), true) is { Sigmas: > 4, IsFar: false });
        Assert.True(Drift.Outcomes(Cases(0.50), Cases(0.60), true).IsFar);
    }

    [Fact]
    public void A_customer_who_is_looked_at_ten_times_says_no_more_than_one_who_is_once()
    {
        Case[] Cases(int rate, int times) => [.. Enumerable.Range(0, 100 * times).Select(i => new Case([], i, i % 100 < rate ? 1 : 0, i, Group: $"C-{i % 100}"))];
        Assert.Equal(Drift.Outcomes(Cases(20, 1), Cases(40, 1), true).Sigmas, Drift.Outcomes(Cases(20, 10), Cases(40, 10), true).Sigmas, 6);
    }

    [Fact]
    public void Ten_moments_of_one_inquiry_say_no_more_than_one()
    {
        var random = new Random(7);
        Case[] Cases(double rate, int moments) => [.. Enumerable.Range(0, 200).SelectMany(i => Enumerable.Repeat(random.NextDouble() < rate ? 1.0 : 0, moments).Select(won => new Case([], i, won, i, Weight: 1.0 / moments)))];
        var once = Drift.Outcomes(Cases(0.2, 1), Cases(0.3, 1), true).Sigmas;
        random = new(7);
        Assert.Equal(once, Drift.Outcomes(Cases(0.2, 10), Cases(0.3, 10), true).Sigmas, 6);
    }
}
