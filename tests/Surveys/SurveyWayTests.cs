using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TradeLive.Client.Surveys;
using TradeLive.Log;
using TradeLive.Surveys;
using TradeLive.Views;
using static TradeLive.Tests.Surveys.Forms;

namespace TradeLive.Tests.Surveys;

/// <summary>The web with fourteen people, shared by the tests of a class.</summary>
public sealed class Staffed : IAsyncLifetime
{
    internal SurveyHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Host = await SurveyHost.Begin(14, level: LogLevel.Warning);

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}

/// <summary>The whole way of an answer, and the ways around it that must be shut.</summary>
public sealed class SurveyWayTests(Staffed staffed) : IClassFixture<Staffed>
{
    const int Invited = 10;

    readonly SurveyHost host = staffed.Host;

    static string Person(int number) => SurveyHost.PersonId(number);

    async Task<string> CodeOf(HttpResponseMessage answer, HttpStatusCode status)
    {
        using (answer)
        {
            Assert.Equal(status, answer.StatusCode);
            return await SurveyHost.CodeOf(answer);
        }
    }

    [Fact]
    public async Task An_invited_person_finds_the_answer_in_the_published_set()
    {
        var id = await host.Open(Plain, Invited);
        var receipts = new List<string>();
        for (var i = 1; i <= 6; i++)
        {
            var held = await host.Fetch(Person(i), id);
            var received = await host.Hand(held, Answer(i % 5 + 1, "fine"));
            Assert.Null(received.Secret);
            receipts.Add(received.Receipt!);
            Assert.Equal(Receipt.Of(Receipt.Mark(held.Secret), Answer(i % 5 + 1, "fine")), received.Receipt);
        }
        Assert.Empty(await host.Receipts(id));
        Assert.Equal((5, false), (await host.View(id)).Participation is var open ? (open.Answers, open.IsExact) : default);
        await host.Close(id);
        Assert.Equal(receipts.Order(), (await host.Receipts(id)).Order());
        var view = await host.View(id);
        Assert.Equal(new Participation(Invited, 6, 0, 6, true, 6), view.Participation);
        Assert.Equal(Receipt.Digest(receipts), Assert.Single(view.Releases).Digest);
        Assert.Equal(6, (await host.Results(id)).Find("mood")!.Answered);
    }

    [Fact]
    public async Task The_key_is_the_same_for_all_and_the_one_that_the_log_fixed_before_the_first_signature()
    {
        var id = await host.Open(Plain, Invited);
        var entries = host.Services.GetRequiredService<ChangeLog>().ReadStreams([$"survey/{id}"]);
        var opened = entries.Single(entry => entry.Type == "survey.opened.v1");
        var box = (await host.View(id)).Key;
        for (var i = 1; i <= 2; i++)
        {
            using var client = host.Client(Person(i));
            var mine = (await client.GetFromJsonAsync("/api/surveys/mine", ViewsJson.Default.IReadOnlyListMySurvey))!.Single(survey => survey.Id == id);
            Assert.True(mine.Key.Key.SameAs(box.Key));
            Assert.Equal((mine.Key.Key.Fingerprint, opened.Hash, opened.Version), (mine.Key.Fingerprint, mine.Key.Hash, mine.Key.Version));
            Assert.Contains(mine.Key.Fingerprint, opened.Body, StringComparison.Ordinal);
            Assert.Equal(Invited, mine.Invited.Count);
        }
        await host.Fetch(Person(1), id);
        Assert.True(host.Services.GetRequiredService<ChangeLog>().ReadStreams([$"survey/{id}"]).Single(entry => entry.Type == "survey.token-granted.v1").Version > opened.Version);
        await SurveyHost.Done(host.Manager.PostAsync($"/api/surveys/{id}/open", null));
        Assert.True((await host.View(id)).Key.Key.SameAs(box.Key));
    }

    [Fact]
    public async Task A_person_gets_one_signature_under_whatever_key_of_the_command_it_is_asked_for()
    {
        var id = await host.Open(Plain, Invited);
        var key = (await host.View(id)).Key.Key;
        using var client = host.Client(Person(1));
        client.DefaultRequestHeaders.Add("Idempotency-Key", "the same for all");
        var (first, second) = (BlindSignature.Blind(key, new byte[32]), BlindSignature.Blind(key, new byte[32]));
        using var given = await host.Ask(client, id, first.Sent);
        Assert.Equal(HttpStatusCode.OK, given.StatusCode);
        Assert.Equal("survey.token-taken", await CodeOf(await host.Ask(client, id, second.Sent), HttpStatusCode.Conflict));
        using var again = await host.Ask(client, id, first.Sent);
        Assert.Equal(await given.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        using var tooLarge = await host.Ask(client, id, key.Modulus);
        Assert.Equal(HttpStatusCode.BadRequest, tooLarge.StatusCode);
        using var tooShort = await host.Ask(client, id, new byte[383]);
        Assert.Equal(HttpStatusCode.BadRequest, tooShort.StatusCode);
        using var uninvited = host.Client(Person(11));
        using var refused = await host.Ask(uninvited, id, second.Sent);
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
    }

    [Fact]
    public async Task What_a_crash_kept_back_between_grant_and_signature_is_given_when_asked_again()
    {
        var id = await host.Open(Plain, Invited);
        var key = (await host.View(id)).Key.Key;
        var blinded = BlindSignature.Blind(key, new byte[32]);
        var hash = Convert.ToHexStringLower(SHA256.HashData(blinded.Sent));
        Assert.Null((await host.Grains.GetGrain<ISurveyGrain>(id).Grant(new(new(CommandId.New(), "x", "test"), Person(2), hash))).Refusal);
        using var client = host.Client(Person(2));
        using var answer = await host.Ask(client, id, blinded.Sent);
        Assert.NotNull(BlindSignature.Finish(key, blinded, (await answer.Content.ReadFromJsonAsync(ViewsJson.Default.BlindSigned))!.Signed));
        Assert.Equal(1, (await host.View(id)).Participation.Granted);
    }

    [Fact]
    public async Task A_token_counts_once_only_where_it_was_signed_and_only_if_it_was()
    {
        var (id, other) = (await host.Open(Plain, Invited), await host.Open(Plain, Invited));
        var held = await host.Fetch(Person(1), id);
        Assert.Equal("survey.bad-token", await CodeOf(await host.Send(held with { Survey = other }, Answer(1)), HttpStatusCode.Forbidden));
        Assert.Equal("survey.bad-token", await CodeOf(await host.Send(held with { Token = RandomNumberGenerator.GetBytes(64) }, Answer(1)), HttpStatusCode.Forbidden));
        Assert.Equal("survey.bad-token", await CodeOf(await host.Send(held with { Signature = RandomNumberGenerator.GetBytes(384) }, Answer(1)), HttpStatusCode.Forbidden));
        Assert.Equal("survey.bad-token", await CodeOf(await host.Send(held with { Token = [.. held.Token, 0] }, Answer(1)), HttpStatusCode.Forbidden));
        using var own = RSA.Create(3072);
        var forged = own.SignData(held.Token, HashAlgorithmName.SHA384, RSASignaturePadding.Pss);
        Assert.Equal("survey.bad-token", await CodeOf(await host.Send(held with { Signature = forged }, Answer(1)), HttpStatusCode.Forbidden));

        Assert.False((await host.Hand(held, Answer(1))).WasReceived);
        Assert.True((await host.Hand(held, Answer(1))).WasReceived);
        Assert.True((await host.Hand(held, Answer(5, "another"))).WasReceived);
        for (var i = 2; i <= 5; i++) await host.Hand(await host.Fetch(Person(i), id), Answer(1));
        await host.Close(id);
        Assert.Equal([5, 0, 0, 0, 0], (await host.Results(id)).Find("mood")!.Counts!);
        Assert.Equal("survey.not-open", await CodeOf(await host.Send(held, Answer(1)), HttpStatusCode.Conflict));
        await host.Close(other);
    }

    [Fact]
    public async Task Answers_that_an_administrator_adds_by_the_key_exceed_what_was_given_out_for_all_to_see()
    {
        var id = await host.Open(Plain, Invited);
        for (var i = 1; i <= 5; i++) await host.Hand(await host.Fetch(Person(i), id), Answer(1));
        var (keys, key) = (host.Services.GetRequiredService<SurveyKeys>(), (await host.View(id)).Key.Key);
        for (var i = 0; i < 3; i++)
        {
            var blinded = BlindSignature.Blind(key, RandomNumberGenerator.GetBytes(32));
            await host.Hand(new("", id, blinded.Prepared, BlindSignature.Finish(key, blinded, (await keys.Sign(id, key, blinded.Sent))!)!, new byte[32]), Answer(5));
        }
        await host.Close(id);
        var seen = (await host.View(id)).Participation;
        Assert.Equal((5, 0, 8), (seen.Granted, seen.Codes, seen.Answers));
        Assert.True(seen.Answers > seen.Granted + seen.Codes);
    }

    [Fact]
    public async Task Printed_codes_count_once_and_are_told_once_with_their_weaker_promise()
    {
        var id = await host.Open(Plain, Invited);
        using var made = await host.Manager.PostAsJsonAsync($"/api/surveys/{id}/codes", new CodesRequest([.. Enumerable.Range(3, 6).Select(Person)]), ViewsJson.Default.CodesRequest);
        var codes = (await made.Content.ReadFromJsonAsync(ViewsJson.Default.CodesView))!;
        Assert.Contains("Shuffle", codes.Warning, StringComparison.Ordinal);
        Assert.Equal(6, codes.Codes.Distinct().Count());
        Assert.All(codes.Codes, code => Assert.Equal(20, code.Count(char.IsAsciiLetterOrDigit)));
        foreach (var code in codes.Codes)
        {
            using var answer = await host.Send(id, new(Answer(4), Code: code.ToUpperInvariant().Replace("-", " ", StringComparison.Ordinal)));
            var received = (await answer.Content.ReadFromJsonAsync(ViewsJson.Default.BoxReceived))!;
            Assert.Equal(Receipt.Of(Receipt.Mark(received.Secret!), Answer(4)), received.Receipt);
        }
        using var again = await host.Send(id, new(Answer(1), Code: codes.Codes[0]));
        Assert.True((await again.Content.ReadFromJsonAsync(ViewsJson.Default.BoxReceived))!.WasReceived);
        Assert.Equal("survey.bad-code", await CodeOf(await host.Send(id, new(Answer(1), Code: "aaaaa-aaaaa-aaaaa-aaaaa")), HttpStatusCode.Forbidden));
        using var client = host.Client(Person(3));
        Assert.Equal("survey.code-instead", await CodeOf(await host.Ask(client, id, BlindSignature.Blind((await host.View(id)).Key.Key, new byte[32]).Sent), HttpStatusCode.Conflict));
        var rows = await Everything.Rows(host);
        Assert.All(codes.Codes, code => Assert.DoesNotContain(rows, row => row.Text.Contains(code, StringComparison.OrdinalIgnoreCase)));
        await host.Close(id);
        Assert.Equal((6, 6), (await host.View(id)).Participation is var seen ? (seen.Codes, seen.Answers) : default);
    }

    [Fact]
    public async Task Who_leaves_gets_no_token_and_one_already_given_stays_valid()
    {
        var id = await host.Open(Plain, 14);
        var held = await host.Fetch(Person(13), id);
        using var leaver = host.Client(Person(14));
        await host.Leaves(Person(13));
        await host.Leaves(Person(14));
        var key = (await host.View(id)).Key.Key;
        using var refused = await host.Ask(leaver, id, BlindSignature.Blind(key, new byte[32]).Sent);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.False((await host.Hand(held, Answer(2))).WasReceived);
        await host.Close(id);
    }

    [Fact]
    public async Task The_box_reads_no_session_and_sets_none()
    {
        var id = await host.Open(Plain, Invited);
        foreach (var (method, path, body) in new[] { ("GET", $"/survey-box/{id}", null), ("GET", $"/survey-box/{id}/receipts", null), ("POST", $"/survey-box/{id}", "{}"), ("POST", $"/survey-box/{id}", "[[[") })
        {
            using var request = new HttpRequestMessage(new(method), path);
            request.Headers.Add("Cookie", "tradelive=CfDJ8-not-a-session; .AspNetCore.Culture=c%3Dzh-CN%7Cuic%3Dzh-CN");
            request.Headers.Add("Authorization", "Bearer tl_of-nobody");
            if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
            using var answer = await host.Box.SendAsync(request);
            Assert.Equal(body is null ? HttpStatusCode.OK : HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.False(answer.Headers.Contains("Set-Cookie"));
            Assert.False(answer.Headers.Contains("WWW-Authenticate"));
            Assert.True(answer.Headers.CacheControl?.NoStore);
            Assert.DoesNotContain(await answer.Content.ReadAsStringAsync(), letter => letter is >= '\u4e00' and <= '\u9fff');
        }
        using var chinese = new HttpRequestMessage(HttpMethod.Get, "/survey-box/none");
        chinese.Headers.AcceptLanguage.ParseAdd("zh-CN");
        using var unknown = await host.Box.SendAsync(chinese);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Contains("没有这个调查", (await unknown.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("title").GetString(), StringComparison.Ordinal);
        await host.Close(id);
    }

    [Fact]
    public async Task What_is_no_answer_is_refused_and_says_why()
    {
        var id = await host.Open(Plain, Invited);
        var held = await host.Fetch(Person(3), id);
        Assert.Equal("answer.missing", await CodeOf(await host.Send(held, new([new("words", Text: "only words")])), HttpStatusCode.BadRequest));
        Assert.Equal("answer.bad-number", await CodeOf(await host.Send(held, Answer(6)), HttpStatusCode.BadRequest));
        Assert.Equal("survey.bad-mark", await CodeOf(await host.Send(id, new(Answer(1), held.Token, held.Signature, Mark: new byte[5])), HttpStatusCode.BadRequest));
        Assert.Equal("survey.bad-token", await CodeOf(await host.Send(id, new(Answer(1))), HttpStatusCode.Forbidden));
        foreach (var body in new[] { "", "null", "[]", "{\"answer\":{\"items\":[null]}}", "{\"answer\":null}", "{\"answer\":{\"items\":[{}]}}", "{\"token\":\"not base64\"}", new string('[', 5000) })
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            Assert.Equal("answer.unreadable", await CodeOf(await host.Box.PostAsync($"/survey-box/{id}", content), HttpStatusCode.BadRequest));
        }
        using var huge = new StringContent($"{{\"code\":\"{new string('x', 300_000)}\"}}", Encoding.UTF8, "application/json");
        Assert.Equal("answer.too-large", await CodeOf(await host.Box.PostAsync($"/survey-box/{id}", huge), HttpStatusCode.RequestEntityTooLarge));
        // None of it has spent the token.
        Assert.False((await host.Hand(held, Answer(2))).WasReceived);
        await host.Close(id);
    }

    [Fact]
    public async Task A_survey_of_four_does_not_open_nor_one_whose_fifth_has_no_account()
    {
        var id = await host.Draft(Plain, 4);
        Assert.Equal("survey.too-few-invited", await CodeOf(await host.Manager.PostAsync($"/api/surveys/{id}/open", null), HttpStatusCode.Conflict));
        var request = new SurveyRequest { Form = Plain, Invited = [.. Enumerable.Range(1, 4).Select(Person), "nobody-1", "nobody-2"] };
        await SurveyHost.Done(host.Manager.PutAsJsonAsync($"/api/surveys/{id}", request, ViewsJson.Default.SurveyRequest));
        Assert.Equal("survey.too-few-invited", await CodeOf(await host.Manager.PostAsync($"/api/surveys/{id}/open", null), HttpStatusCode.Conflict));
        Assert.Equal(HttpStatusCode.NotFound, (await host.Box.GetAsync($"/survey-box/{id}")).StatusCode);
        await SurveyHost.Done(host.Manager.PostAsync($"/api/surveys/{id}/discard", null));
    }

    [Fact]
    public async Task Exported_results_hold_nothing_that_a_table_program_would_run()
    {
        var id = await host.Open(Of(Mood(), Words()), Invited);
        for (var i = 1; i <= 5; i++) await host.Hand(await host.Fetch(Person(i), id), Answer(3, $"=HYPERLINK(\"http://evil\";\"{i}\")"));
        await host.Close(id);
        var csv = await host.Manager.GetStringAsync($"/api/surveys/{id}/results.csv");
        Assert.Contains("\"Mood\",\"\",\"5\",\"3\",\"5\"", csv, StringComparison.Ordinal);
        Assert.Equal(5, csv.Split("\"'=HYPERLINK(\"\"http").Length - 1);
        Assert.DoesNotContain(",\"=", csv, StringComparison.Ordinal);
    }
}
