using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using TradeLive.Views;

namespace TradeLive.Tests.Web;

/// <summary>What people do with scores, over HTTP.</summary>
public sealed class ScoreApiTests(Company company) : IClassFixture<Company>
{
    HttpClient Manager => company.Clients['m'];

    async Task<CompanyView> Settings() => (await Manager.GetFromJsonAsync("/api/company", ViewsJson.Default.CompanyView))!;

    [Fact]
    public async Task What_scores_may_look_at_is_kept_when_other_settings_are_changed_and_bad_numbers_are_refused()
    {
        await Company.Ok(Manager.PutAsJsonAsync("/api/company", new { name = "Made-up Lamps", scoring = new { byCountry = false, churnDays = 60 } }));
        await Company.Ok(Manager.PutAsJsonAsync("/api/company", new { name = "Made-up Lights" }));
        await Company.Ok(Manager.PutAsJsonAsync("/api/company", new { name = "Made-up Lights", scoring = new { trainEveryDays = 0 } }));
        var scoring = (await Settings()).Scoring!;
        Assert.Equal((false, true, 60, 0), (scoring.ByCountry, scoring.ByLanguage, scoring.ChurnDays, scoring.TrainEveryDays));

        foreach (var (wrong, english, chinese) in new (object, string, string)[]
        {
            (new { churnDays = 6 }, "after 7 to 730 days", "7 到 730"), (new { churnDays = 731 }, "after 7 to 730 days", "7 到 730"), (new { trainEveryDays = 91 }, "1 to 90 days", "1 到 90"), (new { trainEveryDays = -1 }, "1 to 90 days", "1 到 90"),
        })
            foreach (var (language, words) in new[] { ("en", english), ("zh-CN", chinese) })
            {
                using var request = new HttpRequestMessage(HttpMethod.Put, "/api/company") { Content = JsonContent.Create(new { name = "Made-up Lights", scoring = wrong }) };
                request.Headers.AcceptLanguage.ParseAdd(language);
                using var answer = await Manager.SendAsync(request);
                Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
                Assert.Contains(words, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("title").GetString(), StringComparison.Ordinal);
            }
        Assert.Equal(60, (await Settings()).Scoring!.ChurnDays);
    }

    [Fact]
    public async Task A_contest_is_listed_for_who_leads_the_team_with_its_words_and_is_marked_as_seen()
    {
        var id = await Open("contested", "ann");
        await Company.Ok(company.Clients['r'].PostAsJsonAsync($"/api/inquiries/{id}/contests", new { flaw = "TooHigh", text = "A student asks." }));
        Assert.Equal(HttpStatusCode.Forbidden, (await company.Clients['r'].GetAsync("/api/scores/contested")).StatusCode);
        var listed = (await Contests('l', "seen=false")).Items.Single(one => one.Inquiry == id);
        Assert.Equal(("A student asks.", ScoreFlaw.TooHigh, "ann", 1), (listed.Text, listed.Flaw, listed.By, listed.Number));
        Assert.InRange(listed.Probability, 0.01, 0.98);
        Assert.DoesNotContain((await Contests('l', "")).Items, one => one.Inquiry == company.Inquiries[Whose.Foreign]);
        Assert.Contains((await Contests('m', "flaw=TooLow")).Items, one => one.Inquiry == company.Inquiries[Whose.Foreign]);

        await Company.Ok(company.Clients['l'].PostAsync($"/api/inquiries/{id}/contests/1/seen", null));
        Assert.DoesNotContain((await Contests('l', "seen=false")).Items, one => one.Inquiry == id);
        Assert.Equal("lea", (await Contests('l', "seen=true")).Items.Single(one => one.Inquiry == id).SeenBy);
        Assert.Equal(HttpStatusCode.NotFound, (await company.Clients['l'].PostAsync($"/api/inquiries/{id}/contests/2/seen", null)).StatusCode);
        var history = await company.Clients['r'].GetStringAsync($"/api/inquiries/{id}");
        Assert.Contains("inquiry.score-contested.v1", history, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_if_names_steps_that_are_open_by_what_they_gain_and_none_for_what_is_closed()
    {
        var id = await Open("what-if", "ann");
        var advice = (await company.Clients['r'].GetFromJsonAsync($"/api/inquiries/{id}/what-if", ViewsJson.Default.WhatIfView))!;
        Assert.Equal([WhatIfAction.Quote, WhatIfAction.SendSample, WhatIfAction.Reply, WhatIfAction.AskPhone], advice.Options.Select(option => option.Action));
        Assert.All(advice.Options, option => Assert.Equal(option.Chance - advice.Chance, option.Gain, 6));
        await Company.Ok(company.Clients['r'].PostAsJsonAsync($"/api/inquiries/{id}/contacts", new { channel = "sample", text = "Two lamps by courier" }));
        await Server.Until(async () => !(await company.Clients['r'].GetFromJsonAsync($"/api/inquiries/{id}/what-if", ViewsJson.Default.WhatIfView))!
            .Options.Any(option => option.Action is WhatIfAction.SendSample or WhatIfAction.Reply));
        Assert.Empty((await Manager.GetFromJsonAsync($"/api/inquiries/{company.Won[Whose.Own]}/what-if", ViewsJson.Default.WhatIfView))!.Options);
    }

    [Fact]
    public async Task The_report_counts_the_teams_inquiries_of_the_period_for_its_lead_and_all_for_a_manager()
    {
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        async Task<ScoreReportView> Report(char who, string query) => (await company.Clients[who].GetFromJsonAsync($"/api/reports/scores{query}", ViewsJson.Default.ScoreReportView))!;
        var (lead, manager) = (await Report('l', ""), await Report('m', ""));
        Assert.Equal((today.AddMonths(-3), today), (lead.From, lead.To));
        Assert.Equal((2, 3), (lead.Whole.Closed, manager.Whole.Closed));
        Assert.Equal((30m, 1.0, "USD"), (manager.Whole.WonValue, manager.Whole.Won, manager.Currency));
        Assert.Equal(3, manager.Deciles.Sum(decile => decile.Count));
        Assert.Equal(manager.Whole.Closed, manager.Models.Sum(one => one.Closed));
        Assert.Equal(0, (await Report('m', "?from=2020-01-01&to=2020-03-31")).Whole.Closed);
        Assert.Equal(HttpStatusCode.Forbidden, (await company.Clients['r'].GetAsync("/api/reports/scores")).StatusCode);
        using var backwards = await Manager.GetAsync("/api/reports/scores?from=2020-01-02&to=2020-01-01");
        Assert.Equal(HttpStatusCode.BadRequest, backwards.StatusCode);
        Assert.Contains("must not end before it begins", await backwards.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    async Task<Page<ContestView>> Contests(char who, string query) => (await company.Clients[who].GetFromJsonAsync($"/api/scores/contested?{query}", ViewsJson.Default.PageContestView))!;

    async Task<string> Open(string name, string rep)
    {
        var id = await Server.Receive(company.Admin, name, name, name);
        await Server.Until(async () => (await company.Admin.GetStringAsync($"/api/inquiries/{id}")).Contains("\"customer\":", StringComparison.Ordinal));
        await Company.Ok(company.Admin.PostAsJsonAsync($"/api/inquiries/{id}/reassign", new { to = rep }));
        return id;
    }
}
