using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TradeLive.Customers;
using TradeLive.Inquiries;
using TradeLive.ReadModel;
using TradeLive.Trade;
using TradeLive.Views;

namespace TradeLive.Import;

/// <summary>What a row says: the command that takes it in, or which of its cells are wrong and why.</summary>
public sealed record RowReading(InquiryId Id, ReceiveInquiry? Command, IReadOnlyList<ImportError> Errors);

/// <summary>Reads rows as the user chose.</summary>
/// <remarks>A date without a time stays that date for every reader; its moment is that day's noon in the file's time zone.</remarks>
public sealed class RowReader(ImportStart settings, Organisation organisation, DateTimeOffset now)
{
    readonly NumberReader numbers = new(settings.Culture);
    readonly DateReader dates = new(settings.DateOrder, TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone));
    readonly Dictionary<string, int> columns = settings.Mapping.Index().Where(column => column.Item.Field is not null)
        .GroupBy(column => column.Item.Field!).ToDictionary(field => field.Key, field => field.First().Index);
    readonly Dictionary<string, RepId> reps = Names(organisation);

    public RowReading Read(TableRow row)
    {
        var cells = new Cells(row, columns, settings.Mapping);
        var currency = cells.Read(ImportField.Currency, "bad-currency", text => Currency.TryParse(text, out var known) ? known : (Currency?)null) ?? new Currency(settings.Currency);
        var received = cells.Read(ImportField.Date, "bad-date", dates.Read);
        var engaged = cells.Read(ImportField.EngagedAt, "bad-date", dates.Read);
        var closed = cells.Read(ImportField.ClosedAt, "bad-date", dates.Read);
        var quantity = Number(cells, ImportField.Quantity);
        var price = Number(cells, ImportField.TargetPrice);
        var amount = Number(cells, ImportField.Amount);
        var stage = cells.Read(ImportField.Stage, "bad-stage", text => settings.Stages is { } said && said.TryGetValue(text, out var meant) ? meant : StageWords.Of(text));
        var buyer = BuyerOf(cells);
        if (stage == Stage.Won && amount is not > 0 && !cells.IsWrong(ImportField.Amount)) cells.Wrong(ImportField.Amount, "no-amount");
        var id = Id(cells.Of(ImportField.Number), row.Cells);
        if (cells.Errors.Count > 0) return new(id, null, cells.Errors);

        RepId? owner = cells.Of(ImportField.Owner) is { } name && reps.TryGetValue(name.ToUpperInvariant(), out var known) ? known : null;
        var past = Past(stage ?? Stage.New, owner, engaged, closed, amount, currency);
        var came = received ?? engaged ?? (past is { Stage: Stage.Won or Stage.Lost } ? closed : null);
        return new(id, new(
            new(new(Key(id, past)), Caller.System, "import"), settings.Source, cells.Of(ImportField.Number), buyer, cells.Of(ImportField.Product) ?? "", quantity,
            cells.Of(ImportField.Unit), price is { } target ? new Money(target, currency) : null, cells.Of(ImportField.Message) ?? "", Attributes(cells, past),
            came?.At ?? now, organisation.Company.Terms?.Promise ?? ReplyPromise.Default, null, past, came?.On), []);
    }

    decimal? Number(Cells cells, string field) =>
        cells.Read(field, "bad-number", text => cells.IsNumber(field) ? NumberReader.ReadInvariant(text) : numbers.Read(text));

    static Buyer BuyerOf(Cells cells)
    {
        var country = cells.Of(ImportField.Country) is { } said ? Countries.Parse(said) : null;
        if (country is null && cells.Of(ImportField.Country) is not null) cells.Wrong(ImportField.Country, "bad-country");
        var (company, mail) = (cells.Of(ImportField.Company), cells.Of(ImportField.Email));
        if (mail is not null && BuyerKeys.Mail(mail) is null) cells.Wrong(ImportField.Email, "bad-email");
        var name = string.Join(' ', new[] { cells.Of(ImportField.FirstName), cells.Of(ImportField.Buyer) }.OfType<string>());
        if (name.Length == 0 && company is null && mail is null) cells.Wrong(ImportField.Buyer, "no-buyer");
        return new(name.Length > 0 ? name : company ?? mail ?? "", company, mail, cells.Of(ImportField.Phone), country);
    }

    Past? Past(Stage stage, RepId? owner, FileDate? engaged, FileDate? closed, decimal? amount, Currency currency)
    {
        if (stage == Stage.New && owner is null) return null;
        TeamId? team = organisation.TeamOf(owner?.Value) is { } id ? new(id) : null;
        var closing = stage.IsClosed() ? closed : null;
        return new(
            stage, owner, team, engaged?.At, closing?.At, stage == Stage.Won ? new Money(amount!.Value, currency) : null, stage == Stage.Lost ? LostReason.Other : null,
            engaged?.On, closing?.On);
    }

    // What is read but has no place of its own stays with the inquiry as it was written.
    Dictionary<string, string> Attributes(Cells cells, Past? past)
    {
        var attributes = new Dictionary<string, string>();
        foreach (var (at, mapping) in settings.Mapping.Index())
            if (mapping.Column.Length > 0 && IsKept(mapping.Field, past) && cells.At(at) is { } text) attributes[mapping.Column] = text;
        if (cells.Of(ImportField.Sector) is { } sector) attributes["sector"] = sector;
        return attributes;
    }

    static bool IsKept(string? field, Past? past) => field switch
    {
        null => true,
        ImportField.Owner => past?.Owner is null,
        ImportField.Amount => past?.Stage != Stage.Won,
        ImportField.ClosedAt => past is null || !past.Stage.IsClosed(),
        _ => false,
    };

    // By source and number; without a number by everything the row says.
    InquiryId Id(string? number, IReadOnlyList<string> cells) =>
        new($"I-{Hash($"{settings.Source}\n{number ?? "row:" + string.Join('\u001f', cells.Where((_, at) => at >= settings.Mapping.Count || settings.Mapping[at].Field != ImportField.Ignore).Select(cell => cell.Trim()))}")}");

    // The same past again is the same command; another one is a command of its own, by which the inquiry catches up.
    static string Key(InquiryId id, Past? past) => past is null ? $"import:{id}" : $"import:{id}:{Hash(string.Create(
        CultureInfo.InvariantCulture, $"{past.Stage}\n{past.Owner?.Value}\n{past.EngagedAt?.UtcTicks}\n{past.ClosedAt?.UtcTicks}\n{past.WonAmount?.Amount}\n{past.WonAmount?.Currency.Code}"))}";

    static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];

    static Dictionary<string, RepId> Names(Organisation organisation)
    {
        var named = new Dictionary<string, RepId>();
        foreach (var (id, rep) in organisation.Reps.Where(rep => rep.Value.Profile is not null).OrderBy(rep => rep.Key, StringComparer.Ordinal))
        {
            named.TryAdd(rep.Profile!.Name.ToUpperInvariant(), new(id));
            named.TryAdd(id.ToUpperInvariant(), new(id));
        }
        return named;
    }
}

/// <summary>The cells of one row by field, and what is wrong with them.</summary>
sealed class Cells(TableRow row, Dictionary<string, int> columns, IReadOnlyList<ColumnMapping> mapping)
{
    readonly List<ImportError> errors = [];

    public IReadOnlyList<ImportError> Errors => errors;

    public string? Of(string field) => columns.TryGetValue(field, out var at) ? At(at) : null;

    public string? At(int column) => column < row.Cells.Count && row.Cells[column].Trim() is { Length: > 0 } text ? text : null;

    /// <summary>Whether a workbook holds it as a number.</summary>
    public bool IsNumber(string field) => columns.TryGetValue(field, out var at) && row.Numbers.Contains(at);

    public T? Read<T>(string field, string code, Func<string, T?> parse) where T : struct
    {
        if (Of(field) is not { } text) return null;
        var value = parse(text);
        if (value is null) Wrong(field, code);
        return value;
    }

    public void Wrong(string field, string code) => errors.Add(new(row.Number, Column(field), code, Of(field) ?? ""));

    public bool IsWrong(string field) => errors.Exists(error => error.Column == Column(field));

    string Column(string field) => columns.TryGetValue(field, out var at) ? mapping[at].Column : "";
}
