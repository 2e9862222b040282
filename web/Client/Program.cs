using Microsoft.AspNetCore.Components.WebAssembly.Hosting;
using TradeLive.Client;

var builder = WebAssemblyHostBuilder.CreateDefault(args);
builder.Services.AddScoped(_ => new HttpClient { BaseAddress = new(builder.HostEnvironment.BaseAddress) });
builder.Services.AddScoped(_ => new ReaderZone(TimeZoneInfo.Local.Id));
builder.Services.AddAuthorizationCore();
builder.Services.AddCascadingAuthenticationState();
builder.Services.AddAuthenticationStateDeserialization();
builder.Services.AddTradeLiveClient();
await builder.Build().RunAsync();
