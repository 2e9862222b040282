using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using TradeLive.Live;
using TradeLive.People;
using TradeLive.Views;

namespace TradeLive.Web.Accounts;

/// <summary>One demo account and its password, shown once.</summary>
public sealed record DemoAccount(string Email, string Role, string Name, string Password, string? Rep);

/// <summary>Accounts to try the sample company with: one for each role, with random passwords.</summary>
public sealed class DemoAccounts(UserManager<AppUser> users, LiveModel model)
{
    const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";

    /// <summary>Makes them, or gives those that are there new passwords.</summary>
    public async Task<IReadOnlyList<DemoAccount>> Create()
    {
        var organisation = model.Organisation;
        var team = organisation.Teams.OrderBy(entry => entry.Key, StringComparer.Ordinal).FirstOrDefault(entry => entry.Value.Terms?.Lead is not null);
        var lead = team.Value?.Terms?.Lead?.Value;
        var rep = organisation.Reps.Where(entry => entry.Value is { Active: true, Profile: { } profile } && profile.Team?.Value == team.Key && entry.Key != lead)
            .OrderByDescending(entry => model.OpenLoad(entry.Key)).ThenBy(entry => entry.Key, StringComparer.Ordinal).FirstOrDefault();
        var accounts = new List<DemoAccount>();
        if (rep.Key is not null) accounts.Add(await Put("rep@demo.example", Roles.Rep, NameOf(rep.Value), rep.Key));
        if (lead is not null) accounts.Add(await Put("lead@demo.example", Roles.Lead, NameOf(organisation.Reps.GetValueOrDefault(lead)), lead));
        accounts.Add(await Put("manager@demo.example", Roles.Manager, "Demo Manager", null));
        accounts.Add(await Put("admin@demo.example", Roles.Admin, "Demo Admin", null));
        return accounts;
    }

    async Task<DemoAccount> Put(string email, string role, string name, string? rep)
    {
        var password = RandomNumberGenerator.GetString(Letters, 14);
        if (await users.FindByEmailAsync(email) is { } known)
        {
            (known.Role, known.Rep, known.DisplayName) = (role, rep, name);
            Check(await users.UpdateAsync(known));
            Check(await users.RemovePasswordAsync(known));
            Check(await users.AddPasswordAsync(known, password));
        }
        else Check(await users.CreateAsync(new() { UserName = email, Email = email, DisplayName = name, Role = role, Rep = rep }, password));
        return new(email, role, name, password, rep);
    }

    static string NameOf(Rep? rep) => rep?.Profile?.Name ?? "";

    static void Check(IdentityResult result)
    {
        if (!result.Succeeded) throw new InvalidOperationException(string.Join(' ', result.Errors.Select(error => error.Description)));
    }
}
