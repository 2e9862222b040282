using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using TradeLive.Views;

namespace TradeLive.Client.Forms;

/// <summary>A form that sends one command about an inquiry. What was typed stays until the server has said yes.</summary>
public abstract class InquiryForm : ComponentBase
{
    [Inject] protected TradeApi Api { get; set; } = null!;
    [Inject] protected IStringLocalizer<Words> L { get; set; } = null!;

    [Parameter, EditorRequired] public Card Card { get; set; } = null!;
    /// <summary>Raised once the server has done it.</summary>
    [Parameter] public EventCallback OnDone { get; set; }
    /// <summary>Puts the cursor into the first field.</summary>
    [Parameter] public bool Focus { get; set; }

    protected bool Busy { get; private set; }
    protected string? Problem { get; private set; }
    protected ElementReference First { get; set; }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && Focus) await First.FocusAsync();
    }

    protected void Fail(string problem) => Problem = problem;

    /// <returns>True if the server has done it.</returns>
    protected async Task<bool> Send<T>(string command, T body)
    {
        (Busy, Problem) = (true, null);
        var answer = await Api.Post($"inquiries/{Card.Id}/{command}", body);
        Busy = false;
        if (answer.Done) await OnDone.InvokeAsync();
        else Problem = answer.Problem ?? L["state.offline"];
        return answer.Done;
    }
}
