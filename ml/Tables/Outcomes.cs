namespace TradeLive.Tables;

/// <summary>Which words of a label column mean won, and which lost; whatever else is still open.</summary>
static class Outcomes
{
    static readonly HashSet<string> Won = ["1", "true", "yes", "y", "won", "win", "closed won", "converted", "success", "successful", "ordered", "成交", "赢单", "已成交", "是"];
    static readonly HashSet<string> Lost = ["0", "false", "no", "n", "lost", "lose", "closed lost", "not converted", "failed", "unsuccessful", "流失", "输单", "丢单", "未成交", "否"];

    /// <summary>1, 0, or null for rows that are still open.</summary>
    /// <param name="positive">The value that means won; null to tell by the usual words.</param>
    /// <exception cref="BadTableException">Won and lost cannot be told apart.</exception>
    public static IReadOnlyList<double?> Of(string column, IReadOnlyList<string> labels, string? positive)
    {
        var values = labels.Where(label => !Values.IsMissing(label)).CountBy(label => label).OrderByDescending(pair => pair.Value).Select(pair => pair.Key).ToList();
        IReadOnlyList<double?> read = [.. labels.Select(label => Read(label, positive))];
        if (read.Contains(1) && read.Contains(0)) return read;
        var seen = string.Join(", ", values.Take(8).Select(value => $"\"{value}\""));
        throw new BadTableException(values.Count == 0 ? $"\"{column}\" is empty; a label says won or lost, such as 1 and 0."
            : values.Count > 8 && positive is null
            ? $"\"{column}\" holds {values.Count} different values ({seen}, …); a label says won or lost, such as 1 and 0."
            : $"\"{column}\" does not say both won and lost: it holds {seen}. Name the value that means won with --positive.");
    }

    static double? Read(string label, string? positive)
    {
        if (Values.IsMissing(label)) return null;
        if (positive is not null) return string.Equals(label, positive, StringComparison.OrdinalIgnoreCase) ? 1 : 0;
        var key = double.IsNaN(Values.Number(label)) ? Typing.Key(label) : Values.Number(label) switch { 1 => "1", 0 => "0", _ => label };
        return Won.Contains(key) ? 1 : Lost.Contains(key) ? 0 : null;
    }
}
