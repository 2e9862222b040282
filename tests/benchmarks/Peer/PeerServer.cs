using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace TradeLive.Benchmarks.Peer;

/// <summary>
/// What one would write by hand in an afternoon for the same job: ASP.NET Core and SignalR over one table, each change sent to the board's group.
/// No actors, no log, no scoring, no rights, no idempotency.
/// </summary>
static class PeerServer
{
    sealed record Move(string From, string To);

    sealed record Received(string Number, string Buyer, string Company, string Email, string Country, string Product, decimal Quantity);

    sealed class BoardHub : Hub
    {
        public Task Watch(string board) => Groups.AddToGroupAsync(Context.ConnectionId, board);
    }

    public static async Task Run(string url, string kind, string connectionString)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSignalR();
        var app = builder.Build();
        app.Urls.Add(url);
        var store = PeerStore.Open(kind, connectionString);
        await store.Ensure();
        app.MapGet("/health/ready", () => Results.Ok());
        app.MapPost("/api/inquiries", async (Received body, IHubContext<BoardHub> hub) =>
        {
            var card = Card(body);
            await store.Add(card);
            await hub.Clients.Group("all").SendAsync("Changed", card);
            return Results.Ok(new { card.Id });
        });
        app.MapPost("/api/inquiries/{id}/stage", async (string id, Move body, IHubContext<BoardHub> hub) =>
        {
            if (await store.Move(id, body.From, body.To) is not { } card) return Results.Conflict();
            await hub.Clients.Group("all").SendAsync("Changed", card);
            return Results.Ok(new { card.Id, card.Version });
        });
        app.MapPost("/api/inquiries/bulk", async (Received[] body) => await store.AddAll([.. body.Select(Card)]));
        app.MapGet("/api/boards/all", (int take) => store.Board(take));
        app.MapHub<BoardHub>("/hub/live");
        await app.RunAsync();
    }

    static PeerCard Card(Received body) =>
        new($"I-{body.Number}", 1, "New", body.Buyer, body.Company, body.Email, body.Country, body.Product, body.Quantity, body.Quantity * 3);
}
