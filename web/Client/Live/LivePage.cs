using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace TradeLive.Client.Live;

/// <summary>A page that shows one stream or a list of them, and asks anew when that is no longer as it was.</summary>
public abstract class LivePage : ComponentBase, IDisposable
{
    string? watched;
    bool gathering, gone;

    [Inject] protected IStringLocalizer<Words> L { get; set; } = null!;
    [Inject] protected TradeApi Api { get; set; } = null!;
    [Inject] protected LiveConnection Live { get; set; } = null!;
    [Inject] protected TimeProvider Clock { get; set; } = null!;

    /// <summary>What is watched: the stream that the page's parameters name, or a kind's <c>all</c>.</summary>
    protected abstract string Stream { get; }

    /// <summary>True if what is there is what the page's parameters name.</summary>
    protected abstract bool Has { get; }

    /// <summary>How long changes gather before it is asked anew.</summary>
    protected virtual TimeSpan Gather => TimeSpan.FromMilliseconds(200);

    /// <summary>The server could not be asked the last time.</summary>
    protected bool Failed { get; private set; }

    /// <summary>The server has nothing of this for the reader.</summary>
    protected bool Missing { get; set; }

    /// <summary>Asks the server.</summary>
    /// <exception cref="HttpRequestException">It cannot be reached or failed.</exception>
    protected abstract Task Fetch();

    protected override async Task OnParametersSetAsync()
    {
        if (!Has) await Load();
        if (watched is not null && watched != Stream) await Watch();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        Live.Changed += Changed;
        Live.StateChanged += Watch;
        await Watch();
    }

    protected async Task Load()
    {
        try
        {
            await Fetch();
            Failed = false;
        }
        catch (HttpRequestException)
        {
            Failed = true;
        }
    }

    // What changed before it was watched is in no message: asked once more.
    Task Watch() => InvokeAsync(async () =>
    {
        if (!Live.IsUp || gone) return;
        if (watched is { } before && before != Stream) await Live.UnwatchObject(before);
        watched = Stream;
        await Live.WatchObject(watched);
        await Load();
        StateHasChanged();
    });

    Task Changed(string stream) => stream == watched ? InvokeAsync(Reload) : Task.CompletedTask;

    async Task Reload()
    {
        if (gathering) return;
        gathering = true;
        await Task.Delay(Gather, Clock);
        gathering = false;
        if (gone) return;
        await Load();
        StateHasChanged();
    }

    public void Dispose()
    {
        gone = true;
        Live.Changed -= Changed;
        Live.StateChanged -= Watch;
        if (watched is not null) _ = Live.UnwatchObject(watched);
        GC.SuppressFinalize(this);
    }
}
