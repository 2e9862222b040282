using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TradeLive.Inquiries;
using TradeLive.ReadModel;
using TradeLive.Trade;
using TradeLive.Views;

namespace TradeLive.Import;

/// <summary>Makes one row the command that takes it in, or says which cell is wrong and why.</summary>
/// <remarks>A date without a time is that day's noon in the file's time zone, so that no reader within half a day of it sees another day.</remarks>
public sealed class RowReader(ImportStart settings, Organisation organisation, DateTimeOffset now)
{
    static readonly string[] Times = ["", " H:m", " H:m:s", "'T'H:m:s", "'T'H:m:sK", "'T'H:m:s.FFFK", " h:m tt"];

    readonly CultureInfo culture = CultureInfo.GetCultureInfo(settings.Culture);
    readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone);
    readonly Dictionary<string, RepId> reps = organisation.Reps.Where(rep => rep.Value.Profile is not null)
        .GroupBy(rep => rep.Value.Profile!.Name.ToUpperInvariant()).ToDictionary(group => group.Key, group => new RepId(group.First().Key));

    /// <param name="row">Row in the file, the header being row 1.</param>
    public (InquiryId Id, ReceiveInquiry? Command, ImportError? Error) Read(int row, IReadOnlyList<string> cells)
    {
        ImportError? error = null;
        string? Cell(string field)
        {
            var at = settings.Mapping.ToList().FindIndex(mapping => mapping.Field == field);
            return at >= 0 && at < cells.Count && cells[at].Trim() is { Length: > 0 } text ? text : null;
        }
        T? Read<T>(string field, string code, Func<string, T?> parse) where T : struct
        {
            if (Cell(field) is not { } text) return null;
            var value = parse(text);
            if (value is null) error ??= new(row, settings.Mapping.First(mapping => mapping.Field == field).Column, code, text);
            return value;
        }

        var currency = Read(ImportField.Currency, "bad-currency", text => Currency.TryParse(text, out var known) ? known : (Currency?)null) ?? new Currency(settings.Currency);
        var received = Read(ImportField.Date, "bad-date", Date);
        var engaged = Read(ImportField.EngagedAt, "bad-date", Date);
        var closed = Read(ImportField.ClosedAt, "bad-date", Date);
        var quantity = Read(ImportField.Quantity, "bad-number", Number);
        var price = Read(ImportField.TargetPrice, "bad-number", Number);
        var amount = Read(ImportField.Amount, "bad-number", Number);
        var stage = Read(ImportField.Stage, "bad-stage", StageOf);
        var country = Cell(ImportField.Country) is { } said ? Countries.Parse(said) : null;
        if (Cell(ImportField.Country) is { } unknown && country is null) error ??= new(row, settings.Mapping.First(mapping => mapping.Field == ImportField.Country).Column, "bad-country", unknown);
        if (Cell(ImportField.Email) is { } mail && Customers.BuyerKeys.Mail(mail) is null) error ??= new(row, settings.Mapping.First(mapping => mapping.Field == ImportField.Email).Column, "bad-email", mail);
        var name = string.Join(' ', new[] { Cell(ImportField.FirstName), Cell(ImportField.Buyer) }.OfType<string>());
        var buyer = new Buyer(name.Length > 0 ? name : Cell(ImportField.Company) ?? Cell(ImportField.Email) ?? "", Cell(ImportField.Company), Cell(ImportField.Email), Cell(ImportField.Phone), country);
        if (buyer.Name.Length == 0) error ??= new(row, "", "no-buyer", "");
        if (stage == Stage.Won && amount is not > 0) error ??= new(row, "", "no-amount", "");
        if (error is not null) return (default, null, error);

        var id = Id(Cell(ImportField.Number), cells);
        return (id, new(
            new(new($"import:{id}"), Caller.System, "import"), settings.Source, Cell(ImportField.Number), buyer, Cell(ImportField.Product) ?? "", quantity, Cell(ImportField.Unit),
            price is { } target ? new Money(target, currency) : null, Cell(ImportField.Message) ?? "", Attributes(cells, Cell(ImportField.Sector)),
            received ?? engaged ?? now, organisation.Company.Terms?.Promise ?? ReplyPromise.Default, null, Past(stage, Cell(ImportField.Owner), engaged, closed, amount, currency)), null);
    }

    Past? Past(Stage? stage, string? owner, DateTimeOffset? engaged, DateTimeOffset? closed, decimal? amount, Currency currency)
    {
        if (stage is null or Stage.New) return null;
        RepId? rep = owner is not null && reps.TryGetValue(owner.ToUpperInvariant(), out var known) ? known : null;
        TeamId? team = organisation.TeamOf(rep?.Value) is { } id ? new(id) : null;
        return new(stage.Value, rep, team, engaged, closed, stage == Stage.Won ? new Money(amount!.Value, currency) : null, stage == Stage.Lost ? LostReason.Other : null);
    }

    Dictionary<string, string> Attributes(IReadOnlyList<string> cells, string? sector)
    {
        var attributes = new Dictionary<string, string>();
        foreach (var (at, mapping) in settings.Mapping.Index())
            if (mapping.Field is null && at < cells.Count && cells[at].Trim() is { Length: > 0 } text && mapping.Column.Length > 0) attributes[mapping.Column] = text;
        if (sector is not null) attributes["sector"] = sector;
        return attributes;
    }

    // By source and number; without a number by everything the row says.
    InquiryId Id(string? number, IReadOnlyList<string> cells) => new(
        $"I-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{settings.Source}\n{number ?? "row:" + string.Join('\u001f', cells.Select(cell => cell.Trim()))}")))[..16]}");

    decimal? Number(string text) =>
        decimal.TryParse(text.Replace('\u00a0', ' ').Replace(" ", "", StringComparison.Ordinal), NumberStyles.Number, culture, out var number) ? number : null;

    DateTimeOffset? Date(string text)
    {
        string[] days = settings.DateOrder switch { "mdy" => ["M/d/yyyy", "M-d-yyyy", "M.d.yyyy"], "dmy" => ["d/M/yyyy", "d-M-yyyy", "d.M.yyyy"], _ => ["yyyy/M/d", "yyyy.M.d", "yyyy年M月d日"] };
        foreach (var day in (string[])[.. days, "yyyy-M-d"])
            foreach (var time in Times)
                if (DateTimeOffset.TryParseExact(text, day + time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var found))
                    return time.EndsWith('K') && text.Length > 19 ? found.ToUniversalTime() : InZone(time.Length == 0 ? found.DateTime.AddHours(12) : found.DateTime);
        return null;
    }

    DateTimeOffset InZone(DateTime local) => new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();

    static Stage? StageOf(string text) => text.Trim().ToLowerInvariant() switch
    {
        "new" or "prospecting" or "open" or "open - not contacted" or "新询盘" or "待处理" or "未处理" or "not contacted" => Stage.New,
        "contacted" or "working - contacted" or "attempted to contact" or "已联系" or "已回复" or "跟进中" => Stage.Contacted,
        "qualified" or "engaging" or "qualification" or "needs analysis" or "pre-qualified" or "已确认" => Stage.Qualified,
        "quoted" or "proposal/price quote" or "value proposition" or "已报价" => Stage.Quoted,
        "negotiating" or "negotiation/review" or "谈判中" or "negotiation" => Stage.Negotiating,
        "won" or "closed won" or "closed - converted" or "已成交" or "成交" => Stage.Won,
        "lost" or "closed lost" or "closed - not converted" or "lost lead" or "junk lead" or "已丢单" or "丢单" or "已关闭" => Stage.Lost,
        _ => null,
    };
}
