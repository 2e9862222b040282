using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace TradeLive.Web.Accounts;

/// <summary>Creates the tables of the accounts where they are missing, before anything else starts.</summary>
sealed class AccountsSchema(IServiceScopeFactory scopes) : IHostedService
{
    /// <summary>Newest schema of the accounts that this program knows; a higher one is refused.</summary>
    const int Version = 1;

    public Task StartAsync(CancellationToken cancellationToken) => Ensure(scopes, cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <exception cref="InvalidOperationException">The accounts were written by a newer version of TradeLive.</exception>
    public static async Task Ensure(IServiceScopeFactory scopes, CancellationToken cancellationToken = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<AccountsContext>();
        var creator = context.GetService<IRelationalDatabaseCreator>();
        if (!await creator.ExistsAsync(cancellationToken)) await creator.CreateAsync(cancellationToken);
        var table = context.Database.IsNpgsql() ? "accounts.schema_version" : "schema_version";
        if (context.Database.IsNpgsql()) await context.Database.ExecuteSqlRawAsync("CREATE SCHEMA IF NOT EXISTS accounts", cancellationToken);
#pragma warning disable EF1002 // the two names above
        await context.Database.ExecuteSqlRawAsync($"CREATE TABLE IF NOT EXISTS {table} (version integer PRIMARY KEY)", cancellationToken);
        var found = await context.Database.SqlQueryRaw<int>($"SELECT coalesce(max(version), 0) AS \"Value\" FROM {table}").SingleAsync(cancellationToken);
        if (found > Version) throw TradeLive.Storage.Database.TooNew("The accounts have", found, Version);
        if (!await IsThere(context, cancellationToken)) await creator.CreateTablesAsync(cancellationToken);
        if (found < Version) await context.Database.ExecuteSqlRawAsync($"INSERT INTO {table} (version) VALUES ({Version}) ON CONFLICT DO NOTHING", cancellationToken);
#pragma warning restore EF1002
    }

    static Task<bool> IsThere(AccountsContext context, CancellationToken cancellationToken)
    {
        const string Postgres = "SELECT to_regclass('accounts.api_token') IS NOT NULL AS \"Value\"";
        const string Sqlite = "SELECT count(*) > 0 AS \"Value\" FROM sqlite_master WHERE name = 'api_token'";
        return context.Database.SqlQueryRaw<bool>(context.Database.IsNpgsql() ? Postgres : Sqlite).SingleAsync(cancellationToken);
    }
}
