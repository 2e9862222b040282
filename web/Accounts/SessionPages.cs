using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Localization;
using TradeLive.Web.Hosting;

namespace TradeLive.Web.Accounts;

/// <summary>Signing out and choosing a language without script.</summary>
static class SessionPages
{
    public static void MapSignOut(this WebApplication app)
    {
        // Safe without a token: the cookie is SameSite=Strict, so no other site can send it here.
        app.MapPost("/sign-out", async (SignInManager<AppUser> accounts) =>
        {
            await accounts.SignOutAsync();
            return TypedResults.LocalRedirect("/sign-in");
        }).DisableAntiforgery().ExcludeFromDescription();
        app.MapGet("/language/{culture}", (string culture, HttpContext context) =>
        {
            if (Languages.Supported.Contains(culture))
                context.Response.Cookies.Append(
                    CookieRequestCultureProvider.DefaultCookieName, CookieRequestCultureProvider.MakeCookieValue(new(culture)),
                    new() { MaxAge = TimeSpan.FromDays(365), IsEssential = true, SameSite = SameSiteMode.Lax, Path = "/" });
            var back = Uri.TryCreate(context.Request.Headers.Referer, UriKind.Absolute, out var from) && from.Host == context.Request.Host.Host ? from.PathAndQuery : "/";
            return TypedResults.LocalRedirect(back.StartsWith("//", StringComparison.Ordinal) ? "/" : back);
        }).ExcludeFromDescription();
    }
}
