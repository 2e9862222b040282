using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using TradeLive.Tests.Models;
using TradeLive.Views;

namespace TradeLive.Tests.Web;

/// <summary>Models that were trained elsewhere, brought in over HTTP.</summary>
public sealed class ModelFileTests(Company company) : IClassFixture<Company>
{
    async Task<HttpResponseMessage> Send(string task, byte[] file, string language = "en", string? days = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/models/{task}/file");
        var form = new MultipartFormDataContent { { new ByteArrayContent(file), "file", "a.model" } };
        if (days is not null) form.Add(new StringContent(days), "horizonDays");
        request.Content = form;
        request.Headers.AcceptLanguage.ParseAdd(language);
        return await company.Clients['m'].SendAsync(request);
    }

    async Task<BroughtModel> Bring(byte[] file)
    {
        using var answer = await Send("win", file);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync(ViewsJson.Default.BroughtModel))!;
    }

    async Task<ModelTaskView> Win() => (await company.Clients['m'].GetFromJsonAsync("/api/models", ViewsJson.Default.ModelsView))!.Tasks.Single(task => task.Task == "win");

    [Fact]
    public async Task A_file_becomes_a_challenger_with_its_figures_and_serves_once_a_manager_promotes_it()
    {
        var first = await Bring(TestModels.File(TestModels.Win(1)));
        Assert.False(first.WasKnown);
        Assert.InRange(first.Known, 1, first.Columns);
        var other = await Bring(TestModels.File(TestModels.Win(2)));
        Assert.Equal(first.Version + 1, other.Version);
        var win = await Win();
        Assert.Null(win.Champion);
        var brought = win.Models.Single(model => model.Version == first.Version);
        Assert.True(brought.Summary.Imported);
        Assert.Equal((60, 0.5, 0.8), (brought.Summary.Figures!.Judged, brought.Summary.Figures.Loss, brought.Summary.Figures.Auc));
        await Company.Ok(company.Clients['m'].PostAsync($"/api/models/win/{first.Version}/promote", null));
        await Server.Until(async () => (await company.Admin.GetStringAsync($"/api/inquiries/{company.Inquiries[Whose.Own]}")).Contains($"win-{first.Version}", StringComparison.Ordinal));
        await Company.Ok(company.Clients['m'].PostAsync("/api/models/win/roll-back", null));
    }

    [Fact]
    public async Task The_same_file_again_changes_nothing_and_says_what_it_is()
    {
        var file = TestModels.File(TestModels.Win(3));
        var first = await Bring(file);
        var count = (await Win()).Models.Count;
        Assert.Equal(first with { WasKnown = true }, await Bring(file));
        Assert.Equal(count, (await Win()).Models.Count);
    }

    [Theory]
    [InlineData("en", "damaged", "another version")]
    [InlineData("zh-CN", "损坏", "其他版本")]
    public async Task A_file_that_is_damaged_and_one_of_another_form_or_no_model_are_refused_each_in_words_of_its_own(string language, string ifDamaged, string ifOther)
    {
        var good = TestModels.File(TestModels.Win(4));
        byte[] damaged = [.. good[..^40], .. good[^40..].Select(one => (byte)~one)], other = [(byte)(good[0] + 1), .. good[1..]];
        var before = (await Win()).Models.Count;
        foreach (var (file, code, words, not) in new[]
        {
            (damaged, "problem.model-damaged", ifDamaged, ifOther), (good[..^200], "problem.model-damaged", ifDamaged, ifOther), ([], "problem.model-damaged", ifDamaged, ifOther),
            (other, "problem.model-other-form", ifOther, ifDamaged), (Encoding.UTF8.GetBytes("no model"), "problem.model-other-form", ifOther, ifDamaged),
        })
        {
            using var answer = await Send("win", file, language);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
            Assert.Equal(code, problem.GetProperty("code").GetString());
            Assert.Contains(words, problem.GetProperty("title").GetString(), StringComparison.Ordinal);
            Assert.DoesNotContain(not, problem.GetProperty("title").GetString(), StringComparison.Ordinal);
        }
        Assert.Equal(before, (await Win()).Models.Count);
    }

    [Theory]
    [InlineData("en", "for “Chance of winning an inquiry”, not for “Risk that a customer leaves”")]
    [InlineData("zh-CN", "用于“询盘成交概率”")]
    public async Task A_model_of_another_task_is_refused_and_both_are_named(string language, string words)
    {
        using var answer = await Send("churn", TestModels.File(TestModels.Win(5)), language, "90");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(words, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("title").GetString(), StringComparison.Ordinal);
        using var unknown = await Send("weather", TestModels.File(TestModels.Win(5)));
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("0")]
    [InlineData("3651")]
    [InlineData("some")]
    public async Task A_churn_model_needs_the_days_that_it_looks_ahead(string? days)
    {
        using var answer = await Send("churn", TestModels.File(TestModels.Win(6)), "en", days);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("how many days", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_above_the_limit_is_refused_before_it_is_read()
    {
        using var answer = await Send("win", new byte[(32 << 20) + 1]);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("32 MB", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
