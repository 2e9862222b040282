namespace TradeLive.Views;

/// <summary>What holds for the whole company. Taken in as well as given out; the rates only given out.</summary>
public sealed record CompanyView
{
    public string Name { get; set; } = "";
    /// <summary>The reporting currency; fixed once set.</summary>
    public string Currency { get; set; } = "USD";
    /// <summary>Hours of the first-reply promise where a team has none of its own.</summary>
    public int ReplyHours { get; set; } = 24;
    public int WarnHours { get; set; } = 4;
    /// <summary>One setting for each stage.</summary>
    public IReadOnlyList<StageSetting> Stages { get; set; } = StageSetting.Defaults;
    /// <summary>Exchange rates, the latest first.</summary>
    public IReadOnlyList<RateView> Rates { get; set; } = [];
    /// <summary>What was seen when the change was begun: what others changed since is not overwritten but refused. Absent, it is.</summary>
    public long? Version { get; set; }
}

/// <param name="Rate">Units of <paramref name="To"/> for one unit of <paramref name="From"/> on that day.</param>
public sealed record RateView(string From, string To, DateOnly On, decimal Rate);
