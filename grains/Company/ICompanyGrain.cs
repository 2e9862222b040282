namespace TradeLive.Company;

/// <summary>The settings of the whole company. There is one, keyed <see cref="Key"/>.</summary>
/// <remarks>Every command is idempotent by its caller's key. All but SetUp refuse with <c>company.unknown</c> before it is set up.</remarks>
[Alias("company")]
public interface ICompanyGrain : IGrainWithStringKey
{
    const string Key = "company";

    /// <summary>Sets the company up. Doing so again with the same terms changes nothing.</summary>
    /// <returns><c>company.already-set-up</c>, or what <see cref="Change"/> refuses.</returns>
    [Alias("set-up")] ValueTask<Outcome> SetUp(SetUpCompany command);

    /// <returns>
    /// <c>company.no-name</c>, <c>company.bad-promise</c>, <c>company.bad-stages</c> unless each stage has one setting
    /// with a probability from 0 to 1 (Won 1, Lost 0) and rotting days above zero or none; <c>company.bad-churn-days</c> (least, most),
    /// <c>company.bad-train-days</c> (most), <c>company.currency-fixed</c> (currency).
    /// </returns>
    [Alias("change")] ValueTask<Outcome> Change(ChangeCompany command);

    /// <summary>Adds exchange rates; of one pair and day the later command counts.</summary>
    /// <returns><c>company.bad-rate</c> (from, to) for a rate that is not above zero or of a currency to itself.</returns>
    [Alias("set-rates")] ValueTask<Outcome> SetRates(SetRates command);

    /// <summary>Remembers that the made-up sample is in the database. Done once; later calls change nothing.</summary>
    [Alias("mark-sample-loaded")] ValueTask<Outcome> MarkSampleLoaded(MarkSampleLoaded command);

    /// <summary>The state as it is stored.</summary>
    [Alias("get")] ValueTask<CompanyState> Get();
}

[GenerateSerializer, Immutable, Alias("company.set-up-command.v1")]
public sealed record SetUpCompany(Caller Caller, CompanyTerms Terms);

/// <param name="Seen">Version that the caller saw; <c>changed-meanwhile</c> (by) if it is past that. Null overwrites.</param>
[GenerateSerializer, Immutable, Alias("company.change-command.v1")]
public sealed record ChangeCompany(Caller Caller, CompanyTerms Terms, long? Seen = null);

[GenerateSerializer, Immutable, Alias("company.set-rates.v1")]
public sealed record SetRates(Caller Caller, IReadOnlyList<FxRate> Rates);

/// <param name="ShiftDays">Days by which the dates of the sample were shifted.</param>
[GenerateSerializer, Immutable, Alias("company.mark-sample-loaded.v1")]
public sealed record MarkSampleLoaded(Caller Caller, int ShiftDays);
