using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.SignalR.Client;
using TradeLive.Views;

namespace TradeLive.Client.Live;

/// <summary>The line to the server by which changes come. It comes back by itself, for as long as the page is open.</summary>
public sealed class LiveConnection(NavigationManager navigation) : IAsyncDisposable
{
    HubConnection? hub;

    public bool IsUp { get; private set; }

    /// <summary>True once it was up: what is down now was lost, not yet to come.</summary>
    public bool WasUp { get; private set; }

    /// <summary>Raised when the line goes down or is back.</summary>
    public event Func<Task>? StateChanged;

    public event Func<BoardBatch, Task>? Batch;

    /// <summary>Raised with a board whose snapshot must be loaded again.</summary>
    public event Func<string, Task>? Reset;

    /// <summary>Raised with a stream that is no longer as it was.</summary>
    public event Func<string, Task>? Changed;

    public async Task Start()
    {
        if (hub is not null) return;
        hub = new HubConnectionBuilder().WithUrl(navigation.ToAbsoluteUri("/hub/live")).WithAutomaticReconnect(new Forever())
            .AddJsonProtocol(options =>
            {
                options.PayloadSerializerOptions.TypeInfoResolverChain.Insert(0, ViewsJson.Default);
                options.PayloadSerializerOptions.Converters.Add(new JsonStringEnumConverter<WatchAnswer>());
            }).Build();
        hub.On<BoardBatch>("Batch", batch => Batch?.Invoke(batch) ?? Task.CompletedTask);
        hub.On<string>("Reset", board => Reset?.Invoke(board) ?? Task.CompletedTask);
        hub.On<string>("Changed", stream => Changed?.Invoke(stream) ?? Task.CompletedTask);
        hub.Reconnecting += _ => Say(false);
        hub.Reconnected += _ => Say(true);
        for (var pause = 1; !IsUp; pause = Math.Min(pause * 2, 15))
        {
            try
            {
                await hub.StartAsync();
                await Say(true);
            }
            catch (HttpRequestException)
            {
                await Task.Delay(TimeSpan.FromSeconds(pause));
            }
        }
    }

    public Task<WatchAnswer> Watch(string board, string position) => hub!.InvokeAsync<WatchAnswer>("Watch", board, position);

    public Task Unwatch(string board) => IsUp ? hub!.InvokeAsync("Unwatch", board) : Task.CompletedTask;

    public Task WatchObject(string stream) => hub!.InvokeAsync<bool>("WatchObject", stream);

    public Task UnwatchObject(string stream) => IsUp ? hub!.InvokeAsync("UnwatchObject", stream) : Task.CompletedTask;

    public ValueTask DisposeAsync() => hub?.DisposeAsync() ?? ValueTask.CompletedTask;

    Task Say(bool up)
    {
        IsUp = up;
        WasUp |= up;
        return StateChanged?.Invoke() ?? Task.CompletedTask;
    }

    /// <summary>Waits longer from try to try, by chance a little, so that not all come back in one moment.</summary>
    sealed class Forever : IRetryPolicy
    {
        public TimeSpan? NextRetryDelay(RetryContext retryContext) =>
            TimeSpan.FromMilliseconds(Math.Min(500 * Math.Pow(2, Math.Min(retryContext.PreviousRetryCount, 5)), 10_000) + Random.Shared.Next(500));
    }
}
