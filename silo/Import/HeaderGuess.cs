namespace TradeLive.Import;

/// <summary>Fields that a column can be taken for.</summary>
public static class ImportField
{
    public const string Number = "number", Date = "date", Buyer = "buyer", FirstName = "firstName", Company = "company", Email = "email", Phone = "phone", Country = "country",
        Product = "product", Quantity = "quantity", Unit = "unit", TargetPrice = "targetPrice", Currency = "currency", Message = "message", Owner = "owner", Stage = "stage",
        EngagedAt = "engagedAt", ClosedAt = "closedAt", Amount = "amount", Sector = "sector";

    public static IReadOnlyList<string> All { get; } =
        [Number, Date, Buyer, FirstName, Company, Email, Phone, Country, Product, Quantity, Unit, TargetPrice, Currency, Message, Owner, Stage, EngagedAt, ClosedAt, Amount, Sector];
}

/// <summary>Which field a header means, in Chinese and English, as marketplaces and CRMs name their columns.</summary>
public static class HeaderGuess
{
    static readonly (string Field, string[] Names)[] Known =
    [
        (ImportField.Number, ["询盘编号", "inquiry id", "inquiry no", "lead id", "id", "amazonorderid", "opportunity id", "编号", "number"]),
        (ImportField.Date, ["询盘时间", "inquiry time", "date", "created time", "createddate", "created date", "purchasedate", "日期", "时间", "received"]),
        (ImportField.FirstName, ["firstname", "first name", "名"]),
        (ImportField.Buyer, ["买家姓名", "buyer name", "buyer", "lastname", "last name", "联系人", "contact", "name", "姓名"]),
        (ImportField.Email, ["买家邮箱", "email", "e mail", "mail", "邮箱", "电子邮件"]),
        (ImportField.Phone, ["phone", "mobilephone", "mobile", "tel", "电话", "手机"]),
        (ImportField.Company, ["公司名称", "company", "account", "account name", "公司", "deal name"]),
        (ImportField.Country, ["国家地区", "country region", "country", "国家", "shippingaddress countrycode"]),
        (ImportField.Product, ["产品名称", "product", "product model", "产品", "型号"]),
        (ImportField.Quantity, ["采购数量", "quantity", "数量", "qty"]),
        (ImportField.Unit, ["采购单位", "unit", "单位"]),
        (ImportField.TargetPrice, ["目标价", "target price", "目标价格"]),
        (ImportField.Currency, ["currencyisocode", "currency", "币种", "货币", "ordertotal currencycode"]),
        (ImportField.Message, ["询盘内容", "message", "description", "内容", "备注"]),
        (ImportField.Owner, ["负责人", "owner", "lead owner", "ownerid", "sales agent"]),
        (ImportField.Stage, ["状态", "status", "lead status", "stagename", "stage", "deal stage", "阶段"]),
        (ImportField.EngagedAt, ["engage date", "首次回复时间"]),
        (ImportField.ClosedAt, ["close date", "closedate", "closing date", "成交日期"]),
        (ImportField.Amount, ["close value", "amount", "成交金额", "金额"]),
        (ImportField.Sector, ["industry", "sector", "行业", "business type"]),
    ];

    /// <returns>A field for each column, each field at most once; null for columns that are kept as attributes.</returns>
    public static IReadOnlyList<string?> Of(IReadOnlyList<string> header)
    {
        var taken = new HashSet<string>();
        return [.. header.Select(name => Known.FirstOrDefault(known => known.Names.Contains(Key(name)) && !taken.Contains(known.Field)).Field is { } field && taken.Add(field) ? field : null)];
    }

    static string Key(string name) => string.Join(' ', new string([.. name.Trim().ToLowerInvariant().Select(letter => char.IsLetterOrDigit(letter) ? letter : ' ')])
        .Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
