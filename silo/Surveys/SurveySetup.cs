using Microsoft.Extensions.DependencyInjection;
using TradeLive.Storage;

namespace TradeLive.Surveys;

public static class SurveySetup
{
    /// <summary>Everything of surveys but the web. Needs Data Protection and <see cref="IStaff"/>.</summary>
    public static IServiceCollection AddSurveys(this IServiceCollection services)
    {
        services.AddSingleton<AnswerStore>();
        services.AddSingleton<SurveyKeys>();
        services.AddSingleton<SurveyOpening>();
        services.AddSingleton<SurveyQueries>();
        services.AddSingleton<SurveyRounds>();
        services.AddHostedService(provider => provider.GetRequiredService<SurveyRounds>());
        return services;
    }

    /// <summary>The tables alone.</summary>
    internal static IServiceCollection AddSurveyDatabase(this IServiceCollection services) => services.AddSingleton<SurveyDatabase>(provider =>
        provider.GetRequiredService<StorageOptions>() is { Provider: StorageProvider.Sqlite } options
            ? new SqliteSurveyDatabase(options)
            : new PostgresSurveyDatabase(provider.GetRequiredService<Database>()));
}
