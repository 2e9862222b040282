using System.Globalization;
using System.IO.Compression;
using System.Reflection;
using Sylvan.Data.Csv;
using TradeLive.Company;
using TradeLive.Customers;
using TradeLive.Inquiries;
using TradeLive.Orders;
using TradeLive.People;
using TradeLive.Teams;
using TradeLive.Trade;
using TradeLive.Views;

namespace TradeLive.Samples;

/// <summary>The made-up company of the sample, as commands: public data, its sources in SOURCES.md beside this file.</summary>
static class SampleCompany
{
    public const string Name = "Sample Trading Company (made up)";

    /// <summary>Made up, as the page says: the source has no rates.</summary>
    const decimal GbpToUsd = 1.30m;

    static readonly Currency Gbp = new("GBP");

    public static SetUpCompany Company() => new(By("company"), CompanyTerms.Named(Name, Currency.Usd));

    public static SetRates Rates(DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        return new(By("rates"), [.. Enumerable.Range(0, 40).Select(month => new FxRate(Gbp, Currency.Usd, today.AddDays(-30 * month), GbpToUsd))]);
    }

    /// <summary>Teams by manager, reps by agent; the managers lead.</summary>
    /// <param name="alwaysOn">True where somebody is to be at work at whatever hour it is shown.</param>
    public static (IReadOnlyList<(string Id, FormTeam Command)> Teams, IReadOnlyList<(string Id, HireRep Command)> Reps) People(bool alwaysOn)
    {
        var agents = Rows("maven_sales_teams").ToList();
        var teams = agents.DistinctBy(agent => agent["manager"]).Select(agent => (Slug(agent["manager"]), new FormTeam(By("team"), TeamTerms.Named($"{agent["manager"]} · {agent["regional_office"]}") with
        {
            Lead = new(Slug(agent["manager"])),
            Hours = Hours(agent["regional_office"], alwaysOn),
            ClaimMinutes = 240,
            EscalateMinutes = 480,
            HighValue = 2000,
        }))).ToList();
        var reps = agents.Select(agent => Rep(agent["sales_agent"], agent["manager"], agent["regional_office"], RepLevel.Junior, alwaysOn))
            .Concat(agents.DistinctBy(agent => agent["manager"]).Select(agent => Rep(agent["manager"], agent["manager"], agent["regional_office"], RepLevel.Senior, alwaysOn)));
        return (teams, [.. reps]);
    }

    /// <summary>Days by which the dates are shifted so that the newest is <paramref name="aheadDays"/> after today.</summary>
    public static int ShiftDays(DateTimeOffset now, int aheadDays = 0) =>
        (now.UtcDateTime.Date.AddDays(aheadDays) - Rows("maven_sales_pipeline").Max(row => Date(row["close_date"]) ?? Date(row["engage_date"]) ?? default).ToDateTime(default)).Days;

    /// <summary>The opportunities, their dates shifted; of the many without a date the first wait since today.</summary>
    public static IReadOnlyList<SampleDeal> Deals(int shift)
    {
        var accounts = Rows("maven_accounts").ToDictionary(account => account["account"]);
        var teamOf = Rows("maven_sales_teams").ToDictionary(agent => agent["sales_agent"], agent => agent["manager"]);
        return [.. Rows("maven_sales_pipeline").Select(row =>
        {
            var account = accounts.GetValueOrDefault(row["account"]);
            return new SampleDeal(
                row["opportunity_id"], new(Slug(row["sales_agent"])), new(Slug(teamOf[row["sales_agent"]])), row["account"] is { Length: > 0 } name ? name : null,
                account?["sector"].Replace("technolgy", "technology", StringComparison.Ordinal), Countries.Parse(account?["office_location"]),
                row["product"].Replace("GTXPro", "GTX Pro", StringComparison.Ordinal), row["deal_stage"],
                Date(row["engage_date"])?.AddDays(shift), Date(row["close_date"])?.AddDays(shift),
                row["close_value"] is { Length: > 0 } value ? new Money(decimal.Parse(value, CultureInfo.InvariantCulture), Currency.Usd) : null);
        })];
    }

    /// <summary>The opportunities up to now: closed ones first, so that the open ones are scored by what they came to; the newest first.</summary>
    public static IReadOnlyList<(InquiryId Id, ReceiveInquiry Command)> Inquiries(IReadOnlyList<SampleDeal> deals, DateTimeOffset now)
    {
        var prospects = deals.Count(deal => deal.Engaged is null);
        var at = 0;
        return [.. deals.OrderBy(deal => deal.Stage switch { "Prospecting" => 2, "Engaging" => 1, _ => 0 }).ThenByDescending(deal => deal.Closed ?? deal.Engaged)
            .Select(deal => (deal.Id, deal.Receive(By("receive"), deal.Engaged is null ? now.AddHours(-22.0 * at++ / prospects) : now)))];
    }

    /// <summary>The invoices, oldest first for each customer.</summary>
    public static IEnumerable<(string Customer, OpenCustomer Open, IReadOnlyList<(OrderId Id, PlaceOrder Place)> Orders)> Customers(DateTimeOffset now)
    {
        var rows = Rows("online_retail_invoices").ToList();
        var shift = TimeSpan.FromDays(Math.Floor((now.UtcDateTime - rows.Max(row => Time(row["InvoiceDate"]))).TotalDays));
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        foreach (var customer in rows.GroupBy(row => row["CustomerID"]))
        {
            var id = $"C-retail-{customer.Key}";
            var orders = customer.Select(row => Order(row, id, shift, today)).ToList();
            var name = $"Wholesale customer {customer.Key}";
            yield return (id, new(By("open"), name, Countries.Parse(customer.First()["Country"]), new(name, null, null), orders[0].Place.Terms.OrderedAt), orders);
        }
    }

    static (OrderId Id, PlaceOrder Place) Order(Dictionary<string, string> row, string customer, TimeSpan shift, DateOnly today)
    {
        var total = new Money(Math.Abs(decimal.Parse(row["Amount"], CultureInfo.InvariantCulture)), Gbp).Rounded();
        var line = new QuoteLine($"Invoice {row["InvoiceNo"]}, {row["Lines"]} items", 1, null, total);
        var terms = new OrderTerms(
            row["InvoiceNo"], new(customer), null, null, null, total, [line], null, PaymentTerms.Default, new DateTimeOffset(Time(row["InvoiceDate"]) + shift, TimeSpan.Zero),
            WorkCalendar.MondayToFriday);
        return (new($"O-retail-{row["InvoiceNo"]}"), new(By("place"), terms, null, new(today, row["Cancel"] == "1" ? "Credit note in the source" : null)));
    }

    static (string, HireRep) Rep(string name, string manager, string office, RepLevel level, bool alwaysOn) =>
        (Slug(name), new(By("hire"), new(name, new TeamId(Slug(manager)), level, ["en"], [], [], Hours(office, alwaysOn), 150)));

    static WorkingHours Hours(string office, bool alwaysOn) => (alwaysOn ? WorkingHours.Always : WorkingHours.Default) with
    {
        TimeZone = office switch { "East" => "America/New_York", "Central" => "America/Chicago", _ => "America/Los_Angeles" },
    };

    static Caller By(string what) => new(new($"sample:{what}"), Caller.System, "import");

    static string Slug(string name) => name.ToLowerInvariant().Replace(' ', '-');

    static DateOnly? Date(string text) => text.Length == 0 ? null : DateOnly.ParseExact(text, "M/d/yyyy", CultureInfo.InvariantCulture);

    static DateTime Time(string text) => DateTime.ParseExact(text, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    static IEnumerable<Dictionary<string, string>> Rows(string file)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"{file}.csv.gz")!;
        using var text = new StreamReader(new GZipStream(stream, CompressionMode.Decompress));
        using var csv = CsvDataReader.Create(text);
        while (csv.Read())
        {
            var row = new Dictionary<string, string>(csv.FieldCount);
            for (var i = 0; i < csv.FieldCount; i++) row[csv.GetName(i)] = csv.GetString(i);
            yield return row;
        }
    }
}
