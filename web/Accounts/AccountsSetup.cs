using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using TradeLive.Storage;

namespace TradeLive.Web.Accounts;

static class AccountsSetup
{
    const string CookieOrToken = "CookieOrToken";

    /// <summary>The accounts and what checks them, without the web: enough for the verbs.</summary>
    public static IServiceCollection AddAccounts(this IServiceCollection services, StorageOptions storage)
    {
        Directory.CreateDirectory(storage.Directory);
        services.AddDbContext<AccountsContext>(options =>
        {
            if (storage.Provider == StorageProvider.Postgres) options.UseNpgsql(storage.ConnectionString);
            else options.UseSqlite($"Data Source={Path.Combine(storage.Directory, "identity.db")}");
        });
        services.AddScoped<ApiTokens>();
        services.AddLocalization();
        services.AddDataProtection().SetApplicationName("TradeLive").PersistKeysToFileSystem(new(Path.Combine(storage.Directory, "keys")));
        services.AddIdentityCore<AppUser>(options =>
            {
                options.User.RequireUniqueEmail = true;
                options.Password.RequiredLength = 10;
                options.Password.RequireNonAlphanumeric = options.Password.RequireDigit = options.Password.RequireUppercase = options.Password.RequireLowercase = false;
                options.Lockout.MaxFailedAccessAttempts = 8;
            })
            .AddEntityFrameworkStores<AccountsContext>().AddDefaultTokenProviders().AddSignInManager().AddClaimsPrincipalFactory<AppClaims>()
            .AddErrorDescriber<IdentityErrors>();
        return services;
    }

    /// <summary>Sign-in by cookie for people, by token for programs.</summary>
    public static IServiceCollection AddSignIn(this IServiceCollection services)
    {
        services.AddMemoryCache();
        services.AddAuthentication(CookieOrToken)
            .AddScheme<AuthenticationSchemeOptions, TokenSignIn>(TokenSignIn.Name, null)
            .AddPolicyScheme(CookieOrToken, null, options => options.ForwardDefaultSelector =
                context => TokenSignIn.Token(context.Request) is null ? IdentityConstants.ApplicationScheme : TokenSignIn.Name)
            .AddIdentityCookies();
        services.ConfigureApplicationCookie(options =>
        {
            options.LoginPath = "/sign-in";
            options.ReturnUrlParameter = "returnUrl";
            options.Cookie.Name = "tradelive";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.ExpireTimeSpan = TimeSpan.FromDays(14);
            options.Events.OnRedirectToLogin = context => Answer(context.HttpContext, context.RedirectUri, StatusCodes.Status401Unauthorized);
            options.Events.OnRedirectToAccessDenied = context => Answer(context.HttpContext, context.RedirectUri, StatusCodes.Status403Forbidden);
        });
        // A changed role or password counts within seconds, not at the next sign-in.
        services.Configure<SecurityStampValidatorOptions>(options => options.ValidationInterval = TimeSpan.FromSeconds(10));
        services.AddAuthorization();
        return services;
    }

    static Task Answer(HttpContext context, string redirect, int status)
    {
        if (context.Request.Path.StartsWithSegments("/api") || context.Request.Path.StartsWithSegments("/hub")) context.Response.StatusCode = status;
        else context.Response.Redirect(redirect);
        return Task.CompletedTask;
    }
}
