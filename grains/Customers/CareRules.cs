namespace TradeLive.Customers;

/// <summary>Something that is to be done to keep the customer.</summary>
/// <param name="Number">1 for the customer's first, and so on.</param>
/// <param name="To">Who does it.</param>
/// <param name="Due">The day by which.</param>
[GenerateSerializer, Immutable, Alias("customer-care.v1")]
public sealed record Care(int Number, CareKind Kind, RepId To, DateOnly Due);

/// <summary>How keeping a customer is planned and done.</summary>
public static class CareRules
{
    const int MostLetters = 4000;

    public static Decision<CustomerEvent> PlanCare(this Customer customer, PlanCare command, DateTimeOffset now)
    {
        if (!customer.Exists) return CustomerRules.Unknown;
        var text = command.Text.Trim();
        if (command.Kind == CareKind.Message && text.Length == 0) return Refusal.Of("care.no-text");
        if (text.Length > MostLetters) return Refusal.Of("care.text-too-long", ("most", MostLetters.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        var planned = new CustomerCarePlanned(now, customer.Cares + 1, command.Kind, command.To, command.Due, text);
        if (command.Kind == CareKind.Message && command.Sent) return (CustomerEvent[])[planned, new CustomerCareDone(now, planned.Number, command.To, CareResult.Sent, null)];
        // Somewhere on earth it is still yesterday.
        if (command.Due < DateOnly.FromDateTime(now.UtcDateTime.AddHours(-12))) return Refusal.Of("care.due-past", ("on", Text(command.Due)));
        return customer.OpenCares.FirstOrDefault(open => open.Kind == command.Kind) is { } open
            ? Refusal.Of("care.already-planned", ("to", open.To.Value), ("on", Text(open.Due)))
            : planned;
    }

    public static Decision<CustomerEvent> CompleteCare(this Customer customer, CompleteCare command, DateTimeOffset now)
    {
        if (!customer.Exists) return CustomerRules.Unknown;
        if (command.Number < 1 || command.Number > customer.Cares) return Refusal.Of("care.unknown");
        if (customer.OpenCares.FirstOrDefault(open => open.Number == command.Number) is not { } care) return Refusal.Of("care.already-done");
        return (care.Kind == CareKind.Message) == (command.Result == CareResult.Sent)
            ? new CustomerCareDone(now, care.Number, care.To, command.Result, string.IsNullOrWhiteSpace(command.Text) ? null : command.Text.Trim())
            : Refusal.Of("care.bad-result");
    }

    static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
