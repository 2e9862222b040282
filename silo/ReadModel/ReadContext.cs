using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using TradeLive.Deadlines;
using TradeLive.Orders;

namespace TradeLive.ReadModel;

/// <summary>
/// The read tables: what pages list and look up. Nothing in them is of its own, all of it can be made again from the log, so their
/// schema needs no upgrade: when it changes they are dropped and rebuilt.
/// </summary>
public sealed class ReadContext(DbContextOptions<ReadContext> options) : DbContext(options)
{
    public DbSet<InquiryRow> Inquiries => Set<InquiryRow>();
    public DbSet<CustomerRow> Customers => Set<CustomerRow>();
    public DbSet<OrderRow> Orders => Set<OrderRow>();
    public DbSet<OrganisationRow> Organisation => Set<OrganisationRow>();
    public DbSet<ContestRow> Contests => Set<ContestRow>();
    public DbSet<CareRow> Cares => Set<CareRow>();
    public DbSet<ComplaintRow> Complaints => Set<ComplaintRow>();
    public DbSet<SurveyRow> Surveys => Set<SurveyRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<InquiryRow>(row =>
        {
            row.ToTable("read_inquiry").HasKey(r => r.Id);
            row.HasIndex(r => r.Customer);
            row.HasIndex(r => r.Owner);
            row.HasIndex(r => r.NextDeadline);
            row.HasIndex(r => r.ReceivedAt);
        });
        modelBuilder.Entity<CustomerRow>(row =>
        {
            row.ToTable("read_customer").HasKey(r => r.Id);
            row.HasIndex(r => r.Owner);
            row.HasIndex(r => r.NameKey);
            row.HasIndex(r => r.LastContactAt);
        });
        modelBuilder.Entity<OrderRow>(row =>
        {
            row.ToTable("read_order").HasKey(r => r.Id);
            row.HasIndex(r => r.Customer);
            row.HasIndex(r => r.OrderedAt);
            row.HasIndex(r => r.NextDeadline);
        });
        modelBuilder.Entity<CareRow>(row =>
        {
            row.ToTable("read_care").HasKey(r => new { r.Customer, r.Number });
            row.HasIndex(r => r.To);
        });
        modelBuilder.Entity<ComplaintRow>(row =>
        {
            row.ToTable("read_complaint").HasKey(r => new { r.Customer, r.Number });
            row.HasIndex(r => r.SettledAt);
        });
        modelBuilder.Entity<ContestRow>(row =>
        {
            row.ToTable("read_contest").HasKey(r => new { r.Inquiry, r.Number });
            row.HasIndex(r => r.At);
        });
        modelBuilder.Entity<SurveyRow>().ToTable("read_survey").HasKey(r => r.Id);
        modelBuilder.Entity<OrganisationRow>().ToTable("read_organisation").HasKey(r => new { r.Kind, r.Id });
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // Sortable and summable in both databases: microseconds since 1970, and ten-thousandths.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<Microseconds>();
        configurationBuilder.Properties<decimal>().HaveConversion<TenThousandths>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
    }

    sealed class Microseconds() : ValueConverter<DateTimeOffset, long>(
        time => (time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / 10, value => new(value * 10 + DateTimeOffset.UnixEpoch.Ticks, TimeSpan.Zero));

    sealed class TenThousandths() : ValueConverter<decimal, long>(amount => (long)(amount * 10000), value => value / 10000m);
}

/// <summary>One inquiry. <see cref="Record"/> is the <see cref="InquiryRecord"/> as JSON; the columns are what is looked up by.</summary>
public sealed class InquiryRow
{
    public required string Id { get; init; }
    public long Version { get; set; }
    public string? Team { get; set; }
    public string? Owner { get; set; }
    public string? Customer { get; set; }
    public Stage Stage { get; set; }
    /// <summary>When the first of its deadlines is due; null where it has none.</summary>
    public DateTimeOffset? NextDeadline { get; set; }
    public DateTimeOffset ReceivedAt { get; set; }
    /// <summary>What it was won for, in the reporting currency.</summary>
    public decimal? WonValue { get; set; }
    /// <summary>Chance, expected value and model of the first score, if that came while it was open.</summary>
    public double? FirstChance { get; set; }
    public decimal? FirstValue { get; set; }
    public string? FirstModel { get; set; }
    public string Record { get; set; } = "";

    internal void Set(InquiryRecord record)
    {
        var card = record.Card;
        (Version, Team, Owner, Customer, Stage) = (card.Version, card.Team, card.Owner, card.Customer, card.Stage);
        NextDeadline = InquiryDeadlines.Of(record).Min(deadline => (DateTimeOffset?)deadline.Due);
        (ReceivedAt, WonValue) = (card.ReceivedAt, card.WonValue);
        (FirstChance, FirstValue, FirstModel) = (record.FirstScore?.Chance, record.FirstScore?.Value, record.FirstScore?.Model);
        Record = ReadJson.Write(record);
    }
}

/// <summary>One customer: its state as JSON, what it is looked up by, and counts over its inquiries and orders.</summary>
public sealed class CustomerRow
{
    public required string Id { get; init; }
    public long Version { get; set; }
    public string Name { get; set; } = "";
    /// <summary>First telling word of the name, by which near names are found.</summary>
    public string NameKey { get; set; } = "";
    /// <summary>Name and id in lower case.</summary>
    public string Words { get; set; } = "";
    /// <summary>Names, mail addresses and phones of the contacts in lower case: not everybody may search them.</summary>
    public string Contacts { get; set; } = "";
    public string? Country { get; set; }
    public string? Owner { get; set; }
    public string? Team { get; set; }
    public int Inquiries { get; set; }
    public int OpenInquiries { get; set; }
    /// <summary>Orders that were not cancelled.</summary>
    public int Orders { get; set; }
    public int CancelledOrders { get; set; }
    /// <summary>Sum of the orders in the reporting currency, those without a rate left out.</summary>
    public decimal Revenue { get; set; }
    public DateTimeOffset LastContactAt { get; set; }
    public DateTimeOffset? FirstOrderAt { get; set; }
    public DateTimeOffset? LastOrderAt { get; set; }
    public double? ChurnRisk { get; set; }
    public DateTimeOffset? ChurnScoredAt { get; set; }
    /// <summary>Days that the risk looks ahead.</summary>
    public int? ChurnDays { get; set; }
    /// <summary>How often something happened that the risk looks at: an order placed, cancelled or corrected, a late delivery, a complaint made or settled.</summary>
    public int Facts { get; set; }
    /// <summary>How many of these were known when the risk was scored.</summary>
    public int ScoredFacts { get; set; }
    public string State { get; set; } = "";
}

public enum OrderPhase { Open, Delivered, Cancelled }

/// <summary>One order: its state as JSON and what it is looked up by.</summary>
public sealed class OrderRow
{
    public required string Id { get; init; }
    public long Version { get; set; }
    public string Number { get; set; } = "";
    public string Customer { get; set; } = "";
    public string? Inquiry { get; set; }
    public string? Owner { get; set; }
    public string? Team { get; set; }
    public decimal Amount { get; set; }
    public string Currency { get; set; } = "";
    /// <summary>The amount in the reporting currency at the rate of the day; null where none is known.</summary>
    public decimal? Value { get; set; }
    public DateTimeOffset OrderedAt { get; set; }
    public OrderPhase Phase { get; set; }
    /// <summary>Planned day of the next step.</summary>
    public DateOnly? NextDue { get; set; }
    /// <summary>When it is late by that step; null where it has none.</summary>
    public DateTimeOffset? NextDeadline { get; set; }
    public string State { get; set; } = "";

    internal void Set(Order order)
    {
        if (order.Terms is not { } terms) return;
        (Number, Customer, Inquiry, Owner, Team) = (terms.Number, terms.Customer.Value, terms.Inquiry?.Value, terms.Owner?.Value, terms.Team?.Value);
        (Amount, Currency, OrderedAt) = (terms.Total.Amount, terms.Total.Currency.Code, terms.OrderedAt);
        Phase = order.IsCancelled ? OrderPhase.Cancelled : order.IsDelivered ? OrderPhase.Delivered : OrderPhase.Open;
        NextDue = Phase == OrderPhase.Open ? order.Steps.FirstOrDefault(step => step.Done is null)?.Planned : null;
        NextDeadline = OrderDeadlines.Of(Id, order).Min(deadline => (DateTimeOffset?)deadline.Due);
        State = StateJson.Write(order);
    }
}

/// <summary>The company, a team or a rep: its state as JSON.</summary>
public sealed class OrganisationRow
{
    /// <summary><c>company</c>, <c>team</c> or <c>rep</c>.</summary>
    public required string Kind { get; init; }
    public required string Id { get; init; }
    public long Version { get; set; }
    public string State { get; set; } = "";
}
