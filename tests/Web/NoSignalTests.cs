using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using System.Net.Http.Json;
using TradeLive.Hosting;
using TradeLive.Models;
using TradeLive.Scoring;
using TradeLive.Views;

namespace TradeLive.Tests.Web;

/// <summary>Where the last training found no signal, every page that shows a chance is told so.</summary>
public sealed class NoSignalTests
{
    [Fact]
    public async Task A_board_a_queue_and_an_inquiry_say_that_there_is_no_signal_once_a_training_found_none()
    {
        await using var server = await Server.Run();
        using var admin = await server.Admin();
        await Server.SetUpTeam(admin);
        var id = await Server.Receive(admin, "1", "1");
        await Server.Until(async () => (await admin.GetAsync($"/api/inquiries/{id}")).IsSuccessStatusCode);
        Assert.Equal((false, false, false), await Says(admin, id));

        await server.Kill();
        await FindNone(server.Data);
        await server.Start();
        Assert.Equal((true, true, true), await Says(admin, id));
    }

    static async Task<(bool Board, bool Queue, bool Inquiry)> Says(HttpClient admin, string id) => (
        (await admin.GetFromJsonAsync("/api/boards/east", ViewsJson.Default.BoardSnapshot))!.HasNoSignal,
        (await admin.GetFromJsonAsync("/api/queue?rep=ann", ViewsJson.Default.QueueView))!.HasNoSignal,
        (await admin.GetFromJsonAsync($"/api/inquiries/{id}", ViewsJson.Default.InquiryDetails))!.HasNoSignal);

    // The register is told by hand what a training over many inquiries would come to. Its own one ends sooner now and then, for want of outcomes: asked again.
    static async Task FindNone(string folder)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Critical);
        builder.Configuration["Storage:Directory"] = folder;
        builder.AddTradeLiveSilo();
        using var host = builder.Build();
        await host.StartAsync();
        var register = host.Services.GetRequiredService<IGrainFactory>().GetGrain<IModelGrain>(ModelTasks.Win);
        await Server.Until(async () =>
        {
            await register.Request(new(By()));
            if ((await register.Get()).Running is { } running)
                await register.Conclude(new(By(), running.Number, null, new(false, "no-signal", new Dictionary<string, string> { ["outcomes"] = "80" })));
            return (await register.Get()).HasNoSignal;
        });
        await host.StopAsync();
    }

    static Caller By() => new(CommandId.New(), "test", "test");
}
