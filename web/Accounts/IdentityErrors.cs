using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;
using TradeLive.Web.Resources;

namespace TradeLive.Web.Accounts;

/// <summary>What the accounts refuse, in the reader's language.</summary>
sealed class IdentityErrors(IStringLocalizer<ServerWords> words) : IdentityErrorDescriber
{
    public override IdentityError DefaultError() => Of(nameof(DefaultError));
    public override IdentityError ConcurrencyFailure() => Of(nameof(ConcurrencyFailure));
    public override IdentityError PasswordMismatch() => Of(nameof(PasswordMismatch));
    public override IdentityError UserAlreadyHasPassword() => Of(nameof(UserAlreadyHasPassword));
    public override IdentityError InvalidUserName(string? userName) => Of(nameof(InvalidUserName), userName);
    public override IdentityError InvalidEmail(string? email) => Of(nameof(InvalidEmail), email);
    public override IdentityError DuplicateUserName(string userName) => Of(nameof(DuplicateUserName), userName);
    public override IdentityError DuplicateEmail(string email) => Of(nameof(DuplicateEmail), email);
    public override IdentityError PasswordTooShort(int length) => Of(nameof(PasswordTooShort), length);
    public override IdentityError PasswordRequiresUniqueChars(int uniqueChars) => Of(nameof(PasswordRequiresUniqueChars), uniqueChars);

    IdentityError Of(string code, object? about = null) => new() { Code = code, Description = words[$"identity.{code}", about ?? ""] };
}
