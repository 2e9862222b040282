using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using TradeLive.Views;

namespace TradeLive.Web.Accounts;

/// <summary>An account of a person at the company.</summary>
public sealed class AppUser : IdentityUser
{
    /// <summary>Name that others see.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>One of <see cref="Roles"/>.</summary>
    public string Role { get; set; } = Roles.Rep;

    /// <summary>The rep that the account stands for.</summary>
    public string? Rep { get; set; }
}

/// <summary>A key by which a program signs in as a user. Only its hash is kept.</summary>
public sealed class ApiToken
{
    public required string Id { get; init; }
    public required string User { get; init; }
    public required string Name { get; init; }
    /// <summary>SHA-256 of the token, lower-case hex.</summary>
    public required string Hash { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>Accounts and tokens. A database of its own with SQLite, a schema of its own with PostgreSQL.</summary>
public sealed class AccountsContext(DbContextOptions<AccountsContext> options) : IdentityUserContext<AppUser>(options)
{
    public DbSet<ApiToken> Tokens => Set<ApiToken>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.HasDefaultSchema(Database.ProviderName!.Contains("Npgsql", StringComparison.Ordinal) ? "accounts" : null);
        builder.Entity<ApiToken>(token =>
        {
            token.ToTable("api_token").HasKey(t => t.Id);
            token.HasIndex(t => t.Hash).IsUnique();
        });
    }
}
