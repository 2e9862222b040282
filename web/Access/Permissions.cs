using System.Security.Claims;
using TradeLive.Live;
using TradeLive.ReadModel;

namespace TradeLive.Web.Access;

/// <summary>Tells who a signed-in user is now: the team is looked up each time, so that a change counts at once.</summary>
public sealed class Permissions(LiveModel model, ReadTables tables)
{
    public const string RepClaim = "tradelive:rep", NameClaim = "tradelive:name";

    /// <summary>Key of a kind's list: that something in it has changed tells nobody what.</summary>
    const string All = "all";

    public Viewer Of(ClaimsPrincipal? user)
    {
        var rep = user?.FindFirstValue(RepClaim);
        return new(
            user?.FindFirstValue(ClaimTypes.NameIdentifier) ?? "", user?.FindFirstValue(NameClaim) ?? "", user?.FindFirstValue(ClaimTypes.Role) ?? "",
            rep, model.Organisation.TeamOf(rep));
    }

    public bool MayWatch(ClaimsPrincipal? user, string board) => Of(user).MayWatch(board);

    /// <summary>Whether a user may be told that something has changed.</summary>
    public bool MaySee(ClaimsPrincipal? user, string stream)
    {
        var viewer = Of(user);
        if (stream.Split('/', 2) is not [var kind, var key]) return false;
        return kind switch
        {
            "customer" or "order" when key == All => viewer.Role.Length > 0,
            "inquiry" => model.Find(key) is { } card && viewer.Sees(card),
            "customer" => tables.Read(context => context.Customers.Where(row => row.Id == key).Select(row => new { row.Owner, row.Team }).FirstOrDefault())
                is { } customer && viewer.SeesCustomer(customer.Owner, customer.Team),
            "order" => tables.Read(context => context.Orders.Where(row => row.Id == key).Select(row => new { row.Owner, row.Team }).FirstOrDefault())
                is { } order && viewer.SeesOrder(order.Owner, order.Team),
            "team" => viewer.Role.Length > 0,
            "score" => viewer.ReadsScores,
            "care" => viewer.SeesQueueOf(key, model.Organisation.TeamOf(key)),
            "import" => viewer.Imports,
            "model" => viewer.ManagesModels,
            "survey" => viewer.ManagesSurveys,
            _ => false,
        };
    }
}
