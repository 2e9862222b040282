namespace TradeLive;

/// <summary>Which stage the words of marketplaces and CRMs mean, in Chinese and English.</summary>
public static class StageWords
{
    static readonly (Stage Stage, string[] Words)[] Known =
    [
        (Stage.New, ["new", "prospecting", "open", "open not contacted", "not contacted", "unread", "pending", "to do", "新询盘", "新建", "新增", "新线索", "待处理", "待跟进", "未处理", "未联系", "未回复", "未读", "待回复"]),
        (Stage.Contacted, ["contacted", "working", "working contacted", "attempted to contact", "contact in future", "in progress", "replied", "following up", "已联系", "已回复", "跟进中", "处理中", "联系中", "沟通中"]),
        (Stage.Qualified, ["qualified", "engaging", "qualification", "needs analysis", "pre qualified", "value proposition", "id decision makers", "identify decision makers", "perception analysis", "nurturing", "已确认", "意向客户", "有意向", "需求确认", "需求分析", "已验证"]),
        (Stage.Quoted, ["quoted", "proposal", "proposal price quote", "quote sent", "quotation", "quotation sent", "sample sent", "已报价", "报价", "报价中", "方案报价", "已寄样", "方案"]),
        (Stage.Negotiating, ["negotiating", "negotiation", "negotiation review", "contract", "contract sent", "谈判", "谈判中", "商务谈判", "议价中", "合同审核", "签约中"]),
        (Stage.Won, ["won", "closed won", "closed converted", "converted", "success", "ordered", "deal", "成交", "已成交", "赢单", "已赢单", "已下单", "已转化", "成功", "交易成功"]),
        (Stage.Lost, ["lost", "closed lost", "closed", "closed not converted", "closed lost to competition", "lost lead", "junk lead", "unqualified", "not qualified", "disqualified", "dead", "cancelled", "canceled", "spam", "丢单", "已丢单", "输单", "已输单", "已流失", "流失", "未成交", "已关闭", "关闭", "无效", "已取消", "垃圾询盘"]),
    ];

    static readonly Dictionary<string, Stage> Stages =
        Known.SelectMany(known => known.Words.Select(word => (word, known.Stage))).ToDictionary(pair => pair.word, pair => pair.Stage);

    /// <returns>Null where the words are not known.</returns>
    public static Stage? Of(string text) => Stages.TryGetValue(Key(text), out var stage) ? stage : null;

    static string Key(string text) => string.Join(' ', new string([.. text.ToLowerInvariant().Select(letter => char.IsLetterOrDigit(letter) ? letter : ' ')])
        .Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
