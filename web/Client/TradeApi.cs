using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Components;
using TradeLive.Views;

namespace TradeLive.Client;

/// <summary>What the server said to a command: done, or why not in the reader's language.</summary>
/// <param name="Code">The refusal's code, with its data, for a page that does more than show the text.</param>
public sealed record Answer(bool Done, string? Problem, string? Code = null, IReadOnlyDictionary<string, string>? Data = null);

/// <summary>The server's HTTP API.</summary>
public sealed class TradeApi(HttpClient http, NavigationManager navigation)
{
    const int Tries = 3;

    bool leaving;

    /// <summary>Reads; who is no longer signed in is led to the sign-in page and back.</summary>
    /// <returns>Null where there is no such thing or the reader may not see it.</returns>
    /// <exception cref="HttpRequestException">The server cannot be reached or failed.</exception>
    public async Task<T?> Get<T>(string path) where T : class
    {
        using var response = await http.GetAsync(new Uri($"api/{path}", UriKind.Relative));
        if (response.StatusCode == HttpStatusCode.Unauthorized && !leaving)
        {
            leaving = true;
            navigation.NavigateTo(SignInPath(navigation), forceLoad: true);
        }
        if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized) return null;
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync(Type<T>());
    }

    /// <summary>The sign-in page that leads back to where the reader is now.</summary>
    public static string SignInPath(NavigationManager navigation) => $"/sign-in?ReturnUrl={Uri.EscapeDataString($"/{navigation.ToBaseRelativePath(navigation.Uri)}")}";

    /// <summary>Sends a command; when the line breaks it is sent again with the same key, so that it is done once.</summary>
    public Task<Answer> Post<T>(string path, T body) => Send(HttpMethod.Post, path, body);

    /// <summary>Puts a thing as it is to be, in the same way.</summary>
    public Task<Answer> Put<T>(string path, T body) => Send(HttpMethod.Put, path, body);

    async Task<Answer> Send<T>(HttpMethod method, string path, T body)
    {
        var key = Guid.NewGuid().ToString("N");
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var request = new HttpRequestMessage(method, $"api/{path}") { Content = JsonContent.Create(body, Type<T>()) };
                request.Headers.Add("Idempotency-Key", key);
                using var response = await http.SendAsync(request);
                return response.IsSuccessStatusCode ? new(true, null) : await Refused(response);
            }
            catch (HttpRequestException) when (attempt < Tries)
            {
                await Task.Delay(TimeSpan.FromSeconds(attempt));
            }
            catch (HttpRequestException)
            {
                return new(false, null);
            }
        }
    }

    /// <returns>What the server made of the file, or why it could not.</returns>
    /// <param name="fields">What goes with the file.</param>
    /// <exception cref="HttpRequestException">The server cannot be reached.</exception>
    public async Task<(T? Made, string? Problem)> Upload<T>(string path, Stream content, string name, params (string Name, string Value)[] fields) where T : class
    {
        using var form = new MultipartFormDataContent();
        using var file = new StreamContent(content);
        form.Add(file, "file", name);
        foreach (var field in fields) form.Add(new StringContent(field.Value), field.Name);
        using var response = await http.PostAsync(new Uri($"api/{path}", UriKind.Relative), form);
        return response.IsSuccessStatusCode
            ? (await response.Content.ReadFromJsonAsync(Type<T>()), null)
            : (null, (await Refused(response)).Problem);
    }

    static async Task<Answer> Refused(HttpResponseMessage response)
    {
        try
        {
            using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
            var root = problem.RootElement;
            if (root.TryGetProperty("errors", out var errors))
                return new(false, string.Join(' ', errors.EnumerateObject().SelectMany(error => error.Value.EnumerateArray()).Select(text => text.GetString())));
            return new(
                false, root.TryGetProperty("title", out var title) ? title.GetString() : null, root.TryGetProperty("code", out var code) ? code.GetString() : null,
                root.TryGetProperty("data", out var data) ? data.EnumerateObject().ToDictionary(item => item.Name, item => item.Value.ToString()) : null);
        }
        catch (JsonException)
        {
            return new(false, null);
        }
    }

    static JsonTypeInfo<T> Type<T>() => (JsonTypeInfo<T>)ViewsJson.Default.GetTypeInfo(typeof(T))!;
}
