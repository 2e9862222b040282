using Microsoft.AspNetCore.Identity;
using TradeLive.Views;
using TradeLive.Web.Accounts;

namespace TradeLive.Web.Api;

/// <summary>A person's own account over HTTP.</summary>
static class AccountEndpoints
{
    const int MostLetters = 100;

    public static void MapAccount(this RouteGroupBuilder api)
    {
        var account = api.MapGroup("/account").WithTags("Account");
        account.MapGet("/", Get).Produces<AccountView>();
        account.MapPut("/", Put).Produces<AccountView>().ProducesProblem(400);
        account.MapGet("/tokens", Tokens).Produces<TokenView[]>();
        account.MapPost("/tokens", CreateToken).Produces<NewToken>(201).ProducesProblem(400);
        account.MapDelete("/tokens/{id}", RevokeToken).Produces(204);
    }

    static async Task<IResult> Get(HttpContext context, UserManager<AppUser> users, Answers answers) =>
        await users.GetUserAsync(context.User) is { } user ? TypedResults.Ok(View(user)) : answers.NotFound();

    static async Task<IResult> Put(AccountRequest body, HttpContext context, UserManager<AppUser> users, Answers answers)
    {
        if (await users.GetUserAsync(context.User) is not { } user) return answers.NotFound();
        if (WrongWith(body.Name) is { } wrong) return answers.Invalid(("name", wrong));
        user.DisplayName = body.Name.Trim();
        var result = await users.UpdateAsync(user);
        return result.Succeeded ? TypedResults.Ok(View(user)) : answers.Invalid("name", result);
    }

    static async Task<IResult> Tokens(HttpContext context, UserManager<AppUser> users, ApiTokens tokens) =>
        TypedResults.Ok((await tokens.Of(users.GetUserId(context.User)!)).Select(token => new TokenView(token.Id, token.Name, token.CreatedAt)).ToArray());

    static async Task<IResult> CreateToken(TokenRequest body, HttpContext context, UserManager<AppUser> users, ApiTokens tokens, Answers answers)
    {
        if (await users.GetUserAsync(context.User) is not { } user) return answers.NotFound();
        if (WrongWith(body.Name) is { } wrong) return answers.Invalid(("name", wrong));
        var (id, token) = await tokens.Create(user, body.Name.Trim());
        return TypedResults.Created($"/api/account/tokens/{id}", new NewToken(id, body.Name.Trim(), token));
    }

    static async Task<IResult> RevokeToken(string id, HttpContext context, UserManager<AppUser> users, ApiTokens tokens)
    {
        await tokens.Revoke(users.GetUserId(context.User)!, id);
        return TypedResults.NoContent();
    }

    static string? WrongWith(string name) => string.IsNullOrWhiteSpace(name) ? "problem.required" : name.Length > MostLetters ? "problem.too-long" : null;

    static AccountView View(AppUser user) => new(user.Email ?? "", user.DisplayName, user.Role, user.Rep);
}
