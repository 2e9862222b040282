using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using TradeLive.Company;
using TradeLive.Samples;
using TradeLive.Views;
using TradeLive.Web.Resources;

namespace TradeLive.Web.Accounts;

/// <summary>Sets the company and its first administrator up, once.</summary>
public sealed class FirstAdministrator(
    AccountsContext accounts, UserManager<AppUser> users, SignInManager<AppUser> signIn, IGrainFactory grains, SampleLoader sample,
    IStringLocalizer<ServerWords> words)
{
    static readonly SemaphoreSlim OneAtATime = new(1, 1);

    public async Task<bool> IsNeeded() => !await accounts.Users.AnyAsync();

    /// <returns>What is wrong, in the reader's language; empty if it is done and signed in.</returns>
    public async Task<IReadOnlyList<string>> Create(string company, string currency, string name, string email, string password, bool withSample)
    {
        if (!Currency.TryParse(currency, out var reporting)) return [words["problem.bad-currency"]];
        if (string.IsNullOrWhiteSpace(company)) return [words["refusal.company.no-name"]];
        await OneAtATime.WaitAsync();
        try
        {
            if (!await IsNeeded()) return [words["problem.forbidden"]];
            var user = new AppUser { UserName = email, Email = email, DisplayName = name.Trim(), Role = Roles.Admin };
            var result = await users.CreateAsync(user, password);
            if (!result.Succeeded) return [.. result.Errors.Select(error => error.Description)];
            if (withSample) sample.Start();
            else await grains.GetGrain<ICompanyGrain>(ICompanyGrain.Key).SetUp(new(
                new(new("first-run"), user.DisplayName, "web"), CompanyTerms.Named(company.Trim(), reporting)));
            await signIn.SignInAsync(user, isPersistent: true);
            return [];
        }
        finally
        {
            OneAtATime.Release();
        }
    }
}
