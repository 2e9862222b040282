using System.Xml.Linq;
using TradeLive.Learning;
using TradeLive.Models;
using TradeLive.Scoring;
using TradeLive.Tests.Web;

namespace TradeLive.Tests.Models;

/// <summary>What a score looks at.</summary>
public sealed class InquiryFeaturesTests
{
    static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    static InquiryFacts Facts(params (string Key, string Value)[] attributes) => new()
    {
        Source = "alibaba",
        Country = "DE",
        Product = "lamp",
        Quantity = 99,
        Message = "Please send your price and a sample",
        MailDomain = "muster.example",
        HasPhone = true,
        LocalHour = 13,
        ReceivedAt = Noon,
        Attributes = attributes.ToDictionary(one => one.Key, one => one.Value),
    };

    static Dictionary<string, Cell> Cells(InquiryFacts facts, Allowed allowed)
    {
        var columns = InquiryFeatures.Columns([facts, facts], allowed);
        return columns.Zip(InquiryFeatures.Cells(facts, columns, allowed)).ToDictionary(pair => pair.First.Name, pair => pair.Second);
    }

    [Fact]
    public void Facts_become_cells()
    {
        var cells = Cells(Facts(), Allowed.All);
        Assert.Equal(("DE", "western-europe", "Company", "en"), (cells["country"].Word, cells["region"].Word, cells["mail"].Word, cells["language"].Word));
        Assert.Equal((Math.Log(100), 1.0, 0.0, 1.0, 0.0), (cells["quantity"].Number, cells["phone"].Number, cells["company"].Number, cells["message asks sample"].Number, cells["quoted"].Number));
        Assert.True(double.IsNaN(cells["replyHours"].Number));
    }

    [Fact]
    public void Where_country_and_language_may_not_count_nothing_that_follows_from_them_does()
    {
        var cells = Cells(Facts(("city", "Bonn"), ("locale", "de")), new(ByCountry: false, ByLanguage: false));
        Assert.DoesNotContain(cells.Keys, name => name is "country" or "region" or "localHour" or "language");
        Column[] learntBefore = [new("country", ColumnKind.Word), new("language", ColumnKind.Word), new("attribute:city", ColumnKind.Word), new("source", ColumnKind.Word)];
        var now = InquiryFeatures.Cells(Facts(("city", "Bonn")), learntBefore, new(ByCountry: false, ByLanguage: false));
        Assert.Equal([null, null, null, "alibaba"], now.Select(cell => cell.Word));
    }

    [Fact]
    public void Each_attribute_is_a_column_by_itself_typed_by_what_it_holds()
    {
        List<InquiryFacts> all =
        [
            .. Enumerable.Range(0, 100).Select(i => Facts(
                ("visits", $"{i * 37 % 11}"), ("grade", i % 3 == 0 ? "A" : "B"), ("row", $"{i}"), ("ref", $"Q{i * 7919 % 1000}x"), ("Lead Owner", i % 2 == 0 ? "Ann" : "Bo"), ("gender", i % 2 == 0 ? "f" : "m"),
                ("seen", $"2026-03-{1 + i % 28:00}"), ("always", "yes"))),
        ];
        Assert.Equal([new("attribute:grade", ColumnKind.Word), new("attribute:visits", ColumnKind.Number)],
            InquiryFeatures.Columns(all, Allowed.All).Where(column => column.Name.StartsWith("attribute:", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_model_finds_its_columns_by_name_and_of_what_it_does_not_find_nothing_is_known()
    {
        Column[] columns = [new("Country", ColumnKind.Word), new("Page Views", ColumnKind.Number), new("shoe size", ColumnKind.Number)];
        var cells = InquiryFeatures.Cells(Facts(("Page Views", "12")), columns, Allowed.All);
        Assert.Equal(("DE", 12.0, true), (cells[0].Word, cells[1].Number, double.IsNaN(cells[2].Number)));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".zh-CN")]
    public void Every_reason_that_a_model_may_give_has_words(string language)
    {
        var words = XDocument.Load(Path.Combine(Server.Root, $"web/Client/Words{language}.resx")).Root!.Elements("data").ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);
        var full = Facts(("grade", "A")) with { Sector = "retail", TargetAmount = 5, ListAmount = 5, HasCompany = true, EarlierOrders = 2, EarlierRevenue = 9, BuyerAnswered = true, RepliedAfterHours = 2, SampleSent = true, QuotedAmount = 7 };
        InquiryFacts[] all = [full, Facts(("grade", "B")), full with { MailDomain = "gmail.com", Message = "MOQ, CE certificate, delivery of 100 pcs?" }, new() { Source = "" }];
        var columns = InquiryFeatures.Columns(all, Allowed.All);
        var given = all.SelectMany(facts => columns.Zip(InquiryFeatures.Cells(facts, columns, Allowed.All), (column, cell) => InquiryReasons.Strongest([new(column, cell, 1, new(31, 7))])[0])).ToList();
        Assert.True(given.DistinctBy(reason => reason.Code).Count() > 50, $"{given.DistinctBy(reason => reason.Code).Count()} kinds");
        Assert.All(given, reason =>
        {
            var text = words[$"reason.{reason.Code}"];
            foreach (var name in reason.Data.Keys) text = text.Replace($"{{{name}}}", "", StringComparison.Ordinal);
            Assert.DoesNotContain("{", text, StringComparison.Ordinal);
        });
        Assert.All(ChurnScoring.Told, name => Assert.Contains($"churn.by-{name}", words.Keys));
        Assert.All(Regions.All, region => Assert.Contains($"region.{region}", words.Keys));
    }

    [Fact]
    public void Scores_of_a_model_add_up_and_give_at_most_three_reasons_each_way()
    {
        var (model, facts) = (TestModels.Win(), TestModels.Facts("alibaba", 500));
        var scorer = new TrainedInquiryScorer(new("win-1", model), null, Allowed.All, new PriorInquiryScorer());
        var score = scorer.Score(facts, new TestModels.NoHistory(), Currency.Usd, Noon);
        Assert.Equal("win-1", score.Model);
        Assert.Equal(Math.Log(score.Probability / (1 - score.Probability)), score.Base!.Value + score.Reasons.Sum(reason => reason.Weight) + score.Rest, 0.01);
        Assert.InRange(score.Reasons.Count(reason => reason.Weight > 0), 1, 3);
        Assert.InRange(score.Reasons.Count(reason => reason.Weight < 0), 0, 3);
        Assert.True(score.Probability > scorer.Score(TestModels.Facts("amazon", 5), new TestModels.NoHistory(), Currency.Usd, Noon).Probability);
        var source = score.Reasons.First(reason => reason.Code == "source-rate");
        Assert.Equal("alibaba", source.Data["source"]);
        Assert.True(int.Parse(source.Data["won"], System.Globalization.CultureInfo.InvariantCulture) < int.Parse(source.Data["closed"], System.Globalization.CultureInfo.InvariantCulture));
    }

    sealed class Poor : IOutcomeHistory
    {
        public OutcomeTally this[string key] => key == "all" ? new(60, 140, 6000) : new(1, 40, 100);
    }

    [Fact]
    public void Scores_of_the_prior_add_up_too_and_give_the_three_strongest_each_way()
    {
        var full = Facts() with { Sector = "retail", EarlierOrders = 2, RepliedAfterHours = 0.5, SampleSent = true, BuyerAnswered = true, HasCompany = true, Stage = Stage.Quoted, QuotedAmount = 700 };
        foreach (var (facts, history, each) in new (InquiryFacts, IOutcomeHistory, (int For, int Against))[] { (Facts(), new TestModels.NoHistory(), (0, 0)), (full, new Poor(), (3, 3)), (Facts(), new Poor(), (0, 3)) })
        {
            var score = new PriorInquiryScorer().Score(facts, history, Currency.Usd, Noon);
            Assert.Equal(Math.Log(score.Probability / (1 - score.Probability)), score.Base!.Value + score.Reasons.Sum(reason => reason.Weight) + score.Rest, 0.01);
            Assert.Equal(each, (score.Reasons.Count(reason => reason.Weight > 0), score.Reasons.Count(reason => reason.Weight < 0)));
            Assert.Equal(score.Reasons.Where(reason => reason.Weight != 0).Select(reason => Math.Abs(reason.Weight)).OrderDescending(), score.Reasons.Where(reason => reason.Weight != 0).Select(reason => Math.Abs(reason.Weight)));
        }
        Assert.Contains(new PriorInquiryScorer().Score(full, new Poor(), Currency.Usd, Noon).Reasons, reason => reason.Code == "amount-quoted");
    }
}
