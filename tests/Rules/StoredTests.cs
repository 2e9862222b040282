using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using TradeLive.Company;
using TradeLive.Customers;
using TradeLive.Inquiries;
using TradeLive.Models;
using TradeLive.Orders;
using TradeLive.People;
using TradeLive.Surveys;
using TradeLive.Teams;
using TradeLive.Tests.Web;

namespace TradeLive.Tests.Rules;

/// <summary>What is stored stays readable: <c>tests/Stored</c> keeps a sample of each event and state of every version, and is only added to.</summary>
public sealed class StoredTests
{
    static readonly string Folder = Path.Combine(Server.Root, "tests/Stored");

    static readonly Dictionary<string, Type> States = new()
    {
        ["inquiry.v1"] = typeof(Recorded<Inquiry>),
        ["customer.v1"] = typeof(Recorded<Customer>),
        ["customer-index.v1"] = typeof(Recorded<CustomerIndex>),
        ["order.v1"] = typeof(Recorded<Order>),
        ["rep.v1"] = typeof(Recorded<Rep>),
        ["team.v1"] = typeof(Recorded<Team>),
        ["company.v1"] = typeof(Recorded<CompanyState>),
        ["model.v1"] = typeof(Recorded<ModelRegister>),
        ["survey.v1"] = typeof(Recorded<Survey>),
    };

    public static TheoryData<string> Events => [.. Names("events")];

    public static TheoryData<string> StateNames => [.. Names("states")];

    [Fact]
    public void Of_every_event_and_state_a_sample_is_kept()
    {
        Assert.Empty(EventNames.All.Keys.Except(Names("events")));
        Assert.Equal(States.Keys.Order(), Names("states").Order());
    }

    [Theory, MemberData(nameof(Events))]
    public void An_event_of_any_version_is_read_whole(string name)
    {
        var text = File.ReadAllText(Path.Combine(Folder, "events", $"{name}.json"));
        var happened = EventNames.Read(name, text);
        Assert.NotNull(happened);
        AssertKeeps(JsonNode.Parse(text), JsonNode.Parse(JsonSerializer.Serialize(happened, GrainJson.Stored.GetTypeInfo(happened.GetType().BaseType!))), name);
    }

    [Theory, MemberData(nameof(StateNames))]
    public void A_state_of_any_version_is_read_whole_and_keeps_what_a_later_version_wrote(string name)
    {
        var stored = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "states", $"{name}.json")))!;
        stored["state"]!["fromALaterVersion"] = new JsonObject { ["kept"] = true };
        var json = GrainJson.Stored.GetTypeInfo(States[name]);
        AssertKeeps(stored, JsonNode.Parse(JsonSerializer.Serialize(stored.Deserialize(json), json)), name);
    }

    [Fact]
    public void A_company_set_up_before_there_were_scoring_terms_has_the_usual_ones()
    {
        var happened = (CompanySetUp)EventNames.Read("company.set-up.v1", File.ReadAllText(Path.Combine(Folder, "events/company.set-up.v1.json")))!;
        Assert.Equal(new(), happened.Terms.Scoring);
    }

    [Fact]
    public void A_risk_that_was_scored_before_its_parts_were_kept_has_none_and_is_scored_anew()
    {
        var happened = (CustomerChurnScored)EventNames.Read("customer.churn-scored.v1", File.ReadAllText(Path.Combine(Folder, "events/customer.churn-scored.v1.json")))!;
        Assert.Equal((null, 0.0, 0), (happened.Score.Base, happened.Score.Rest, happened.Facts));
    }

    [Theory, MemberData(nameof(StateNames))]
    public void A_state_written_before_it_had_any_of_its_fields_has_none_that_is_null_and_must_not_be(string name)
    {
        var json = GrainJson.Stored.GetTypeInfo(States[name]);
        var read = JsonSerializer.Deserialize("{}", json)!;
        var state = States[name].GetProperty("State")!.GetValue(read)!;
        foreach (var part in new[] { read, state, JsonSerializer.Deserialize("{}", GrainJson.Stored.GetTypeInfo(state.GetType()))! })
            Assert.Empty(part.GetType().GetProperties()
                .Where(property => new NullabilityInfoContext().Create(property).ReadState == NullabilityState.NotNull && property.GetValue(part) is null)
                .Select(property => property.Name));
    }

    static IEnumerable<string> Names(string kind) => Directory.GetFiles(Path.Combine(Folder, kind)).Select(file => Path.GetFileNameWithoutExtension(file)!);

    static void AssertKeeps(JsonNode? before, JsonNode? after, string where)
    {
        switch (before)
        {
            case JsonObject fields:
                foreach (var (name, value) in fields) AssertKeeps(value, after?[name], $"{where}.{name}");
                break;
            case JsonArray items:
                Assert.Equal(items.Count, after?.AsArray().Count);
                for (var i = 0; i < items.Count; i++) AssertKeeps(items[i], after![i], $"{where}[{i}]");
                break;
            default:
                Assert.True(JsonNode.DeepEquals(before, after), $"{where}: {before} became {after}");
                break;
        }
    }
}
