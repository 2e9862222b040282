using System.Globalization;
using System.Text;
using System.Text.Json;
using TradeLive.Cli;

namespace TradeLive.Tests.Learning;

public sealed class EvaluateTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("tradelive-evaluate-").FullName;

    string Write(string name, string text, Encoding? encoding = null)
    {
        var file = Path.Combine(folder, name);
        File.WriteAllText(file, text, encoding ?? new UTF8Encoding(false));
        return file;
    }

    JsonElement Evaluate(params string[] options)
    {
        var output = Path.Combine(folder, "out.json");
        Assert.Equal(0, new Commands(TimeProvider.System, TextWriter.Null, TextWriter.Null).Run(["evaluate", .. options, "--json", output]));
        return JsonDocument.Parse(File.ReadAllText(output)).RootElement;
    }

    static string Leads(int rows, string won = "1", string lost = "0")
    {
        var random = new Random(5);
        var text = new StringBuilder("Created,Country,Visits,Sales Agent,Email,Result,Close Value\n");
        for (var i = 0; i < rows; i++)
        {
            var (country, visits) = (random.Next(3), random.Next(20));
            var isWon = random.NextDouble() < 1 / (1 + Math.Exp(-(country - 1.5 + visits / 5.0 - 2)));
            text.Append(CultureInfo.InvariantCulture, $"{new DateTime(2024, 1, 1).AddHours(i):yyyy-MM-dd HH:mm},{"DE US BR".Split(' ')[country]},{visits},{(isWon ? "Ann" : "Bo")},b{i}@x.example,{(isWon ? won : lost)},{(isWon ? 100 * (country + 1) : 0)}\n");
        }
        return text.ToString();
    }

    [Fact]
    public void A_table_of_leads_is_learnt_from_its_past_and_judged_by_its_later_rows()
    {
        var result = Evaluate("--task", "win", "--data", Write("leads.csv", Leads(1000)), "--time", "Created", "--label", "Result");

        Assert.Equal(1000, result.GetProperty("rows").GetInt32());
        Assert.Equal(200, result.GetProperty("testRows").GetInt32());
        Assert.InRange(result.GetProperty("auc").GetDouble(), 0.75, 0.97);
        Assert.NotEqual("prior", result.GetProperty("chosen").GetString());
        Assert.InRange(result.GetProperty("valueTop20").GetDouble(), 0.3, 1);
        Assert.Equal(0.5, result.GetProperty("peers").GetProperty("prior").GetProperty("auc").GetDouble());
        Assert.Contains("<svg", File.ReadAllText(Path.Combine(folder, "out.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_handled_it_who_asked_and_what_was_filled_in_afterwards_are_not_learnt_from()
    {
        var table = TradeLive.Tables.CaseTable.Won(TradeLive.Tables.TextTable.Read(Write("leads.csv", Leads(300))), new("Created", "Result", []));

        Assert.Equal(["Country", "Visits"], table.Set.Columns.Select(column => column.Name));
        Assert.True(table.WorthKnown);
    }

    [Fact]
    public void Whether_a_column_tells_the_outcome_is_judged_by_the_earlier_rows_alone()
    {
        string Stage(string rows, bool atTheEnd) => "Stage," + rows.Split('\n')[0] + "\n" + string.Join('\n', rows.Split('\n')[1..^1].Select((row, i) =>
            (i >= 240 == atTheEnd ? row.Contains(",won,", StringComparison.Ordinal) ? "done" : "dead" : i % 3 == 0 ? "done" : "dead") + "," + row)) + "\n";
        bool IsLearntFrom(bool atTheEnd) => TradeLive.Tables.CaseTable.Won(TradeLive.Tables.TextTable.Read(Write("stage.csv", Stage(Leads(300, "won", "lost"), atTheEnd))), new("Created", "Result", []), 0.2)
            .Set.Columns.Any(column => column.Name == "Stage");

        Assert.True(IsLearntFrom(atTheEnd: true));
        Assert.False(IsLearntFrom(atTheEnd: false));
    }

    [Fact]
    public void A_chinese_export_in_GB18030_is_read_with_its_words_for_won_and_lost()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var result = Evaluate("--task", "win", "--data", Write("leads.csv", Leads(400, "成交", "流失"), Encoding.GetEncoding("gb18030")), "--time", "Created", "--label", "Result");

        Assert.Equal(400, result.GetProperty("rows").GetInt32());
    }

    [Theory]
    [InlineData("--time", "Nowhere", "There is no column \"Nowhere\"")]
    [InlineData("--label", "Country", "does not say both won and lost")]
    [InlineData("--time", "Country", "neither numbers nor dates")]
    [InlineData("--test", "3", "--test must be a number")]
    [InlineData("--colour", "red", "Unknown option --colour")]
    public void A_wrong_wish_is_answered_with_what_is_allowed(string option, string value, string said)
    {
        var options = new Dictionary<string, string> { ["--task"] = "win", ["--data"] = Write("leads.csv", Leads(100)), ["--time"] = "Created", ["--label"] = "Result", [option] = value };

        Assert.Contains(said, Refused(["evaluate", .. options.SelectMany(pair => new[] { pair.Key, pair.Value })]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("a,b\n", "no rows")]
    [InlineData("Created,Result\n2024-01-01,1\n2024-01-02,0\n", "")]
    [InlineData("Created,Created\n1,2\n", "stands twice")]
    public void A_bad_file_is_answered_with_what_is_wrong(string text, string said) =>
        Assert.Contains(said, Refused(["evaluate", "--task", "win", "--data", Write("bad.csv", text), "--time", "Created", "--label", "Result"]), StringComparison.Ordinal);

    [Fact]
    public void A_quote_left_open_is_answered_not_tripped_over() =>
        Assert.Contains("cannot be read as CSV", Refused(["evaluate", "--task", "win", "--data", Write("bad.csv", "Created,Result\n1,\"a\"b\n2,0\n"), "--time", "Created", "--label", "Result"]), StringComparison.Ordinal);

    [Fact]
    public void Rows_of_one_moment_have_no_past_to_learn_from() =>
        Assert.Contains("none is earlier", Refused(["evaluate", "--task", "win", "--data", Write("one.csv", Table(100, i => "2024-01-05")), "--time", "Created", "--label", "Result"]), StringComparison.Ordinal);

    static string Table(int rows, Func<int, string> time, Func<int, string>? size = null)
    {
        var random = new Random(9);
        var text = new StringBuilder("Created;Country;Size;Result\n");
        for (var i = 0; i < rows; i++)
        {
            var country = random.Next(4);
            text.Append(CultureInfo.InvariantCulture, $"{time(i)};c{country};{size?.Invoke(i) ?? $"{random.Next(9)}"};{(random.Next(6) < country + 1 ? "是" : "否")}\n");
        }
        return text.ToString();
    }

    public static readonly TheoryData<string, Func<int, string>> Times = new()
    {
        { "German", i => $"{1 + i % 28}.{1 + i / 28}.2023 10:05" },
        { "Chinese with noon", i => $"2023/{1 + i / 28}/{1 + i % 28} {(i % 2 == 0 ? "上午" : "下午")}9:05" },
        { "in words", i => $"Mar {1 + i % 28}, {1990 + i / 28}" },
        { "with an offset", i => $"2023-03-{1 + i % 28:00}T10:00:00+08:00" },
        { "milliseconds", i => $"{1_680_000_000_000 + i * 3_600_000L}" },
        { "same for many", i => $"2023-0{1 + i / 80}-05" },
    };

    [Theory, MemberData(nameof(Times))]
    public void Times_are_read_in_the_forms_that_exports_have(string form, Func<int, string> time) =>
        Assert.Equal(300, Evaluate("--task", "win", "--data", Write($"{form}.csv", Table(300, time)), "--time", "Created", "--label", "Result").GetProperty("rows").GetInt32());

    [Fact]
    public void Numbers_beyond_all_measure_are_no_obstacle()
    {
        var sizes = Write("huge.csv", Table(300, i => $"{i}", i => i % 3 == 0 ? "" : (Math.Pow(10, i) * (i % 2 == 0 ? 1 : -1)).ToString("R", CultureInfo.InvariantCulture)));

        Assert.Equal(300, Evaluate("--task", "win", "--data", sizes, "--time", "Created", "--label", "Result").GetProperty("rows").GetInt32());
    }

    [Fact]
    public void A_spreadsheets_unicode_text_is_read() =>
        Assert.Equal(300, Evaluate("--task", "win", "--data", Write("utf16.csv", Table(300, i => $"{i}"), Encoding.Unicode), "--time", "Created", "--label", "Result").GetProperty("rows").GetInt32());

    [Theory]
    [InlineData(true), InlineData(false)]
    public void Customers_who_all_came_back_or_all_stayed_away_leave_the_prior(bool back)
    {
        var text = new StringBuilder("customer,date,amount\n");
        for (var customer = 0; customer < 40; customer++)
            for (var day = back ? 0 : customer * 8; day < (back ? 365 : customer * 8 + 1); day += 7) text.Append(CultureInfo.InvariantCulture, $"c{customer},{new DateTime(2023, 1, 1).AddDays(day):yyyy-MM-dd},10\n");

        var result = Evaluate("--task", "churn", "--data", Write("orders.csv", text.ToString()), "--customer", "customer", "--time", "date", "--amount", "amount", "--horizon", "30", "--cutoff", "2023-10-01");

        Assert.Equal("prior", result.GetProperty("chosen").GetString());
    }

    static string Refused(string[] args)
    {
        var error = new StringWriter();
        Assert.Equal(2, new Commands(TimeProvider.System, TextWriter.Null, error).Run(args));
        Assert.NotEmpty(error.ToString());
        return error.ToString();
    }

    [Fact]
    public void Customers_who_fall_silent_are_told_from_those_who_keep_ordering()
    {
        var random = new Random(11);
        var text = new StringBuilder("customer,date,amount\n");
        for (var customer = 0; customer < 300; customer++)
        {
            var (day, gap) = (random.Next(60), 10 + random.Next(40));
            var leaves = random.NextDouble() < 0.5 ? 60 + random.Next(300) : 1000;
            for (; day < 420 && day < leaves; day += 1 + (int)(gap * (0.5 + random.NextDouble()))) text.Append(CultureInfo.InvariantCulture, $"c{customer},{new DateTime(2023, 1, 1).AddDays(day):yyyy-MM-dd},{20 + random.Next(100)}\n");
        }

        var result = Evaluate("--task", "churn", "--data", Write("orders.csv", text.ToString()), "--customer", "customer", "--time", "date", "--amount", "amount", "--horizon", "60", "--cutoff", "2023-12-15");

        Assert.InRange(result.GetProperty("auc").GetDouble(), 0.85, 1);
        Assert.InRange(result.GetProperty("ece").GetDouble(), 0, 0.1);
        Assert.NotEqual(JsonValueKind.Null, result.GetProperty("peers").GetProperty("rfm").ValueKind);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
