using System.Text.RegularExpressions;
using TradeLive.Storage;
using TradeLive.Surveys;
using TradeLive.Tests.Storage;
using static TradeLive.Tests.Surveys.Forms;

namespace TradeLive.Tests.Surveys;

/// <summary>Whoever holds the databases, the files and all logs, and joins them as they like, finds no way from an answer to a person.</summary>
public sealed partial class LinkageTests(Postgres postgres) : IClassFixture<Postgres>
{
    const int People = 12, K = 5;

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.Postgres)]
    public async Task No_table_file_or_log_leads_from_a_person_to_an_answer(StorageProvider provider)
    {
        await using var host = await SurveyHost.Begin(People, provider == StorageProvider.Postgres ? await postgres.Create() : null);
        var id = await host.Open(Plain, People);
        var held = new List<Held>();
        for (var i = 1; i <= People; i++) held.Add(await host.Fetch(SurveyHost.PersonId(i), id));
        var words = new Dictionary<Held, string>();
        foreach (var one in held)
        {
            words[one] = $"canary {Guid.NewGuid():N}";
            Assert.False((await host.Hand(one, Answer(3, words[one]))).WasReceived);
        }
        await AssertNothingLeads(host, held, words, id);
        await host.NextDay();
        await AssertNothingLeads(host, held, words, id);
        await host.Close(id);
        await AssertNothingLeads(host, held, words, id);
        Assert.Equal(words.Values.Order(), (await host.Results(id)).Find("words")!.Texts!.Order());
    }

    static async Task AssertNothingLeads(SurveyHost host, List<Held> held, Dictionary<Held, string> words, string id)
    {
        var (rows, logs) = (await Everything.Rows(host), string.Join('\n', host.Logs.Lines));
        var elsewhere = await Everything.BytesBesideAnswers(host);
        Assert.Contains(rows, row => row.Table == "change_log" && row.Text.Contains("survey.token-granted.v1", StringComparison.Ordinal));
        foreach (var one in held)
        {
            var receipt = Receipt.Of(Receipt.Mark(one.Secret), Answer(3, words[one]));
            string[] secrets = [words[one], one.TokenHash, .. Written(one.Token), .. Written(one.Signature), .. Written(one.Secret), .. Written(Receipt.Mark(one.Secret)), receipt];
            foreach (var secret in secrets)
            {
                Assert.DoesNotContain(secret, logs, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain(secret, elsewhere, StringComparison.OrdinalIgnoreCase);
                foreach (var row in rows.Where(row => row.Text.Contains(secret, StringComparison.OrdinalIgnoreCase)))
                {
                    Assert.Contains(row.Table, (string[])["survey_spent", "survey_pending", "survey_answer"]);
                    Assert.DoesNotContain("person-", row.Text, StringComparison.OrdinalIgnoreCase);
                }
            }
            // A token and what came with it are nowhere in one row.
            Assert.DoesNotContain(rows, row => row.Text.Contains(one.TokenHash, StringComparison.Ordinal) && row.Text.Contains(words[one], StringComparison.Ordinal));
            Assert.DoesNotContain(rows, row => Written(one.Token).Concat(Written(one.Signature)).Concat(Written(one.Secret)).Any(secret => row.Text.Contains(secret, StringComparison.OrdinalIgnoreCase)));
        }
        // What there is of a person beside a survey: that it was asked for a signature, and the hash of what was signed.
        foreach (var row in rows.Where(row => row.Table.StartsWith("survey_", StringComparison.Ordinal)))
        {
            Assert.DoesNotContain("person-", row.Text, StringComparison.Ordinal);
            Assert.DoesNotMatch(TimeOfDay(), row.Text);
        }
        Assert.DoesNotContain("survey-box", logs, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain($"POST {id}", logs, StringComparison.OrdinalIgnoreCase);
    }

    static string[] Written(byte[] bytes) => [Convert.ToBase64String(bytes), Convert.ToHexStringLower(bytes)];

    [GeneratedRegex(@"\d\d:\d\d")]
    private static partial Regex TimeOfDay();

    [Fact]
    public async Task The_capture_would_show_a_request_to_any_other_place_and_the_dump_an_answer_kept_elsewhere()
    {
        await using var host = await SurveyHost.Begin(People);
        var id = await host.Draft(Of(Mood() with { Text = T("a canary in a question") }), People, K);
        using var answer = await host.Manager.GetAsync($"/api/surveys/{id}");
        var rows = await Everything.Rows(host);
        Assert.Contains(rows, row => row.Table == "change_log" && row.Text.Contains("a canary in a question", StringComparison.Ordinal));
        Assert.Contains(rows, row => row.Table == "grain_state" && row.Text.Contains("a canary in a question", StringComparison.Ordinal) && row.Text.Contains("person-", StringComparison.Ordinal));
        Assert.Contains("a canary in a question", await Everything.BytesBesideAnswers(host), StringComparison.Ordinal);
        Assert.Contains(host.Logs.Lines, line => line.StartsWith("Debug", StringComparison.Ordinal));
    }
}
