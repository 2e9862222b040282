using TradeLive.Views;
using TradeLive.Web.Access;

namespace TradeLive.Tests.Rules;

public sealed class ViewerTests
{
    static readonly Dictionary<string, Viewer> Viewers = new()
    {
        ["rep"] = new("1", "Ann", Roles.Rep, "ann", "east"),
        ["lead"] = new("2", "Lea", Roles.Lead, "lea", "east"),
        ["manager"] = new("3", "Max", Roles.Manager, null, null),
        ["admin"] = new("4", "Ada", Roles.Admin, null, null),
        ["rep without team"] = new("5", "Neu", Roles.Rep, "neu", null),
        ["account without rep"] = new("6", "Leer", Roles.Rep, null, null),
        ["nobody"] = new("", "", "", null, null),
    };

    [Theory]
    [InlineData("rep", "own", "sees contacts acts claims")]
    [InlineData("rep", "offered", "sees contacts claims")]
    [InlineData("rep", "mate's", "sees claims")]
    [InlineData("rep", "team's pool", "sees claims")]
    [InlineData("rep", "foreign", "")]
    [InlineData("lead", "mate's", "sees contacts acts claims reassigns")]
    [InlineData("lead", "foreign", "")]
    [InlineData("manager", "foreign", "sees contacts acts reassigns")]
    [InlineData("admin", "foreign", "sees contacts acts reassigns")]
    [InlineData("rep without team", "team's pool", "")]
    [InlineData("rep without team", "without team", "")]
    [InlineData("account without rep", "without owner and team", "")]
    [InlineData("nobody", "mate's", "")]
    public void What_a_role_may_do_with_an_inquiry(string who, string whose, string may)
    {
        var viewer = Viewers[who];
        var card = whose switch
        {
            "own" => Card("ann", "east"),
            "offered" => Card(null, "east") with { OfferedTo = "ann" },
            "mate's" => Card("bob", "east"),
            "team's pool" => Card(null, "east"),
            "foreign" => Card("wei", "west"),
            _ => Card(null, null),
        };
        (string Word, bool May)[] all =
        [
            ("sees", viewer.Sees(card)), ("contacts", viewer.SeesContacts(card)), ("acts", viewer.ActsOn(card)),
            ("claims", viewer.Claims(card)), ("reassigns", viewer.Reassigns(card)),
        ];
        Assert.Equal(may, string.Join(' ', all.Where(right => right.May).Select(right => right.Word)));
    }

    [Theory]
    [InlineData("rep", "east")]
    [InlineData("lead", "east")]
    [InlineData("manager", "east west all")]
    [InlineData("admin", "east west all")]
    [InlineData("rep without team", "")]
    [InlineData("nobody", "")]
    public void Which_boards_a_role_may_watch(string who, string boards) =>
        Assert.Equal(boards, string.Join(' ', new[] { "east", "west", "all" }.Where(Viewers[who].MayWatch)));

    static Card Card(string? owner, string? team) => new() { Id = "I-1", Owner = owner, Team = team };
}
