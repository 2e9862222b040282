using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;

namespace TradeLive.Tests.Faults;

/// <summary>One inquiry on its way: how far it is to go, and how far the server has said that it is.</summary>
sealed class Deal(string name, int steps)
{
    public string Name => name;
    public int Steps { get; set; } = steps;
    public string? Id { get; set; }
    /// <summary>Count of the steps that were acknowledged.</summary>
    public int Acknowledged { get; set; }
}

/// <summary>Reps who take inquiries in, claim, move and win them, until the line breaks; what was under way is sent again with the same key.</summary>
sealed class MixedLoad(HttpClient rep)
{
    /// <summary>What each step puts into the log of its inquiry, exactly once.</summary>
    public static IReadOnlyList<string> Events { get; } = ["inquiry.received.v1", "inquiry.claimed.v1", "inquiry.moved.v1", "inquiry.won.v1"];

    readonly ConcurrentQueue<Deal> deals = new(), broken = new();
    readonly ConcurrentQueue<string> faults = new();

    public IReadOnlyCollection<Deal> Deals => deals;

    /// <summary>Commands that the server refused, though nothing stood against them.</summary>
    public IReadOnlyCollection<string> Faults => faults;

    /// <summary>Works until the line breaks or it is told to stop.</summary>
    public async Task Run(string name, Random random, CancellationToken stop)
    {
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            var deal = new Deal($"{name}-{i}", random.Next(1, Events.Count + 1));
            deals.Enqueue(deal);
            if (await Finish(deal)) continue;
            broken.Enqueue(deal);
            return;
        }
    }

    /// <summary>Sends again what was under way when the line broke, with the same keys.</summary>
    public async Task Resume()
    {
        while (broken.TryDequeue(out var deal))
            if (!await Finish(deal)) faults.Enqueue($"{deal.Name} could not be taken up again.");
    }

    async Task<bool> Finish(Deal deal)
    {
        try
        {
            while (deal.Acknowledged < deal.Steps)
            {
                if (await Send(deal)) deal.Acknowledged++;
                else deal.Steps = deal.Acknowledged;
            }
            return true;
        }
        catch (Exception lost) when (lost is HttpRequestException or IOException)
        {
            return false;
        }
    }

    async Task<bool> Send(Deal deal)
    {
        var name = deal.Name;
        var (command, body) = deal.Acknowledged switch
        {
            0 => ("", (object?)new { source = "web", number = name, buyer = $"B{name}", email = $"mail@b{name}.example", country = "DE", product = "LED lamp", team = "east" }),
            1 => ($"{deal.Id}/claim", null),
            2 => ($"{deal.Id}/stage", new { from = "New", to = "Qualified" }),
            _ => ($"{deal.Id}/win", new { amount = 10, currency = "USD" }),
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/inquiries/{command}") { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", $"{name}:{deal.Acknowledged}");
        using var answer = await rep.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        if (answer.IsSuccessStatusCode) deal.Id = JsonDocument.Parse(text).RootElement.GetProperty("id").GetString();
        else faults.Enqueue($"{name} {command}: {answer.StatusCode} {text}");
        return answer.IsSuccessStatusCode;
    }
}
