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
    /// <summary>What scores may look at, and how far. Absent, it stays as it is.</summary>
    public ScoringView? Scoring { get; set; }
    /// <summary>Exchange rates, the latest first.</summary>
    public IReadOnlyList<RateView> Rates { get; set; } = [];
    /// <summary>What was seen when the change was begun: what others changed since is not overwritten but refused. Absent, it is.</summary>
    public long? Version { get; set; }
}

/// <summary>What scores may look at, and how far. What is absent stays as it is.</summary>
public sealed record ScoringView
{
    /// <summary>Whether the buyer's country may count.</summary>
    public bool? ByCountry { get; set; }
    /// <summary>Whether the language of the message may count.</summary>
    public bool? ByLanguage { get; set; }
    /// <summary>Days without an order after which a customer counts as gone, 7 to 730.</summary>
    public int? ChurnDays { get; set; }
    /// <summary>Days between two trainings of the models, at most 90; 0 for on demand only.</summary>
    public int? TrainEveryDays { get; set; }
}

/// <param name="Rate">Units of <paramref name="To"/> for one unit of <paramref name="From"/> on that day.</param>
public sealed record RateView(string From, string To, DateOnly On, decimal Rate);
