using TradeLive.Web.Access;

namespace TradeLive.Web.Api;

/// <summary>Rights that a whole group of endpoints asks for.</summary>
static class Rights
{
    /// <summary>Lets in only those of whom this is true; all others are told that they may not.</summary>
    public static RouteGroupBuilder Only(this RouteGroupBuilder group, Func<Viewer, bool> may) => group.AddEndpointFilter(async (context, next) =>
    {
        var services = context.HttpContext.RequestServices;
        return may(services.GetRequiredService<Permissions>().Of(context.HttpContext.User)) ? await next(context) : services.GetRequiredService<Answers>().Forbidden();
    });
}
