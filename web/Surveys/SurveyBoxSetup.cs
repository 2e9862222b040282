using TradeLive.Surveys;

namespace TradeLive.Web.Surveys;

static class SurveyBoxSetup
{
    /// <summary>Surveys with what the web has to do with them.</summary>
    public static void AddSurveyBox(this WebApplicationBuilder builder)
    {
        SurveyBoxPath.Quieten(builder.Logging);
        builder.Services.AddSingleton<Staff>();
        builder.Services.AddSingleton<IStaff>(provider => provider.GetRequiredService<Staff>());
        builder.Services.AddSurveys();
        builder.Services.AddSingleton<SurveyBox>();
        builder.Services.AddSingleton<SurveyBoxPath>();
        builder.Services.AddHostedService<SurveyBoxFailures>();
    }
}
