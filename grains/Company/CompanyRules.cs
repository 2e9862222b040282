using System.Globalization;

namespace TradeLive.Company;

/// <summary>What makes the company's settings acceptable.</summary>
public static class CompanyRules
{
    static readonly Refusal Unknown = Refusal.Of("company.unknown");

    public static Decision<CompanyEvent> SetUp(this CompanyState company, SetUpCompany command, DateTimeOffset now)
    {
        if (company.Terms is { } present) return present.SameAs(command.Terms) ? Decision.Nothing : Refusal.Of("company.already-set-up");
        return WrongWith(command.Terms) is { } refusal ? refusal : new CompanySetUp(now, command.Terms);
    }

    public static Decision<CompanyEvent> Change(this CompanyState company, ChangeCompany command, DateTimeOffset now)
    {
        if (company.Terms is not { } present) return Unknown;
        if (WrongWith(command.Terms) is { } refusal) return refusal;
        // Scores and sums so far are in it.
        if (command.Terms.Reporting != present.Reporting) return Refusal.Of("company.currency-fixed", ("currency", present.Reporting.Code));
        return present.SameAs(command.Terms) ? Decision.Nothing : new CompanyChanged(now, command.Terms);
    }

    public static Decision<CompanyEvent> SetRates(this CompanyState company, SetRates command, DateTimeOffset now)
    {
        if (company.Terms is null) return Unknown;
        foreach (var rate in command.Rates)
            if (rate.Rate <= 0 || rate.From == rate.To)
                return Refusal.Of("company.bad-rate", ("from", rate.From.Code), ("to", rate.To.Code));
        FxRate[] added = [.. command.Rates.Except(company.Rates)];
        return added.Length == 0 ? Decision.Nothing : new CompanyRatesSet(now, added);
    }

    public static Decision<CompanyEvent> MarkSampleLoaded(this CompanyState company, MarkSampleLoaded command, DateTimeOffset now) => company switch
    {
        { Terms: null } => Unknown,
        { SampleLoadedAt: not null } => Decision.Nothing,
        _ => new CompanySampleLoaded(now, command.ShiftDays),
    };

    static Refusal? WrongWith(CompanyTerms terms) => terms switch
    {
        _ when string.IsNullOrWhiteSpace(terms.Name) => Refusal.Of("company.no-name"),
        { Promise.Hours: <= 0 } or { Promise.WarnHours: < 0 } => Refusal.Of("company.bad-promise"),
        _ when terms.Promise.WarnHours > terms.Promise.Hours => Refusal.Of("company.bad-promise"),
        _ when !terms.Stages.Select(setting => setting.Stage).Order().SequenceEqual(Stages.All) => Refusal.Of("company.bad-stages"),
        _ when terms.Stages.Any(IsWrong) => Refusal.Of("company.bad-stages"),
        { Scoring.ChurnDays: < ScoringTerms.LeastChurnDays or > ScoringTerms.MostChurnDays } =>
            Refusal.Of("company.bad-churn-days", ("least", Text(ScoringTerms.LeastChurnDays)), ("most", Text(ScoringTerms.MostChurnDays))),
        { Scoring.TrainEveryDays: < 0 or > ScoringTerms.MostTrainEveryDays } => Refusal.Of("company.bad-train-days", ("most", Text(ScoringTerms.MostTrainEveryDays))),
        _ => null,
    };

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    static bool IsWrong(StageSetting setting) => setting switch
    {
        { Stage: Stage.Won, WinProbability: not 1 } or { Stage: Stage.Lost, WinProbability: not 0 } => true,
        { WinProbability: >= 0 and <= 1, RottingDays: null or > 0 } => false,
        _ => true,
    };
}
