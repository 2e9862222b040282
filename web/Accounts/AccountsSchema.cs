using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace TradeLive.Web.Accounts;

/// <summary>Creates the tables of the accounts where they are missing, before anything else starts.</summary>
sealed class AccountsSchema(IServiceScopeFactory scopes) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Ensure(scopes, cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public static async Task Ensure(IServiceScopeFactory scopes, CancellationToken cancellationToken = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<AccountsContext>();
        var creator = context.GetService<IRelationalDatabaseCreator>();
        if (!await creator.ExistsAsync(cancellationToken)) await creator.CreateAsync(cancellationToken);
        if (!await IsThere(context, cancellationToken)) await creator.CreateTablesAsync(cancellationToken);
    }

    static Task<bool> IsThere(AccountsContext context, CancellationToken cancellationToken)
    {
        const string Postgres = "SELECT to_regclass('accounts.api_token') IS NOT NULL AS \"Value\"";
        const string Sqlite = "SELECT count(*) > 0 AS \"Value\" FROM sqlite_master WHERE name = 'api_token'";
        return context.Database.SqlQueryRaw<bool>(context.Database.IsNpgsql() ? Postgres : Sqlite).SingleAsync(cancellationToken);
    }
}
