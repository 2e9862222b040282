using TradeLive.Learning;

namespace TradeLive.Tests.Learning;

/// <summary>Why a score is what it is.</summary>
public sealed class ReasonTests
{
    static readonly Column[] Columns =
    [
        new("country", ColumnKind.Word), new("source", ColumnKind.Word), new("quantity", ColumnKind.Number), new("sample", ColumnKind.Number),
        new("language", ColumnKind.Word), new("length", ColumnKind.Number), new("noise", ColumnKind.Number),
    ];

    /// <summary>Inquiries in which country, source, quantity, a sample asked for, language and length all count, each known by how much.</summary>
    static CaseSet Made(int count, int seed = 7)
    {
        var random = new Random(seed);
        return new(Columns, [.. Enumerable.Range(0, count).Select(i =>
        {
            int country = random.Next(4), source = random.Next(3), sample = random.Next(2), language = random.Next(2);
            double quantity = random.NextDouble() * 6, length = random.NextDouble() * 4;
            var logOdds = 1.2 * (country - 1.5) + 0.9 * (source - 1) + 0.7 * (quantity - 3) + 1.4 * (sample - 0.5) + 1.1 * (language - 0.5) + 0.3 * (length - 2);
            Cell[] cells = [Cell.Of($"c{country}"), Cell.Of($"s{source}"), Cell.Of(Math.Exp(quantity)), Cell.Of(sample == 1), Cell.Of($"l{language}"), Cell.Of(length), Cell.Of(random.NextDouble())];
            return new Case(cells, i, random.NextDouble() < Calibration.Sigmoid(logOdds) ? 1 : 0, Math.BitIncrement(i));
        })]);
    }

    static TrainedModel Learnt(CaseSet set, string? name = null)
    {
        var training = new Training("win", TimeProvider.System, 1);
        var choice = training.Choose(set);
        return training.Learn(set, choice, name ?? choice.Chosen);
    }

    [Theory]
    [InlineData(Candidates.NaiveBayes), InlineData(Candidates.ShrunkRates), InlineData(Candidates.Logistic), InlineData(Candidates.FastTree), InlineData(Candidates.LightGbm), InlineData(Candidates.Blend)]
    public void Contributions_add_up_to_the_score(string candidate)
    {
        var set = Made(500);
        var model = Learnt(set, candidate);

        foreach (var one in set.Cases.Take(50))
        {
            var (start, contributions) = model.Explain(one.Cells);
            Assert.Equal(model.Score(one.Cells), start + contributions.Sum(part => part.Weight), 3);
        }
    }

    [Fact]
    public void The_strongest_for_and_against_are_named_strongest_first_with_their_evidence()
    {
        var set = Made(1500);
        var model = Learnt(set, Candidates.Blend);

        foreach (var one in set.Cases.Take(50))
        {
            var (_, all) = model.Explain(one.Cells);
            var (favour, against) = model.Reasons(one.Cells);

            Assert.Equal(all.Where(part => part.Weight > 0).OrderByDescending(part => part.Weight).Take(3), favour);
            Assert.Equal(all.Where(part => part.Weight < 0).OrderBy(part => part.Weight).Take(3), against);
            var country = all.Single(part => part.Column.Name == "country");
            Assert.Equal(set.Cases.Count(other => other.Cells[0] == one.Cells[0]), country.Evidence.Count);
            Assert.Equal(set.Cases.Count(other => other.Cells[0] == one.Cells[0] && other.Outcome > 0.5), country.Evidence.Sum);
        }
    }

    [Fact]
    public void Where_nothing_was_learnt_no_reason_is_given()
    {
        var set = Made(300);
        var (favour, against) = Learnt(set, Candidates.Prior).Reasons(set.Cases[0].Cells);

        Assert.Empty(favour);
        Assert.Empty(against);
    }

    /// <summary>Adds cases of random content and outcome, one in twenty.</summary>
    static CaseSet WithNoiseRows(CaseSet set, int seed)
    {
        var random = new Random(seed);
        List<Case> cases = [.. set.Cases];
        for (var i = 0; i < set.Cases.Count / 20; i++)
        {
            var at = random.Next(cases.Count);
            Cell[] cells = [.. Enumerable.Range(0, Columns.Length).Select(column => set.Cases[random.Next(set.Cases.Count)].Cells[column])];
            cases.Insert(at, cases[at] with { Cells = cells, Outcome = random.Next(2) });
        }
        return set with { Cases = cases };
    }

    [Theory]
    [InlineData(1), InlineData(2)]
    public void Reasons_stay_when_noise_rows_are_added(int seed)
    {
        var set = Made(2000);
        AssertSame(set, Learnt(set, Candidates.Blend), Learnt(WithNoiseRows(set, seed), Candidates.Blend), cells => cells);
    }

    [Fact]
    public void Reasons_stay_when_columns_of_noise_are_added()
    {
        var (set, random) = (Made(2000), new Random(8));
        Cell[] Noisy(Cell[] cells) => [.. cells, Cell.Of(random.NextDouble()), Cell.Of($"n{random.Next(30)}")];
        var noisy = new CaseSet([.. Columns, new("noise2", ColumnKind.Number), new("noise3", ColumnKind.Word)], [.. set.Cases.Select(one => one with { Cells = Noisy(one.Cells) })]);

        AssertSame(set, Learnt(set, Candidates.Blend), Learnt(noisy, Candidates.Blend), Noisy);
    }

    // The strongest reason each way, of 200 cases; and of the three strongest nearly all.
    static void AssertSame(CaseSet set, TrainedModel one, TrainedModel other, Func<Cell[], Cell[]> noisy)
    {
        double first = 0, shared = 0, named = 0;
        foreach (var cells in set.Cases.Take(200).Select(one => one.Cells))
        {
            var (before, after) = (one.Reasons(cells), other.Reasons(noisy(cells)));
            foreach (var (was, becomes) in new[] { (before.For, after.For), (before.Against, after.Against) })
            {
                if (was.Count == 0) continue;
                first += becomes.Count > 0 && was[0].Column == becomes[0].Column ? 1 : 0;
                shared += was.Count(reason => becomes.Any(again => again.Column == reason.Column)) / (double)was.Count;
                named++;
            }
        }
        Assert.True(first / named >= 0.85, $"{first / named:0.00} of the strongest reasons are the same");
        Assert.True(shared / named >= 0.85, $"{shared / named:0.00} of the three strongest are the same");
    }
}
