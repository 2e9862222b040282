namespace TradeLive.Learning;

/// <summary>The 95 % interval of a mean difference, by drawing cases (or their groups) again.</summary>
public readonly record struct Interval(double Low, double Mean, double High)
{
    const int Draws = 1000, Seed = 20;

    /// <param name="differences">Of each case: one model's loss less the other's.</param>
    /// <param name="groups">Whose case it is; cases of one group are drawn together. Null draws each alone.</param>
    public static Interval Of(IReadOnlyList<double> differences, IReadOnlyList<string?>? groups = null)
    {
        var sums = groups is null
            ? [.. differences.Select(difference => (Sum: difference, Count: 1))]
            : differences.Select((difference, i) => (Difference: difference, Group: groups[i] ?? $"#{i}")).GroupBy(one => one.Group)
                .Select(group => (Sum: group.Sum(one => one.Difference), Count: group.Count())).ToArray();
        var random = new Random(Seed);
        var means = new double[Draws];
        for (var draw = 0; draw < Draws; draw++)
        {
            double sum = 0, count = 0;
            for (var i = 0; i < sums.Length; i++)
            {
                var (one, some) = sums[random.Next(sums.Length)];
                sum += one;
                count += some;
            }
            means[draw] = sum / count;
        }
        Array.Sort(means);
        return new(means[(int)(Draws * 0.025)], differences.Average(), means[(int)(Draws * 0.975)]);
    }
}
