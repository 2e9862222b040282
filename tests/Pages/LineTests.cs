using System.Net;
using Microsoft.AspNetCore.Components;
using TradeLive.Client;
using TradeLive.Client.Live;
using TradeLive.Views;

namespace TradeLive.Tests.Pages;

public sealed class LineTests
{
    [Fact]
    public async Task Who_is_no_longer_signed_in_is_led_to_the_sign_in_page_and_back()
    {
        using var http = new HttpClient(new Refusing()) { BaseAddress = new("http://here/") };
        var browser = new Browser("http://here/orders?state=late");
        var api = new TradeApi(http, browser);
        Assert.Null(await api.Get<Me>("me"));
        Assert.Null(await api.Get<Me>("me"));
        Assert.Equal(["/sign-in?ReturnUrl=%2Forders%3Fstate%3Dlate"], browser.WentTo);
    }

    [Fact]
    public async Task A_start_is_tried_again_whatever_made_it_fail()
    {
        var tries = 0;
        await Persistence.Until(
            () => ++tries < 4 ? throw new InvalidOperationException("The handshake was cut off.") : Task.CompletedTask,
            _ => TimeSpan.Zero, TestContext.Current.CancellationToken);
        Assert.Equal(4, tries);
    }

    [Fact]
    public void Pauses_grow_to_ten_seconds_and_differ_from_browser_to_browser()
    {
        Assert.InRange(Persistence.Pause(0), TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1));
        Assert.All(Enumerable.Range(0, 100), tries => Assert.InRange(Persistence.Pause(tries), TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(10.5)));
        Assert.True(Enumerable.Range(0, 20).Select(_ => Persistence.Pause(9)).Distinct().Count() > 1);
    }

    sealed class Refusing : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.Unauthorized));
    }

    sealed class Browser : NavigationManager
    {
        public Browser(string at) => Initialize("http://here/", at);

        public List<string> WentTo { get; } = [];

        protected override void NavigateToCore(string uri, NavigationOptions options) => WentTo.Add(uri);
    }
}
