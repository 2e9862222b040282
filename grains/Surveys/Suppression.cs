namespace TradeLive.Surveys;

/// <summary>What must not be shown so that nothing under k can be reckoned from what is.</summary>
public static class Suppression
{
    /// <summary>
    /// Which cells of a partition whose total is shown are withheld: those under k, and as many others, the smallest first, as it takes for the withheld
    /// ones to be at least two and together at least k. An empty cell tells of nobody and is shown.
    /// </summary>
    /// <param name="already">Cells that are withheld for another reason.</param>
    public static bool[] Withheld(IReadOnlyList<int> counts, int k, IReadOnlyList<bool>? already = null)
    {
        var withheld = new bool[counts.Count];
        for (var i = 0; i < withheld.Length; i++) withheld[i] = (counts[i] > 0 && counts[i] < k) || already?[i] == true;
        while (IsReckoned(counts, withheld, k) && SmallestShown(counts, withheld) is { } next) withheld[next] = true;
        return withheld;
    }

    /// <summary>Whether a count tells too little of anybody: none, or at least k.</summary>
    public static bool IsSafe(int count, int k) => count == 0 || count >= k;

    // Whether the withheld ones are a remainder of too few, or one cell alone.
    static bool IsReckoned(IReadOnlyList<int> counts, bool[] withheld, int k)
    {
        var (sum, cells) = (0, 0);
        for (var i = 0; i < withheld.Length; i++)
            if (withheld[i] && counts[i] > 0)
                (sum, cells) = (sum + counts[i], cells + 1);
        return cells > 0 && (cells < 2 || sum < k);
    }

    static int? SmallestShown(IReadOnlyList<int> counts, bool[] withheld) =>
        Enumerable.Range(0, withheld.Length).Where(i => !withheld[i] && counts[i] > 0).OrderBy(i => counts[i]).Select(i => (int?)i).FirstOrDefault();
}
