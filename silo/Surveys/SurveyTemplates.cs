using System.Reflection;
using System.Text.Json;
using TradeLive.Views;

namespace TradeLive.Surveys;

/// <summary>Forms to begin with, in both languages: <c>Templates.json</c>.</summary>
public static class SurveyTemplates
{
    public static IReadOnlyList<SurveyTemplate> All { get; } = Read();

    static IReadOnlyList<SurveyTemplate> Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Templates.json") ?? throw new InvalidOperationException("Templates.json is not part of the assembly.");
        return JsonSerializer.Deserialize(stream, ViewsJson.Default.IReadOnlyListSurveyTemplate)!;
    }
}
