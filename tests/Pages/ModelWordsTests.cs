using System.Xml.Linq;
using TradeLive.Learning;
using TradeLive.Models;
using TradeLive.Scoring;
using TradeLive.Tests.Web;

namespace TradeLive.Tests.Pages;

public sealed class ModelWordsTests
{
    const string Mean = "average(";

    [Theory]
    [InlineData("Words.resx")]
    [InlineData("Words.zh-CN.resx")]
    public void Every_way_of_learning_that_can_be_chosen_has_a_name_for_people(string file)
    {
        var known = XDocument.Load(Path.Combine(Server.Root, "web/Client", file)).Descendants("data").Select(data => data.Attribute("name")!.Value).ToHashSet();
        var names = new[] { 50, 500, 5000 }.SelectMany(cases => Candidates.ForChance(cases).Concat(Candidates.ForChurn(cases)).Concat(Candidates.ForAmount(cases)))
            .SelectMany(candidate => candidate.Name.StartsWith(Mean, StringComparison.Ordinal) ? candidate.Name[Mean.Length..].TrimEnd(')').Split(", ") : [candidate.Name]).ToHashSet();
        Assert.Contains(Candidates.Blend, names);
        Assert.DoesNotContain(names, name => !known.Contains($"models.candidate.{name}"));
    }

    [Theory]
    [InlineData("Words.resx")]
    [InlineData("Words.zh-CN.resx")]
    public void Everything_that_a_model_looks_at_has_a_name_for_people(string file)
    {
        var known = XDocument.Load(Path.Combine(Server.Root, "web/Client", file)).Descendants("data").Select(data => data.Attribute("name")!.Value).ToHashSet();
        var names = InquiryFeatures.Columns([], Allowed.All).Select(column => column.Name).Concat(ChurnScoring.Told).ToList();
        Assert.Contains(InquiryFeatures.Message + "asks price", names);
        Assert.DoesNotContain(names, name => !known.Contains($"model.column.{name.Replace(' ', '-')}"));
    }
}
