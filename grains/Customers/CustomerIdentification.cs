using TradeLive.Inquiries;

namespace TradeLive.Customers;

/// <summary>Finds the customer behind a buyer, or opens one; concurrent inquiries of one buyer end at one customer.</summary>
/// <remarks>
/// Every key leads to one customer for ever. A newcomer takes its keys in their order for an id of its own; where one leads to
/// somebody else, the id so far, if an earlier key leads to it and it is not yet open, is forwarded there, and whoever comes to it by that key follows.
/// </remarks>
public static class CustomerIdentification
{
    const int MostHops = 8;

    /// <summary>The customer that is opened for a cause when its buyer is new.</summary>
    public static CustomerId NewcomerOf(string cause) => new($"C-{cause}");

    /// <param name="cause">What it is for, such as the inquiry's id: makes the commands' keys and the id of a new customer.</param>
    /// <param name="at">When the buyer came.</param>
    public static async Task<CustomerId> Identify(IGrainFactory grains, Buyer buyer, string cause, DateTimeOffset at)
    {
        var caller = Caller.Policy($"identify:{cause}");
        var found = NewcomerOf(cause);
        var isTold = false;
        foreach (var key in BuyerKeys.Of(buyer))
        {
            var holder = await grains.GetGrain<ICustomerIndexGrain>(key).Take(new(caller, found));
            // Whoever is not open yet gives way; who is open already stays, and the two are left to a person.
            if (holder != found && (!isTold || await GivesWay(grains, found, holder, cause))) found = holder;
            isTold = true;
        }
        return await Open(grains, found, buyer, caller, at);
    }

    static async Task<bool> GivesWay(IGrainFactory grains, CustomerId found, CustomerId holder, string cause) =>
        (await grains.GetGrain<ICustomerGrain>(found.Value).Forward(new(Caller.Policy($"forward:{cause}"), holder))).IsDone;

    static async Task<CustomerId> Open(IGrainFactory grains, CustomerId found, Buyer buyer, Caller caller, DateTimeOffset at)
    {
        var name = string.IsNullOrWhiteSpace(buyer.Company) ? buyer.Name : buyer.Company;
        var contact = new Contact(buyer.Name, BuyerKeys.Mail(buyer.Email) ?? buyer.Email, BuyerKeys.Phone(buyer.Phone, buyer.Country) ?? buyer.Phone);
        for (var hop = 0; hop < MostHops; hop++)
        {
            var outcome = await grains.GetGrain<ICustomerGrain>(found.Value).Open(new(caller, name, buyer.Country, contact, at));
            if (outcome.Refusal is not { Code: "customer.forwarded" } forwarded) return found;
            found = new(forwarded.Data["to"]);
        }
        throw new InvalidOperationException($"Customer {found} is forwarded round in a circle.");
    }
}
