using Microsoft.EntityFrameworkCore;
using TradeLive.Live;
using TradeLive.Surveys;
using TradeLive.Views;
using TradeLive.Web.Accounts;

namespace TradeLive.Web.Surveys;

/// <summary>Who works here, from the accounts.</summary>
sealed class Staff(IServiceScopeFactory scopes, LiveModel model) : IStaff
{
    public async Task<IReadOnlySet<string>> Accounts() =>
        await Read(users => users.Select(user => user.Id).ToHashSetAsync());

    /// <summary>Those who can be invited, by name.</summary>
    public async Task<IReadOnlyList<StaffView>> All()
    {
        var users = await Read(users => users.ToListAsync());
        return [.. users.Select(user => new StaffView(user.Id, user.DisplayName.Length > 0 ? user.DisplayName : user.UserName ?? "", user.Role, model.Organisation.TeamOf(user.Rep)))
            .OrderBy(person => person.Name, StringComparer.CurrentCulture).ThenBy(person => person.Id, StringComparer.Ordinal)];
    }

    public async Task<bool> Has(string account) => await Read(users => users.AnyAsync(user => user.Id == account));

    async Task<T> Read<T>(Func<IQueryable<AppUser>, Task<T>> query)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await query(scope.ServiceProvider.GetRequiredService<AccountsContext>().Users.AsNoTracking());
    }
}
