namespace TradeLive.Views;

/// <summary>The account of who asks.</summary>
/// <param name="Name">Name that others see.</param>
/// <param name="Rep">The rep that the account stands for.</param>
public sealed record AccountView(string Email, string Name, string Role, string? Rep);

/// <param name="Name">Name that others see from now on.</param>
public sealed record AccountRequest(string Name);

/// <summary>A key by which a program signs in as the account. The key itself is kept nowhere.</summary>
public sealed record TokenView(string Id, string Name, DateTimeOffset CreatedAt);

/// <param name="Name">What it is for.</param>
public sealed record TokenRequest(string Name);

/// <param name="Token">The key, shown this once.</param>
public sealed record NewToken(string Id, string Name, string Token);
