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

    static async Task<bool> IsThere(AccountsContext context, CancellationToken cancellationToken)
    {
        try
        {
            await context.Tokens.AnyAsync(cancellationToken);
            return true;
        }
        catch (System.Data.Common.DbException)
        {
            return false;
        }
    }
}
