using System.Security.Cryptography;
using System.Text;
using TradeLive.Inquiries;

namespace TradeLive.Customers;

/// <summary>The customer behind a buyer.</summary>
/// <param name="IsNew">Whether it was opened for this very buyer; false also where that is not known any more.</param>
public readonly record struct IdentifiedCustomer(CustomerId Id, bool IsNew);

/// <summary>Finds the customer behind a buyer, or opens one; concurrent inquiries of one buyer end at one customer.</summary>
/// <remarks>
/// The first key makes the customer's id, so that whoever has it comes to one customer. Every other key leads to one customer for ever, the first that
/// took it: where that is somebody else, the id so far, if it is not yet open, is forwarded there, and whoever comes to it later follows.
/// </remarks>
public static class CustomerIdentification
{
    const int MostHops = 8;

    /// <summary>The customer that buyers with this first key are, unless it was forwarded.</summary>
    public static CustomerId CustomerOf(string key) => new($"C-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..16]}");

    /// <param name="cause">What it is for, such as the inquiry's id: makes the commands' keys, and the id of a customer of whom nothing is known.</param>
    /// <param name="at">When the buyer came.</param>
    public static async Task<IdentifiedCustomer> Identify(IGrainFactory grains, Buyer buyer, string cause, DateTimeOffset at)
    {
        var keys = BuyerKeys.Of(buyer);
        var found = CustomerOf(keys.Count > 0 ? keys[0] : $"inquiry:{cause}");
        foreach (var key in keys.Skip(1))
        {
            var holder = await grains.GetGrain<ICustomerIndexGrain>(key).Take(new(Caller.Policy($"identify:{cause}"), found));
            // Whoever is not open yet gives way; who is open already stays, and the two are left to a person.
            if (holder != found && await GivesWay(grains, found, holder, cause)) found = holder;
        }
        return await Open(grains, found, buyer, cause, at);
    }

    static async Task<bool> GivesWay(IGrainFactory grains, CustomerId found, CustomerId holder, string cause) =>
        (await grains.GetGrain<ICustomerGrain>(found.Value).Forward(new(Caller.Policy($"forward:{cause}"), holder))).IsDone;

    static async Task<IdentifiedCustomer> Open(IGrainFactory grains, CustomerId found, Buyer buyer, string cause, DateTimeOffset at)
    {
        var name = string.IsNullOrWhiteSpace(buyer.Company) ? buyer.Name : buyer.Company;
        var contact = new Contact(buyer.Name, BuyerKeys.Mail(buyer.Email) ?? buyer.Email, BuyerKeys.Phone(buyer.Phone, buyer.Country) ?? buyer.Phone);
        for (var hop = 0; hop < MostHops; hop++)
        {
            var outcome = await grains.GetGrain<ICustomerGrain>(found.Value).Open(new(Caller.Policy($"identify:{cause}"), name, buyer.Country, contact, at));
            if (outcome.Refusal is not { Code: "customer.forwarded" } forwarded) return new(found, outcome.IsFirst);
            found = new(forwarded.Data["to"]);
        }
        throw new InvalidOperationException($"Customer {found} is forwarded round in a circle.");
    }
}
