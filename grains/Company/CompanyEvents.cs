using System.Text.Json.Serialization;

namespace TradeLive.Company;

/// <summary>What can happen to the company's settings.</summary>
[GenerateSerializer, Immutable]
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(CompanySetUp), "company.set-up.v1")]
[JsonDerivedType(typeof(CompanyChanged), "company.changed.v1")]
[JsonDerivedType(typeof(CompanyRatesSet), "company.rates-set.v1")]
[JsonDerivedType(typeof(CompanySampleLoaded), "company.sample-loaded.v1")]
public abstract record CompanyEvent(DateTimeOffset At) : IEvent;

[GenerateSerializer, Immutable, Alias("company.set-up.v1")]
public sealed record CompanySetUp(DateTimeOffset At, CompanyTerms Terms) : CompanyEvent(At);

/// <summary>The terms are now these.</summary>
[GenerateSerializer, Immutable, Alias("company.changed.v1")]
public sealed record CompanyChanged(DateTimeOffset At, CompanyTerms Terms) : CompanyEvent(At);

/// <summary>Rates were published or corrected; others stay.</summary>
[GenerateSerializer, Immutable, Alias("company.rates-set.v1")]
public sealed record CompanyRatesSet(DateTimeOffset At, IReadOnlyList<FxRate> Rates) : CompanyEvent(At);

/// <summary>The made-up sample was loaded.</summary>
/// <param name="ShiftDays">Days by which its dates were shifted.</param>
[GenerateSerializer, Immutable, Alias("company.sample-loaded.v1")]
public sealed record CompanySampleLoaded(DateTimeOffset At, int ShiftDays) : CompanyEvent(At);
