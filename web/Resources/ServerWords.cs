namespace TradeLive.Web.Resources;

/// <summary>Texts of the server's own pages, of problems and of refusals: ServerWords.resx and ServerWords.zh-CN.resx.</summary>
public sealed class ServerWords;
