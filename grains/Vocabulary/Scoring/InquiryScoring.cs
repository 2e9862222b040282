namespace TradeLive.Scoring;

/// <summary>What is known of an inquiry when it is scored; nothing that comes later, and never who holds it.</summary>
public sealed record InquiryFacts
{
    public required string Source { get; init; }
    /// <summary>ISO 3166-1 alpha-2, or null where unknown.</summary>
    public string? Country { get; init; }
    public string? Product { get; init; }
    public string? Sector { get; init; }
    public decimal? Quantity { get; init; }
    /// <summary>Total that the buyer has in mind (target price × quantity), in the reporting currency.</summary>
    public decimal? TargetAmount { get; init; }
    /// <summary>List price of the product × quantity, in the reporting currency, where the catalogue knows it.</summary>
    public decimal? ListAmount { get; init; }
    public string Message { get; init; } = "";
    public string? MailDomain { get; init; }
    public bool HasPhone { get; init; }
    public bool HasCompany { get; init; }
    public Stage Stage { get; init; }
    public bool BuyerAnswered { get; init; }
    /// <summary>Hours from receipt to a person's first reply; null before it.</summary>
    public double? RepliedAfterHours { get; init; }
    public bool SampleSent { get; init; }
    /// <summary>Amount of the latest quotation in the reporting currency.</summary>
    public decimal? QuotedAmount { get; init; }
    public int EarlierOrders { get; init; }
    public decimal EarlierRevenue { get; init; }
    public DateTimeOffset ReceivedAt { get; init; }
    /// <summary>Hour of the day where the buyer is when it was sent; null where the country or the time of day is not known.</summary>
    public int? LocalHour { get; init; }
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();
}

/// <summary>Outcomes of earlier inquiries that share a property, counted up to the moment of scoring.</summary>
/// <param name="Won">How many were won.</param>
/// <param name="Lost">How many were lost.</param>
/// <param name="WonAmount">Sum of the won amounts in the reporting currency.</param>
public readonly record struct OutcomeTally(int Won, int Lost, decimal WonAmount)
{
    public int Closed => Won + Lost;
    public OutcomeTally AddWon(decimal amount) => new(Won + 1, Lost, WonAmount + amount);
    public OutcomeTally AddLost() => this with { Lost = Lost + 1 };
}

/// <summary>Earlier outcomes by property: <c>all</c>, <c>source:alibaba</c>, <c>country:DE</c>, <c>product:GTX Pro</c>, <c>sector:retail</c>.</summary>
public interface IOutcomeHistory
{
    OutcomeTally this[string key] { get; }
}

/// <summary>The properties by which outcomes are counted, as keys of an <see cref="IOutcomeHistory"/>.</summary>
public static class OutcomeKeys
{
    /// <returns>Those that are known.</returns>
    public static IEnumerable<string> Of(string source, string? country, string? product, string? sector)
    {
        yield return "all";
        if (source.Length > 0) yield return $"source:{source}";
        if (country is { Length: > 0 }) yield return $"country:{country}";
        if (product is { Length: > 0 }) yield return $"product:{product}";
        if (sector is { Length: > 0 }) yield return $"sector:{sector}";
    }
}

/// <summary>Scores an inquiry. Pure: the same facts and history give the same score.</summary>
public interface IInquiryScorer
{
    /// <returns>P(win), the expected amount and up to three reasons each way; never null, also with no history at all.</returns>
    Score Score(InquiryFacts facts, IOutcomeHistory history, Currency reporting, DateTimeOffset now);
}

/// <summary>What an inquiry is thought to be worth.</summary>
/// <param name="Probability">Chance of winning, 0 to 1, never exactly either.</param>
/// <param name="ExpectedAmount">Amount of the order if won.</param>
/// <param name="Reasons">The strongest reasons, strongest first.</param>
/// <param name="Model">Name and version of the model, such as <c>prior-1</c>.</param>
/// <param name="At">When it was scored.</param>
public sealed record Score(double Probability, Money ExpectedAmount, IReadOnlyList<ScoreReason> Reasons, string Model, DateTimeOffset At)
{
    /// <summary>Log-odds of the average inquiry, from which the contributions start; null where the model did not say.</summary>
    public double? Base { get; init; }

    /// <summary>Sum of the contributions that are not among the reasons: base, reasons and rest add up to the log-odds.</summary>
    public double Rest { get; init; }

    /// <summary>P(win) × amount.</summary>
    public Money ExpectedValue => (ExpectedAmount * (decimal)Probability).Rounded();
}

/// <summary>A reason in a code that the user interface puts into words: resource key <c>reason.{Code}</c>.</summary>
/// <param name="Code">Such as <c>country-rate</c>.</param>
/// <param name="Weight">Contribution to the log-odds (or to the log of the amount); above zero speaks for the inquiry.</param>
/// <param name="Data">Evidence for the words, such as won = 7, closed = 31, country = DE.</param>
public sealed record ScoreReason(string Code, double Weight, IReadOnlyDictionary<string, string> Data);
