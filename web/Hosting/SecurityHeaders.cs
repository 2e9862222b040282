namespace TradeLive.Web.Hosting;

/// <summary>Lets pages load from this server alone, and be framed by nobody.</summary>
sealed class SecurityHeaders(RequestDelegate next)
{
    // 'wasm-unsafe-eval' lets the runtime compile its module; inline styles are Virtualize's spacers, inline scripts Blazor's import map.
    const string Policy =
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        + "font-src 'self' data:; connect-src 'self' ws: wss:; frame-ancestors 'none'; base-uri 'self'; form-action 'self'";

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        return next(context);
    }
}
