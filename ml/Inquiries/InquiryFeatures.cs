using System.Globalization;
using TradeLive.Learning;
using TradeLive.Tables;

namespace TradeLive.Scoring;

/// <summary>What a score may look at, as the company allows.</summary>
/// <param name="ByCountry">The buyer's country, and what follows from it.</param>
/// <param name="ByLanguage">The language of the message.</param>
public readonly record struct Allowed(bool ByCountry, bool ByLanguage)
{
    public static Allowed All => new(true, true);
}

/// <summary>
/// What is known of an inquiry as columns and cells: the same for training and for serving, for the chance and for the amount. Pure.
/// Never a name, a mail address, a gender, or who holds it.
/// </summary>
public static class InquiryFeatures
{
    public const string
        Source = "source", Country = "country", Region = "region", Mail = "mail", Product = "product", Sector = "sector", Quantity = "quantity", TargetAmount = "targetAmount",
        ListAmount = "listAmount", Phone = "phone", Company = "company", Language = "language", LocalHour = "localHour", EarlierOrders = "earlierOrders",
        EarlierRevenue = "earlierRevenue", Replied = "replied", ReplyHours = "replyHours", BuyerAnswered = "buyerAnswered", Sample = "sample", Quoted = "quoted",
        QuotedAmount = "quotedAmount";

    /// <summary>Begins the name of a column that tells of the message.</summary>
    public const string Message = "message ";

    static readonly (Column Column, Func<InquiryFacts, Cell> Of)[] Known =
    [
        (new(Source, ColumnKind.Word), facts => Cell.Of(facts.Source)),
        (new(Country, ColumnKind.Word), facts => Cell.Of(facts.Country)),
        (new(Region, ColumnKind.Word), facts => Cell.Of(Regions.Of(facts.Country))),
        (new(Mail, ColumnKind.Word), facts => Cell.Of(MailDomain.KindOf(facts.MailDomain).ToString())),
        (new(Product, ColumnKind.Word), facts => Cell.Of(facts.Product)),
        (new(Sector, ColumnKind.Word), facts => Cell.Of(facts.Sector)),
        (new(Quantity, ColumnKind.Number), facts => Log(facts.Quantity)),
        (new(TargetAmount, ColumnKind.Number), facts => Log(facts.TargetAmount)),
        (new(ListAmount, ColumnKind.Number), facts => Log(facts.ListAmount)),
        (new(Phone, ColumnKind.Number), facts => Cell.Of(facts.HasPhone)),
        (new(Company, ColumnKind.Number), facts => Cell.Of(facts.HasCompany)),
        .. MessageSigns.All.Select(sign => (new Column(Message + sign.Name, ColumnKind.Number), (Func<InquiryFacts, Cell>)(facts => Cell.Of(sign.Of(facts.Message))))),
        (new(Language, ColumnKind.Word), facts => Cell.Of(string.IsNullOrWhiteSpace(facts.Message) ? null : BuyerLanguage.Of(facts.Message, null))),
        (new(LocalHour, ColumnKind.Number), facts => Cell.Of(facts.LocalHour)),
        (new(EarlierOrders, ColumnKind.Number), facts => Log(facts.EarlierOrders)),
        (new(EarlierRevenue, ColumnKind.Number), facts => Log(facts.EarlierRevenue)),
        (new(Replied, ColumnKind.Number), facts => Cell.Of(facts.RepliedAfterHours is not null)),
        (new(ReplyHours, ColumnKind.Number), facts => Log((decimal?)facts.RepliedAfterHours)),
        (new(BuyerAnswered, ColumnKind.Number), facts => Cell.Of(facts.BuyerAnswered)),
        (new(Sample, ColumnKind.Number), facts => Cell.Of(facts.SampleSent)),
        (new(Quoted, ColumnKind.Number), facts => Cell.Of(facts.QuotedAmount is not null)),
        (new(QuotedAmount, ColumnKind.Number), facts => Log(facts.QuotedAmount)),
    ];

    static readonly Dictionary<string, (string Name, Func<InquiryFacts, Cell> Of)> ByName =
        Known.ToDictionary(known => known.Column.Name, known => (known.Column.Name, known.Of), StringComparer.OrdinalIgnoreCase);

    /// <summary>The columns to learn from: those that are known and allowed, and each attribute that tells something.</summary>
    /// <param name="all">In the order in which they came.</param>
    public static IReadOnlyList<Column> Columns(IReadOnlyList<InquiryFacts> all, Allowed allowed) =>
        [.. Known.Select(known => known.Column).Where(column => Allows(allowed, column.Name)), .. AttributeColumns.Of(all)];

    /// <summary>The cells of those columns. Columns are known by name: of one that this version does not know, or that is no longer allowed, nothing is known.</summary>
    public static Cell[] Cells(InquiryFacts facts, IReadOnlyList<Column> columns, Allowed allowed)
    {
        var cells = new Cell[columns.Count];
        for (var i = 0; i < cells.Length; i++) cells[i] = MayCount(columns[i], allowed) ? Value(facts, columns[i]) : Missing;
        return cells;
    }

    /// <summary>Whether the company lets a column count, however a model writes its name.</summary>
    public static bool MayCount(Column column, Allowed allowed) => Allows(allowed, NameOf(column.Name) ?? column.Name);

    /// <summary>The name of a property that every inquiry can have, however a model writes it; null for others.</summary>
    public static string? NameOf(string column) => ByName.TryGetValue(column, out var known) ? known.Name : null;

    static Cell Missing => Cell.Of((string?)null);

    // A model trained elsewhere calls an attribute as the table did.
    static Cell Value(InquiryFacts facts, Column column) => ByName.TryGetValue(column.Name, out var known)
        ? known.Of(facts)
        : facts.Attributes.TryGetValue(AttributeColumns.KeyOf(column.Name) ?? column.Name, out var text) && !Values.IsMissing(text)
            ? column.Kind == ColumnKind.Number ? Cell.Of(Values.Number(text)) : Cell.Of(text)
            : Missing;

    static bool Allows(Allowed allowed, string column) => column switch
    {
        Country or Region or LocalHour => allowed.ByCountry,
        Language => allowed.ByLanguage,
        _ when (AttributeColumns.KeyOf(column) ?? (NameOf(column) is null ? column : null)) is { } key => (allowed.ByCountry || !AttributeColumns.TellsCountry(key)) && (allowed.ByLanguage || !AttributeColumns.TellsLanguage(key)),
        _ => true,
    };

    // Amounts and counts differ by factors.
    static Cell Log(decimal? number) => Cell.Of(number is { } known ? Math.Log(1 + (double)Math.Max(0, known)) : null);

    /// <summary>A cell in the words of the facts it came from, for reasons.</summary>
    public static string Said(Column column, Cell cell) => column with { Name = NameOf(column.Name) ?? column.Name } switch
    {
        _ when cell.Word is { } word => word,
        _ when double.IsNaN(cell.Number) => "",
        { Name: Quantity or TargetAmount or ListAmount or EarlierOrders or EarlierRevenue or ReplyHours or QuotedAmount } => Round(Math.Exp(cell.Number) - 1),
        _ => Round(cell.Number),
    };

    static string Round(double number) => Math.Round(number, Math.Abs(number) < 10 ? 1 : 0).ToString(CultureInfo.InvariantCulture);
}
