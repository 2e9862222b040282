namespace TradeLive.Client;

/// <summary>Texts of the pages: Words.resx and Words.zh-CN.resx.</summary>
public sealed class Words;
