using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using TradeLive.Deadlines;

namespace TradeLive.ReadModel;

/// <summary>
/// The read tables: what pages list and look up. Nothing in them is of its own, all of it can be made again from the log, so their
/// schema needs no upgrade: when it changes they are dropped and rebuilt.
/// </summary>
public sealed class ReadContext(DbContextOptions<ReadContext> options) : DbContext(options)
{
    public DbSet<InquiryRow> Inquiries => Set<InquiryRow>();
    public DbSet<Deadline> Deadlines => Set<Deadline>();
    public DbSet<OrganisationRow> Organisation => Set<OrganisationRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<InquiryRow>(row =>
        {
            row.ToTable("read_inquiry").HasKey(r => r.Id);
            row.HasIndex(r => r.Customer);
            row.HasIndex(r => r.Owner);
        });
        modelBuilder.Entity<Deadline>(row =>
        {
            row.ToTable("read_deadline").HasKey(r => new { r.Kind, r.Stream });
            row.HasIndex(r => r.Due);
        });
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
    public string Record { get; set; } = "";

    internal void Set(InquiryRecord record)
    {
        var card = record.Card;
        (Version, Team, Owner, Customer, Stage) = (card.Version, card.Team, card.Owner, card.Customer, card.Stage);
        Record = ReadJson.Write(record);
    }
}

/// <summary>The company, a team or a rep: its state as JSON.</summary>
public sealed class OrganisationRow
{
    /// <summary><c>company</c>, <c>team</c> or <c>rep</c>.</summary>
    public required string Kind { get; init; }
    public required string Id { get; init; }
    public string State { get; set; } = "";
}
