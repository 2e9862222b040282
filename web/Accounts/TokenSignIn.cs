using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace TradeLive.Web.Accounts;

/// <summary>Makes API tokens, and knows whose a token is.</summary>
public sealed class ApiTokens(AccountsContext accounts, TimeProvider clock)
{
    const string Prefix = "tl_";

    /// <returns>The token, which is shown once and kept nowhere, and the id to revoke it by.</returns>
    public async Task<(string Id, string Token)> Create(AppUser user, string name)
    {
        var (id, token) = (Guid.CreateVersion7().ToString("N"), Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)));
        accounts.Tokens.Add(new() { Id = id, User = user.Id, Name = name, Hash = Hash(token), CreatedAt = clock.GetUtcNow() });
        await accounts.SaveChangesAsync();
        return (id, token);
    }

    public async Task<AppUser?> Owner(string token)
    {
        var hash = Hash(token);
        return await accounts.Users.AsNoTracking().FirstOrDefaultAsync(user => accounts.Tokens.Any(known => known.Hash == hash && known.User == user.Id));
    }

    public Task<List<ApiToken>> Of(string user) => accounts.Tokens.AsNoTracking().Where(token => token.User == user).OrderBy(token => token.Id).ToListAsync();

    public Task Revoke(string user, string id) => accounts.Tokens.Where(token => token.User == user && token.Id == id).ExecuteDeleteAsync();

    static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}

/// <summary>Signs in by <c>Authorization: Bearer</c>, or by <c>access_token</c> in the query for the hub, as SignalR's clients send it.</summary>
/// <remarks>The accounts' database is asked for only where a token is not remembered: to open it for each request costs more than most requests.</remarks>
sealed class TokenSignIn(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, IMemoryCache cache)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "Bearer";

    // A revoked token or a changed role counts within a second.
    static readonly TimeSpan Remembered = TimeSpan.FromSeconds(1);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Token(Request) is not { } token) return AuthenticateResult.NoResult();
        var principal = await cache.GetOrCreateAsync((typeof(TokenSignIn), token), entry => Find(token, entry));
        return principal is null ? AuthenticateResult.Fail("The token is not known.") : AuthenticateResult.Success(new(principal, Name));
    }

    async Task<ClaimsPrincipal?> Find(string token, ICacheEntry entry)
    {
        var services = Context.RequestServices;
        var user = await services.GetRequiredService<ApiTokens>().Owner(token);
        entry.AbsoluteExpirationRelativeToNow = user is null ? TimeSpan.FromMilliseconds(1) : Remembered;
        return user is null ? null : await services.GetRequiredService<IUserClaimsPrincipalFactory<AppUser>>().CreateAsync(user);
    }

    /// <returns>The token of a request; null if it carries none.</returns>
    public static string? Token(HttpRequest request)
    {
        const string Bearer = "Bearer ";
        var header = request.Headers.Authorization.ToString();
        if (header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)) return header[Bearer.Length..].Trim();
        return request.Path.StartsWithSegments("/hub") && request.Query["access_token"].ToString() is { Length: > 0 } query ? query : null;
    }
}

/// <summary>Puts role, rep and name into the cookie.</summary>
sealed class AppClaims(UserManager<AppUser> users, IOptions<IdentityOptions> options) : UserClaimsPrincipalFactory<AppUser>(users, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(AppUser user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new(ClaimTypes.Role, user.Role));
        identity.AddClaim(new(Access.Permissions.NameClaim, user.DisplayName.Length > 0 ? user.DisplayName : user.UserName!));
        if (user.Rep is { } rep) identity.AddClaim(new(Access.Permissions.RepClaim, rep));
        return identity;
    }
}
