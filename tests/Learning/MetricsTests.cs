using TradeLive.Learning;

namespace TradeLive.Tests.Learning;

public sealed class MetricsTests
{
    static readonly double[] Scores = [0.1, 0.4, 0.35, 0.8], Outcomes = [0, 0, 1, 1];

    [Fact]
    public void Auc_is_the_share_of_pairs_in_right_order_ties_half()
    {
        Assert.Equal(0.75, Metrics.Auc(Scores, Outcomes), 12);
        Assert.Equal(0.5, Metrics.Auc([1, 1, 1, 1], Outcomes), 12);
        Assert.True(double.IsNaN(Metrics.Auc(Scores, [1, 1, 1, 1])));
    }

    [Fact]
    public void Average_precision_is_as_published() => Assert.Equal(0.8333333333, Metrics.PrAuc(Scores, Outcomes), 9);

    [Fact]
    public void Lift_counts_ties_at_the_edge_in_part()
    {
        Assert.Equal(2, Metrics.Lift(Scores, Outcomes, 0.25), 12);
        Assert.Equal(1, Metrics.Lift([1, 1, 1, 1], Outcomes, 0.25), 12);
    }

    [Fact]
    public void Calibration_error_is_nothing_where_what_was_said_came_true()
    {
        double[] said = [.. Enumerable.Repeat(0.2, 50), .. Enumerable.Repeat(0.8, 50)];
        double[] came = [.. Enumerable.Range(0, 50).Select(i => i % 5 == 0 ? 1.0 : 0), .. Enumerable.Range(0, 50).Select(i => i % 5 == 0 ? 0 : 1.0)];

        Assert.Equal(0, Metrics.Ece(said, came), 12);
        Assert.Equal(0.3, Metrics.Ece([.. said.Select(_ => 0.5)], came), 12);
    }

    [Fact]
    public void Log_loss_brier_and_rmsle_are_as_defined()
    {
        Assert.Equal(Math.Log(2), Metrics.LogLoss([0.5, 0.5], [1, 0]), 12);
        Assert.Equal(0.25, Metrics.Brier([0.5, 0.5], [1, 0]), 12);
        Assert.Equal(Math.Log(2), Metrics.Rmsle([1, 3], [3, 1]), 12);
    }

    [Fact]
    public void Ranks_are_compared_with_ties_shared()
    {
        Assert.Equal(1, Metrics.Spearman([1, 2, 3], [10, 20, 90]), 12);
        Assert.Equal(-1, Metrics.Spearman([1, 2, 3], [3, 2, 1]), 12);
    }

    [Fact]
    public void A_distribution_that_stays_has_not_drifted()
    {
        Assert.Equal(0, Metrics.Psi([10, 20, 30], [20, 40, 60]), 12);
        Assert.True(Metrics.Psi([30, 30, 30], [80, 5, 5]) > 0.25);
    }
}
