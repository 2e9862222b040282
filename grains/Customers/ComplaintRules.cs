using System.Globalization;

namespace TradeLive.Customers;

/// <summary>How complaints of buyers are recorded and settled.</summary>
public static class ComplaintRules
{
    const int MostLetters = 4000;

    // Somewhere on earth it is tomorrow already.
    static readonly TimeSpan Ahead = TimeSpan.FromHours(14);

    public static Decision<CustomerEvent> Complain(this Customer customer, RecordComplaint command, DateTimeOffset now)
    {
        if (!customer.Exists) return CustomerRules.Unknown;
        if (!Enum.IsDefined(command.Kind)) return Refusal.Of("complaint.bad-kind");
        if (command.On > DateOnly.FromDateTime((now + Ahead).UtcDateTime)) return Refusal.Of("complaint.future", ("on", command.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        return Unsaid(command.Text) is { } wrong ? wrong : new CustomerComplained(now, customer.Complaints + 1, command.Kind, command.Order, command.On, command.Text.Trim());
    }

    public static Decision<CustomerEvent> Settle(this Customer customer, SettleComplaint command, DateTimeOffset now)
    {
        if (!customer.Exists) return CustomerRules.Unknown;
        if (command.Number < 1 || command.Number > customer.Complaints) return Refusal.Of("complaint.unknown");
        if (!customer.OpenComplaints.Contains(command.Number)) return Refusal.Of("complaint.already-settled");
        if (!Enum.IsDefined(command.How)) return Refusal.Of("complaint.bad-settlement");
        return Unsaid(command.Text) is { } wrong ? wrong : new CustomerComplaintSettled(now, command.Number, command.How, command.Text.Trim());
    }

    static Refusal? Unsaid(string text) => text.Trim().Length switch
    {
        0 => Refusal.Of("complaint.no-text"),
        > MostLetters => Refusal.Of("complaint.text-too-long", ("most", MostLetters.ToString(CultureInfo.InvariantCulture))),
        _ => null,
    };
}
