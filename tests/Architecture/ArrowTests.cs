using System.Xml.Linq;
using NetArchTest.Rules;
using TradeLive.Tests.Web;

namespace TradeLive.Tests.Architecture;

public sealed class ArrowTests
{
    [Theory]
    [InlineData(typeof(Caller), "Microsoft.AspNetCore", "Microsoft.ML", "Microsoft.Data", "Microsoft.EntityFrameworkCore", "Npgsql", "TradeLive.Storage", "TradeLive.Web")]
    [InlineData(typeof(TradeLive.Scoring.PriorInquiryScorer), "Orleans", "Microsoft.AspNetCore", "TradeLive.Storage", "TradeLive.Web")]
    [InlineData(typeof(Money), "Orleans", "Microsoft.AspNetCore", "Microsoft.EntityFrameworkCore")]
    [InlineData(typeof(TradeLive.Storage.Database), "TradeLive.Web", "TradeLive.Client")]
    public void An_assembly_knows_nothing_beyond_its_arrows(Type inside, params string[] forbidden)
    {
        var result = Types.InAssembly(inside.Assembly).ShouldNot().HaveDependencyOnAny(forbidden).GetResult();
        Assert.True(result.IsSuccessful, string.Join(", ", result.FailingTypeNames ?? []));
    }

    [Fact]
    public void Every_event_is_kept_under_its_alias() => Assert.All(EventNames.All, pair => Assert.EndsWith(".v1", pair.Key));

    [Theory]
    [InlineData("web/Client/Words")]
    [InlineData("web/Resources/ServerWords")]
    public void Both_languages_have_the_same_words(string file)
    {
        static List<string> Keys(string path) => [.. XDocument.Load(path).Root!.Elements("data").Select(data => data.Attribute("name")!.Value).Order()];
        var root = Server.Root;
        Assert.Equal(Keys(Path.Combine(root, $"{file}.resx")), Keys(Path.Combine(root, $"{file}.zh-CN.resx")));
    }

    [Fact]
    public void Every_event_has_a_word()
    {
        var words = File.ReadAllText(Path.Combine(Server.Root, "web/Client/Words.resx"));
        Assert.All(EventNames.All.Keys.Where(name => name is not ['c', 'o', 'm', ..] and not ['t', ..] and not ['r', 'e', 'p', ..] && !name.StartsWith("customer-index", StringComparison.Ordinal)),
            name => Assert.Contains($"\"event.{name}\"", words));
    }
}
