using TradeLive.Learning;

namespace TradeLive.Tests.Learning;

/// <summary>What is learnt from the first few outcomes of a company.</summary>
public sealed class ColdStartTests
{
    const int Later = 1500, Companies = 4;

    static readonly Column[] Columns =
        [new("source", ColumnKind.Word), new("country", ColumnKind.Word), new("product", ColumnKind.Word), new("visits", ColumnKind.Number), new("minutes", ColumnKind.Number), new("colour", ColumnKind.Word)];

    /// <summary>Inquiries whose source, country and product count, as do minutes spent; visits count in part, colour not at all.</summary>
    static CaseSet Inquiries(int count, int seed)
    {
        var random = new Random(seed);
        double[] sources = Effects(5, 1.2), countries = Effects(25, 0.6), products = Effects(12, 0.5);
        return new(Columns, [.. Enumerable.Range(0, count).Select(Inquiry)]);

        double[] Effects(int values, double spread) => [.. Enumerable.Range(0, values).Select(_ => spread * Normal())];
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        int Usual(int values) => (int)(values * Math.Pow(random.NextDouble(), 2));

        Case Inquiry(int at)
        {
            var (source, country, product) = (Usual(5), Usual(25), Usual(12));
            var (visits, minutes) = (random.Next(15), Math.Exp(2 * Normal()));
            var chance = Calibration.Sigmoid(-1 + sources[source] + countries[country] + products[product] + (visits > 9 ? 0.5 : 0) + 0.7 * Math.Log(minutes + 0.1));
            Cell[] cells = [Cell.Of($"s{source}"), Cell.Of($"c{country}"), random.Next(4) == 0 ? Cell.Of((string?)null) : Cell.Of($"p{product}"), Cell.Of(visits), Cell.Of(minutes), Cell.Of($"x{random.Next(6)}")];
            return new(cells, at, random.NextDouble() < chance ? 1 : 0, Math.BitIncrement(at));
        }
    }

    [Theory]
    [InlineData(30, 0.58), InlineData(100, 0.68), InlineData(300, 0.74), InlineData(1000, 0.77)]
    public void From_few_outcomes_as_much_is_learnt_as_prior_and_naive_Bayes_learn(int outcomes, double least)
    {
        double chosen = 0, bayes = 0;
        for (var company = 0; company < Companies; company++)
        {
            var all = Inquiries(outcomes + Later, 100 * company + outcomes);
            var (set, later) = (all.Slice(..outcomes), all.Cases.Skip(outcomes).ToList());
            var training = new Training("win", TimeProvider.System, 1);
            var choice = training.Choose(set);
            chosen += Auc(training.Learn(set, choice, choice.Chosen), later) / Companies;
            bayes += Auc(training.Learn(set, choice, Candidates.NaiveBayes), later) / Companies;
        }

        Assert.True(chosen >= Math.Max(0.5, bayes) - 0.01, $"chosen {chosen:0.000}, naive Bayes {bayes:0.000}");
        Assert.True(chosen >= least, $"{chosen:0.000}");
    }

    static double Auc(TrainedModel model, IReadOnlyList<Case> later) => Metrics.Auc([.. later.Select(one => model.Score(one.Cells))], [.. later.Select(one => one.Outcome)]);

    [Fact]
    public void Where_all_came_out_alike_nothing_but_the_prior_is_tried()
    {
        var set = Inquiries(60, 1);
        set = set with { Cases = [.. set.Cases.Select(one => one with { Outcome = 0 })] };

        Assert.Equal(Candidates.Prior, new Training("win", TimeProvider.System, 1).Choose(set).Chosen);
    }

    [Theory]
    [InlineData("win"), InlineData("amount")]
    public void Columns_that_allow_no_split_are_no_obstacle(string task)
    {
        var random = new Random(2);
        var set = new CaseSet([new("country", ColumnKind.Word), new("quantity", ColumnKind.Number)],
            [.. Enumerable.Range(0, 80).Select(i => new Case([Cell.Of("DE"), Cell.Of(5.0)], i, random.Next(2), Math.BitIncrement(i)))]);
        var training = new Training(task, TimeProvider.System, 1);
        var choice = training.Choose(set);

        Assert.True(double.IsFinite(training.Learn(set, choice, Candidates.LightGbm).Score(set.Cases[0].Cells)));
    }
}
