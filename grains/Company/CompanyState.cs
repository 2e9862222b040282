using TradeLive.Inquiries;

namespace TradeLive.Company;

/// <summary>What holds for the whole company.</summary>
/// <param name="Name">Name of the company.</param>
/// <param name="Reporting">Currency in which sums over several currencies are shown.</param>
/// <param name="Stages">One setting for each stage.</param>
/// <param name="Promise">First-reply promise where a team has none of its own.</param>
[GenerateSerializer, Immutable, Alias("company-terms.v1")]
public sealed record CompanyTerms(string Name, Currency Reporting, IReadOnlyList<StageSetting> Stages, ReplyPromise Promise)
{
    /// <summary>What scores may look at, and how far.</summary>
    [Id(0)] public ScoringTerms Scoring { get => field ?? new(); init; }

    public static CompanyTerms Named(string name, Currency reporting) => new(name, reporting, StageSetting.Defaults, ReplyPromise.Default);

    public bool SameAs(CompanyTerms other) => Stages.SequenceEqual(other.Stages) && this == (other with { Stages = Stages });
}

/// <summary>What scores may look at, and how far.</summary>
/// <param name="ByCountry">Whether the buyer's country, and what follows from it, may count.</param>
/// <param name="ByLanguage">Whether the language of the message may count.</param>
/// <param name="ChurnDays">Days without an order after which a customer counts as gone.</param>
/// <param name="TrainEveryDays">Days between two trainings of the models; 0 for on demand only.</param>
[GenerateSerializer, Immutable, Alias("scoring-terms.v1")]
public sealed record ScoringTerms(bool ByCountry = true, bool ByLanguage = true, int ChurnDays = 90, int TrainEveryDays = 7)
{
    public const int LeastChurnDays = 7, MostChurnDays = 730, MostTrainEveryDays = 90;
}

/// <summary>What one unit of a currency was worth in another on a day.</summary>
/// <param name="From">The currency that is converted.</param>
/// <param name="To">The currency it is converted to.</param>
/// <param name="On">The day of the rate, by the calendar of who published it.</param>
/// <param name="Rate">Units of <paramref name="To"/> for one unit of <paramref name="From"/>.</param>
[GenerateSerializer, Immutable, Alias("fx-rate.v1")]
public readonly record struct FxRate(Currency From, Currency To, DateOnly On, decimal Rate);

/// <summary>The state of the company: the fold of its events, nothing else.</summary>
[GenerateSerializer, Alias("company.v1")]
public sealed record CompanyState : StoredState
{
    /// <summary>Null until set up.</summary>
    [Id(0)] public CompanyTerms? Terms { get; init; }
    /// <summary>Rates by currencies, then by day.</summary>
    [Id(1)] public IReadOnlyList<FxRate> Rates { get => field ?? []; init; }
    /// <summary>When the made-up sample was loaded; null if it never was.</summary>
    [Id(2)] public DateTimeOffset? SampleLoadedAt { get; init; }
    /// <summary>Days by which the dates of the sample were shifted so that its newest is the day it was loaded.</summary>
    [Id(3)] public int SampleShiftDays { get; init; }

    public Currency Reporting => Terms?.Reporting ?? Currency.Usd;

    /// <summary>What scores may look at; the usual until set up.</summary>
    public ScoringTerms Scoring => Terms?.Scoring ?? new();

    /// <summary>Chance of winning from a stage, 0 to 1, where no score is known.</summary>
    public double ChanceOf(Stage stage) => (Terms?.Stages ?? StageSetting.Defaults).First(setting => setting.Stage == stage).WinProbability;

    public CompanyState Apply(CompanyEvent happened) => happened switch
    {
        CompanySetUp e => this with { Terms = e.Terms },
        CompanyChanged e => this with { Terms = e.Terms },
        CompanyRatesSet e => this with { Rates = Exchange.Merge(Rates, e.Rates) },
        CompanySampleLoaded e => this with { SampleLoadedAt = e.At, SampleShiftDays = e.ShiftDays },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} is no event of a company."),
    };
}
