using System.Net;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.SignalR.Client;
using TradeLive.Views;

namespace TradeLive.Client.Live;

/// <summary>The line to the server by which changes come. It comes back by itself, for as long as the page is open.</summary>
public sealed class LiveConnection(NavigationManager navigation) : IAsyncDisposable
{
    readonly CancellationTokenSource closed = new();
    HubConnection? hub;

    public bool IsUp { get; private set; }

    /// <summary>True once it was up: what is down now was lost, not yet to come.</summary>
    public bool WasUp { get; private set; }

    /// <summary>True while the server does not know who asks: the session has ended.</summary>
    public bool IsSignedOut { get; private set; }

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
        hub = new HubConnectionBuilder().WithUrl(navigation.ToAbsoluteUri("/hub/live")).WithAutomaticReconnect(new Forever(this))
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
        hub.Closed += async _ => { await Say(false); await Open(); };
        await Open();
    }

    /// <summary>Streams a board's changes after a position. Where the line breaks meanwhile, whoever watches asks again when it is back.</summary>
    public Task<WatchAnswer> Watch(string board, string position) => Ask(() => hub!.InvokeAsync<WatchAnswer>("Watch", board, position));

    public Task Unwatch(string board) => Ask(() => hub!.InvokeAsync<object?>("Unwatch", board));

    public Task WatchObject(string stream) => Ask(() => hub!.InvokeAsync<bool>("WatchObject", stream));

    public Task UnwatchObject(string stream) => Ask(() => hub!.InvokeAsync<object?>("UnwatchObject", stream));

    public async ValueTask DisposeAsync()
    {
        await closed.CancelAsync();
        if (hub is not null) await hub.DisposeAsync();
        closed.Dispose();
    }

    async Task Open()
    {
        await Persistence.Until(Begin, Persistence.Pause, closed.Token);
        if (!closed.IsCancellationRequested) await Say(true);
    }

    async Task Begin()
    {
        try
        {
            await hub!.StartAsync(closed.Token);
        }
        catch (Exception e)
        {
            await Note(e);
            throw;
        }
    }

    async Task<T?> Ask<T>(Func<Task<T>> call)
    {
        if (!IsUp) return default;
        try { return await call(); }
        catch (Exception) when (hub?.State != HubConnectionState.Connected) { return default; }
    }

    Task Note(Exception? failure)
    {
        var signedOut = failure is HttpRequestException { StatusCode: HttpStatusCode.Unauthorized };
        if (signedOut == IsSignedOut) return Task.CompletedTask;
        IsSignedOut = signedOut;
        return StateChanged?.Invoke() ?? Task.CompletedTask;
    }

    Task Say(bool up)
    {
        IsUp = up;
        WasUp |= up;
        IsSignedOut &= !up;
        return StateChanged?.Invoke() ?? Task.CompletedTask;
    }

    sealed class Forever(LiveConnection line) : IRetryPolicy
    {
        public TimeSpan? NextRetryDelay(RetryContext retryContext)
        {
            _ = line.Note(retryContext.RetryReason);
            return Persistence.Pause(retryContext.PreviousRetryCount);
        }
    }
}
