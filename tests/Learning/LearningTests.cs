using TradeLive.Churn;
using TradeLive.Learning;

namespace TradeLive.Tests.Learning;

public sealed class LearningTests
{
    static readonly Column[] Columns = [new("country", ColumnKind.Word), new("quantity", ColumnKind.Number), new("noise", ColumnKind.Number)];

    /// <summary>German buyers and large quantities win more often, as strongly as <paramref name="signal"/> says.</summary>
    static CaseSet Made(int count, double signal, int seed = 7)
    {
        var random = new Random(seed);
        string[] countries = ["DE", "US", "BR", "IN"];
        return new(Columns, [.. Enumerable.Range(0, count).Select(i =>
        {
            var country = countries[random.Next(countries.Length)];
            var quantity = Math.Exp(random.NextDouble() * 6);
            var chance = 1 / (1 + Math.Exp(-signal * ((country == "DE" ? 2 : -0.7) + Math.Log(quantity) - 3)));
            Cell[] cells = [Cell.Of(country), Cell.Of(quantity), Cell.Of(random.NextDouble())];
            return new Case(cells, i, random.NextDouble() < chance ? 1 : 0, Math.BitIncrement(i));
        })]);
    }

    static TrainedModel Learnt(CaseSet set, string? name = null)
    {
        var training = new Training("win", TimeProvider.System, 1);
        var choice = training.Choose(set);
        return training.Learn(set, choice, name ?? choice.Chosen);
    }

    [Theory]
    [InlineData(true), InlineData(false)]
    public void What_comes_later_changes_no_earlier_feature(bool isChance)
    {
        var set = Made(400, 1);
        if (!isChance) set = set with { Cases = [.. set.Cases.Select(one => one with { Outcome = Math.Log(1 + one.Cells[1].Number) + one.Outcome })] };
        var otherwise = set with { Cases = [.. set.Cases.Take(300), .. set.Cases.Skip(300).Select(one => one with { Outcome = 1 - 3 * one.Outcome })] };
        var start = isChance ? 0.15 : double.NaN;

        var (_, vectors) = Encoder.Fit(set, start, isChance);
        var (_, changed) = Encoder.Fit(otherwise, start, isChance);

        Assert.All(Enumerable.Range(0, 300), i => Assert.Equal(vectors[i], changed[i]));
        Assert.NotEqual(vectors[399], changed[399]);
    }

    [Fact]
    public void How_strongly_a_rate_is_shrunk_is_learnt_as_outcomes_come()
    {
        var (encoder, vectors) = Encoder.Fit(Made(800, 3), 0.15, isChance: true);
        var country = encoder.Codes[0].Start;

        Assert.True(Math.Abs(vectors[20][country]) < Math.Abs(vectors[799][country]), $"{vectors[20][country]}, {vectors[799][country]}");
        Assert.NotEqual(200, encoder.Save().Rates.Strengths[0]);
    }

    [Theory]
    [InlineData("DE"), InlineData("never seen"), InlineData(null)]
    public void A_case_is_served_the_features_that_training_would_have_given_it(string? country)
    {
        var random = new Random(6);
        string?[] countries = ["DE", "US", "BR", null];
        var set = new CaseSet([new("country", ColumnKind.Word)], [.. Enumerable.Range(0, 512).Select(i =>
        {
            var from = random.Next(countries.Length);
            return new Case([Cell.Of(countries[from])], i, random.Next(5) < from ? 1 : 0, Math.BitIncrement(i));
        })]);
        Cell[] next = [Cell.Of(country)];

        var (_, trained) = Encoder.Fit(set with { Cases = [.. set.Cases, new Case(next, 512, 1, 513)] }, 0.15, isChance: true);

        Assert.Equal(trained[^1], Encoder.Fit(set, 0.15, isChance: true).Encoder.Encode(next));
    }

    [Fact]
    public void Many_are_scored_as_each_alone()
    {
        var set = Made(500, 1);
        var model = Learnt(set, Candidates.Blend);

        Assert.Equal(set.Cases.Select(one => model.Score(one.Cells)), model.Scores([.. set.Cases.Select(one => one.Cells)]));
    }

    [Fact]
    public void An_outcome_teaches_nothing_before_it_is_known()
    {
        var set = Made(50, 1);
        var late = set with { Cases = [.. set.Cases.Select(one => one with { KnownAt = 1000 })] };

        var (encoder, vectors) = Encoder.Fit(late, 0.15, isChance: true);

        Assert.All(vectors, vector => Assert.All(encoder.Codes, code => Assert.Equal(0, vector[code.Start])));
    }

    [Fact]
    public void Where_there_is_no_signal_the_prior_is_kept()
    {
        var choice = new Training("win", TimeProvider.System, 1).Choose(Made(600, 0));

        Assert.Equal(Candidates.Prior, choice.Chosen);
    }

    [Fact]
    public void Where_there_is_signal_a_challenger_passes_the_gate()
    {
        var choice = new Training("win", TimeProvider.System, 1).Choose(Made(600, 1));

        Assert.NotEqual(Candidates.Prior, choice.Chosen);
        Assert.True(choice.Gain.High < 0, $"{choice.Gain}");
        Assert.True(choice.Trial.Auc > 0.75, $"{choice.Trial.Auc}");
    }

    [Fact]
    public void A_model_says_the_same_after_it_was_stored()
    {
        var set = Made(400, 1);
        var model = Learnt(set, Candidates.FastTree);
        using var file = new MemoryStream();
        model.Save(file);
        file.Position = 0;

        var read = TrainedModel.Load(file);

        Assert.Equal(model.Card, read.Card);
        Assert.All(set.Cases, one => Assert.Equal(model.Score(one.Cells), read.Score(one.Cells)));
    }

    [Fact]
    public void A_damaged_model_and_one_of_another_form_are_refused()
    {
        using var file = new MemoryStream();
        Learnt(Made(100, 1), Candidates.ShrunkRates).Save(file);
        var damaged = file.ToArray();
        damaged[^20] ^= 0xff;
        var newer = file.ToArray();
        newer[0] = 9;

        Assert.Contains("damaged", Assert.Throws<BadModelException>(() => TrainedModel.Load(new MemoryStream(damaged))).Message, StringComparison.Ordinal);
        Assert.Contains("form 9", Assert.Throws<BadModelException>(() => TrainedModel.Load(new MemoryStream(newer))).Message, StringComparison.Ordinal);
        Assert.Throws<BadModelException>(() => TrainedModel.Load(new MemoryStream(file.ToArray()[..40])));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(-1, false)]
    [InlineData(9, false)]
    public void A_tree_that_asks_what_is_not_there_is_not_sound(int feature, bool sound) =>
        Assert.Equal(sound, Forest.IsSound([new(feature, 0, 1, 2, 0, 1), Leaf, Leaf], [0], 9));

    [Fact]
    public void A_tree_that_leads_round_or_nowhere_is_not_sound()
    {
        Assert.False(Forest.IsSound([new(0, 0, 0, 1, 0, 1), Leaf], [0], 1));
        Assert.False(Forest.IsSound([new(0, 0, 1, 7, 0, 1), Leaf], [0], 1));
        Assert.False(Forest.IsSound([Leaf], [0, 0], 1));
    }

    static readonly Forest.Node Leaf = new(-1, 0, -1, -1, 1, 1);

    [Fact]
    public void A_small_file_that_unpacks_to_more_than_memory_holds_is_refused()
    {
        using var file = new MemoryStream();
        using var good = new MemoryStream();
        Learnt(Made(100, 1), Candidates.ShrunkRates).Save(good);
        file.Write(good.ToArray().AsSpan(0, 33));
        using (var gzip = new System.IO.Compression.GZipStream(file, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
            for (var i = 0; i < 300; i++) gzip.Write(new byte[1 << 20]);
        file.Position = 0;
        Assert.Contains("larger than 256 MB", Assert.Throws<BadModelException>(() => TrainedModel.Load(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Calibration_never_turns_the_ranking_round()
    {
        double[] scores = [.. Enumerable.Range(0, 100).Select(i => i / 25.0 - 2)];

        Assert.Equal(Calibration.None, Calibration.Fit(scores, [.. scores.Select(score => score < 0 ? 1.0 : 0)]));
        Assert.True(Calibration.Fit(scores, [.. scores.Select(score => score > 0 ? 1.0 : 0)]).Slope > 1);
    }

    [Fact]
    public void Calibration_makes_overconfident_scores_true()
    {
        var random = new Random(3);
        double[] true_ = [.. Enumerable.Range(0, 4000).Select(_ => random.NextDouble() * 4 - 2)];
        double[] outcomes = [.. true_.Select(logOdds => random.NextDouble() < Calibration.Sigmoid(logOdds) ? 1.0 : 0)];

        var fitted = Calibration.Fit([.. true_.Select(logOdds => 3 * logOdds + 1)], outcomes);

        Assert.Equal(1 / 3.0, fitted.Slope, 1);
        Assert.True(Metrics.Ece([.. true_.Select(logOdds => fitted.Chance(3 * logOdds + 1))], outcomes) < 0.03);
    }

    [Theory]
    [InlineData(0.2, 0), InlineData(-0.2, 0), InlineData(1, 0.75), InlineData(-1, -0.75)]
    public void What_one_moment_is_off_by_counts_for_later_ones_only_beyond_what_moments_differ_by(double off, double taken)
    {
        var random = new Random(4);
        double[] scores = [.. Enumerable.Range(0, 6000).Select(_ => random.NextDouble() * 4 - 2)];
        double[] outcomes = [.. scores.Select(score => random.NextDouble() < Calibration.Sigmoid(score + off) ? 1.0 : 0)];

        var lasting = Calibration.FitToMoment(scores, outcomes);

        Assert.Equal(off, Calibration.Fit(scores, outcomes).Offset, 0.1);
        Assert.Equal(taken, lasting.Offset, 0.1);
        Assert.Equal(1, lasting.Slope, 0.1);
    }

    [Fact]
    public void The_longer_a_customer_is_silent_beyond_his_rhythm_the_likelier_he_has_left()
    {
        var model = BgNbd.Fit([.. Enumerable.Range(0, 300).Select(i => new Buying(i % 6, i % 6 == 0 ? 0 : 20 + i % 6 * 12, 150 + i % 40))]);

        var soon = model.Silent(new(5, 140, 150), 90);
        var late = model.Silent(new(5, 60, 150), 90);

        Assert.InRange(soon, 0.001, late);
        Assert.True(late < 0.999);
    }
}
