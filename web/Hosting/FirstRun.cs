using Microsoft.EntityFrameworkCore;
using TradeLive.Web.Accounts;

namespace TradeLive.Web.Hosting;

/// <summary>Until there is an account, every page leads to the one that creates the administrator.</summary>
sealed class FirstRun(RequestDelegate next)
{
    volatile bool hasUsers;

    public async Task InvokeAsync(HttpContext context)
    {
        if (!hasUsers)
        {
            hasUsers = await context.RequestServices.GetRequiredService<AccountsContext>().Users.AnyAsync();
            if (!hasUsers && IsPage(context.Request))
            {
                context.Response.Redirect("/welcome");
                return;
            }
        }
        await next(context);
    }

    static bool IsPage(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal)
        && request.Path != "/welcome" && !request.Path.StartsWithSegments("/health") && !request.Path.StartsWithSegments("/scalar");
}
