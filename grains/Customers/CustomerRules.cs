namespace TradeLive.Customers;

/// <summary>What may happen to a customer.</summary>
public static class CustomerRules
{
    internal static readonly Refusal Unknown = Refusal.Of("customer.unknown");

    public static Decision<CustomerEvent> Open(this Customer customer, OpenCustomer command, DateTimeOffset now)
    {
        if (customer.Forwarded is { } to) return Refusal.Of("customer.forwarded", ("to", to.Value));
        if (!customer.Exists)
        {
            var at = command.At < now ? command.At : now;
            return new CustomerOpened(at, command.Name.Trim(), command.Country, command.Contact.IsEmpty ? null : command.Contact);
        }
        return command.Contact.IsEmpty || customer.Contacts.Any(known => Covers(known, command.Contact))
            ? Decision.Nothing
            : new CustomerContactAdded(now, command.Contact);
    }

    public static Decision<CustomerEvent> Forward(this Customer customer, ForwardCustomer command, DateTimeOffset now) => customer switch
    {
        { Exists: true } => Refusal.Of("customer.already-open"),
        { Forwarded: not null } => Decision.Nothing,
        _ => new CustomerForwarded(now, command.To),
    };

    public static Decision<CustomerEvent> Assign(this Customer customer, AssignCustomer command, DateTimeOffset now) => customer switch
    {
        { Exists: false } => Unknown,
        { Owner: { } owner } when owner == command.To || command.IfNobody => Decision.Nothing,
        _ => new CustomerAssigned(now, customer.Owner, command.To, command.Team),
    };

    public static Decision<CustomerEvent> Note(this Customer customer, NoteCustomer command, DateTimeOffset now)
    {
        if (!customer.Exists) return Unknown;
        return string.IsNullOrWhiteSpace(command.Text) ? Refusal.Of("note.empty") : new CustomerNoted(now, command.Text.Trim());
    }

    public static Decision<CustomerEvent> ProposeMatch(this Customer customer, ProposeMatch command, DateTimeOffset now)
    {
        if (!customer.Exists) return Unknown;
        var other = command.Match.Customer;
        return customer.Others.Contains(other) || customer.Matches.Any(match => match.Customer == other) ? Decision.Nothing : new CustomerMatchProposed(now, command.Match);
    }

    public static Decision<CustomerEvent> DismissMatch(this Customer customer, DismissMatch command, DateTimeOffset now) => customer switch
    {
        { Exists: false } => Unknown,
        _ when customer.Others.Contains(command.Customer) => Decision.Nothing,
        _ => new CustomerMatchDismissed(now, command.Customer),
    };

    public static Decision<CustomerEvent> ScoreChurn(this Customer customer, ScoreChurn command, DateTimeOffset now) =>
        customer.Exists ? new CustomerChurnScored(now, command.Score, command.Facts) : Unknown;

    static bool Covers(Contact known, Contact said) =>
        Same(known.Email, said.Email) && Same(known.Phone, said.Phone) && Same(known.Name, said.Name);

    static bool Same(string? known, string? said) => string.IsNullOrWhiteSpace(said) || string.Equals(known, said, StringComparison.OrdinalIgnoreCase);
}
