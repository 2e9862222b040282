using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Localization;
using TradeLive.Live;
using TradeLive.Views;
using TradeLive.Web.Access;
using TradeLive.Web.Hosting;

namespace TradeLive.Web.Api;

/// <summary>Who is signed in, and in which language.</summary>
static class SessionEndpoints
{
    public static void MapSession(this RouteGroupBuilder api)
    {
        api.MapGet("/me", Me).WithTags("Session").Produces<Me>();
        api.MapPost("/preferences", SetPreferences).WithTags("Session").Produces(204).ProducesProblem(400);
    }

    static Ok<Me> Me(HttpContext context, Permissions permissions, LiveModel model)
    {
        var viewer = permissions.Of(context.User);
        var organisation = model.Organisation;
        var board = viewer.SeesAllTeams ? LiveModel.AllTeams : viewer.Team ?? "";
        return TypedResults.Ok(new Me(
            viewer.Name, viewer.Role, viewer.Rep, viewer.Team, CultureInfo.CurrentUICulture.Name, board,
            organisation.Company.SampleLoadedAt is not null, organisation.Company.Terms?.Name));
    }

    static IResult SetPreferences(PreferencesRequest body, HttpContext context, Answers answers)
    {
        if (body.Culture is { } culture)
        {
            if (!Languages.Supported.Contains(culture)) return answers.Invalid(("culture", "problem.bad-culture"));
            Keep(context, CookieRequestCultureProvider.DefaultCookieName, CookieRequestCultureProvider.MakeCookieValue(new(culture)));
        }
        if (body.Theme is { } theme)
        {
            if (theme is not ("light" or "dark" or "auto")) return answers.Invalid(("theme", "problem.bad-theme"));
            Keep(context, "theme", theme);
        }
        return TypedResults.NoContent();
    }

    static void Keep(HttpContext context, string cookie, string value) => context.Response.Cookies.Append(
        cookie, value, new() { MaxAge = TimeSpan.FromDays(365), IsEssential = true, SameSite = SameSiteMode.Lax, Path = "/" });
}
