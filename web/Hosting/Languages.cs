namespace TradeLive.Web.Hosting;

/// <summary>The languages of the user interface.</summary>
static class Languages
{
    public const string English = "en", Chinese = "zh-CN";

    public static IReadOnlyList<string> Supported { get; } = [English, Chinese];
}
