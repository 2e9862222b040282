namespace TradeLive.Import;

/// <summary>Fields that a column can be taken for.</summary>
public static class ImportField
{
    public const string Number = "number", Date = "date", Buyer = "buyer", FirstName = "firstName", Company = "company", Email = "email", Phone = "phone", Country = "country",
        Product = "product", Quantity = "quantity", Unit = "unit", TargetPrice = "targetPrice", Currency = "currency", Message = "message", Owner = "owner", Stage = "stage",
        EngagedAt = "engagedAt", ClosedAt = "closedAt", Amount = "amount", Sector = "sector";

    /// <summary>A column that is not taken in at all.</summary>
    public const string Ignore = "ignore";

    public static IReadOnlyList<string> All { get; } =
        [Number, Date, Buyer, FirstName, Company, Email, Phone, Country, Product, Quantity, Unit, TargetPrice, Currency, Message, Owner, Stage, EngagedAt, ClosedAt, Amount, Sector, Ignore];
}

/// <summary>Which field a header means, in Chinese and English, as marketplaces and CRMs name their columns.</summary>
public static class HeaderGuess
{
    static readonly (string Field, string[] Names)[] Known =
    [
        (ImportField.Number, ["询盘编号", "inquiry id", "inquiry no", "lead id", "id", "amazonorderid", "opportunity id", "编号", "number", "deal id", "opportunity no"]),
        (ImportField.Date, ["询盘时间", "inquiry time", "date", "created time", "createddate", "created date", "purchasedate", "inquiry date", "询盘日期", "创建时间", "日期", "时间", "received"]),
        (ImportField.FirstName, ["firstname", "first name", "名"]),
        (ImportField.Buyer, ["买家姓名", "buyer name", "buyer", "lastname", "last name", "contact name", "联系人", "客户姓名", "contact", "name", "姓名"]),
        (ImportField.Email, ["买家邮箱", "email", "e mail", "mail", "邮箱", "电子邮件"]),
        (ImportField.Phone, ["phone", "mobilephone", "mobile", "tel", "电话", "手机"]),
        (ImportField.Company, ["公司名称", "company", "account name", "account", "客户名称", "公司", "deal name"]),
        (ImportField.Country, ["国家地区", "country region", "country", "国家", "shippingaddress countrycode"]),
        (ImportField.Product, ["产品名称", "product", "product model", "产品", "型号"]),
        (ImportField.Quantity, ["采购数量", "quantity", "数量", "qty"]),
        (ImportField.Unit, ["采购单位", "unit", "单位"]),
        (ImportField.TargetPrice, ["目标价", "target price", "目标价格"]),
        (ImportField.Currency, ["currencyisocode", "currency", "币种", "货币", "ordertotal currencycode"]),
        (ImportField.Message, ["询盘内容", "message", "description", "内容", "备注"]),
        (ImportField.Owner, ["负责人", "owner", "lead owner", "deal owner", "opportunity owner", "ownerid", "sales agent", "业务员", "跟进人"]),
        (ImportField.Stage, ["询盘状态", "状态", "status", "lead status", "stagename", "stage", "deal stage", "阶段"]),
        (ImportField.EngagedAt, ["engage date", "首次回复时间"]),
        (ImportField.ClosedAt, ["close date", "closedate", "closing date", "成交日期"]),
        (ImportField.Amount, ["close value", "amount", "成交金额", "金额"]),
        (ImportField.Sector, ["industry", "sector", "行业", "business type"]),
    ];

    /// <summary>Columns that a list of errors adds to the rows in error, so that it can be mended and taken in again.</summary>
    static readonly string[] OfErrors = ["error in row", "error in column", "error reason", "错误行号", "错误列", "错误原因"];

    /// <returns>A field for each column, each field at most once, the better known name first; null for columns that are kept as attributes.</returns>
    public static IReadOnlyList<string?> Of(IReadOnlyList<string> header)
    {
        string[] keys = [.. header.Select(Key)];
        var fields = new string?[keys.Length];
        for (var at = 0; at < keys.Length; at++)
            if (OfErrors.Contains(keys[at])) fields[at] = ImportField.Ignore;
        foreach (var (field, names) in Known)
        {
            var at = names.Select(name => Array.IndexOf(keys, name)).Where(at => at >= 0 && fields[at] is null).DefaultIfEmpty(-1).First();
            if (at >= 0) fields[at] = field;
        }
        return fields;
    }

    static string Key(string name) => string.Join(' ', new string([.. name.Trim().ToLowerInvariant().Select(letter => char.IsLetterOrDigit(letter) ? letter : ' ')])
        .Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
