using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Serialization;
using TradeLive.Deadlines;
using TradeLive.Import;
using TradeLive.Live;
using TradeLive.Log;
using TradeLive.Models;
using TradeLive.Policies;
using TradeLive.Queries;
using TradeLive.ReadModel;
using TradeLive.Samples;
using TradeLive.Scoring;
using TradeLive.Storage;
using TradeLive.Storage.Postgres;
using TradeLive.Storage.Sqlite;
using TradeLive.Surveys;
using TradeLive.Upkeep;

namespace TradeLive.Hosting;

/// <summary>Puts the silo together: storage, log, read tables, live model, policies, deadlines.</summary>
public static class TradeLiveSilo
{
    const string ServiceId = "tradelive";

    /// <summary>Hosts a silo in this process, as the embedded default does.</summary>
    /// <exception cref="InvalidOperationException">A setting is wrong; the message names it and what is allowed.</exception>
    public static IHostApplicationBuilder AddTradeLiveSilo(this IHostApplicationBuilder builder)
    {
        builder.Services.AddTradeLiveStorage(builder.Configuration);
        builder.Services.AddHostedService<SchemaStart>();
        builder.UseOrleans(silo => silo.UseLocalhostClustering(FreePort(), gatewayPort: 0, serviceId: ServiceId, clusterId: ServiceId)
            .Configure<ClusterMembershipOptions>(NeverDead).AddTradeLiveGrains());
        builder.Services.AddTradeLiveReaders();
        return builder;
    }

    // The only silo there is: a clock that was put forward, as after a sleep of the machine, must not have it take itself for lost and end the process.
    static void NeverDead(ClusterMembershipOptions membership) => (membership.LivenessEnabled, membership.DefunctSiloCleanupPeriod) = (false, null);

    /// <summary>The database and what reads it, without a silo: enough for rebuild, backup and restore.</summary>
    public static IServiceCollection AddTradeLiveStorage(this IServiceCollection services, IConfiguration configuration)
    {
        var options = configuration.GetSection(StorageOptions.Section).Get<StorageOptions>() ?? new();
        if (options.Problem() is { } problem) throw new InvalidOperationException(problem);

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton(_ => OpenDatabase(options));
        services.AddSurveyDatabase();
        services.AddSingleton<ChangeLog>();
        services.AddSingleton<ReadTables>();
        services.AddSingleton<Projector>();
        services.AddSingleton<ModelFiles>();
        services.AddSingleton<Backup>();
        services.AddSingleton<Verification>();
        services.AddSingleton<Rebuild>();
        return services;
    }

    /// <summary>The database that the settings name.</summary>
    public static Database OpenDatabase(StorageOptions options) =>
        options.Provider == StorageProvider.Sqlite ? new SqliteDatabase(options) : new PostgresDatabase(options);

    /// <summary>Grain storage through the AdoNet provider, and the trade's own types as JSON between silos.</summary>
    public static ISiloBuilder AddTradeLiveGrains(this ISiloBuilder silo)
    {
        silo.AddAdoNetGrainStorageAsDefault((OptionsBuilder<AdoNetGrainStorageOptions> storage) => storage.Configure<Database>((options, database) =>
        {
            options.Invariant = database.Invariant;
            options.DataSource = database.GrainStorage;
            options.GrainStorageSerializer = new StateSerializer();
        }));
        silo.Services.AddWire();
        return silo;
    }

    /// <summary>The same wire for a client outside the silos.</summary>
    public static IClientBuilder AddTradeLiveWire(this IClientBuilder client)
    {
        client.Services.AddWire();
        return client;
    }

    static void AddWire(this IServiceCollection services) => services.AddSerializer(serializer => serializer.AddJsonSerializer(
        type => type.Assembly == typeof(Money).Assembly || type == typeof(JsonElement), BetweenSilos()));

    static JsonSerializerOptions BetweenSilos() => new(GrainJson.Stored)
    {
        TypeInfoResolver = JsonTypeInfoResolver.Combine(GrainJson.Default, new DefaultJsonTypeInfoResolver()),
    };

    /// <summary>What follows the log: live model, read tables, policies, deadlines. Each node may run it; positions are moved by compare-and-set.</summary>
    public static IServiceCollection AddTradeLiveReaders(this IServiceCollection services)
    {
        services.AddSingleton<LiveModel>();
        services.AddSingleton<InquiryQueries>();
        services.AddSingleton<SampleLoader>();
        services.AddSingleton<SampleReplay>();
        services.AddSingleton<ImportJobs>();
        services.AddSingleton<OrderQueries>();
        services.AddSingleton<CustomerQueries>();
        services.AddSingleton<SaveListQueries>();
        services.AddSingleton<TeamQueries>();
        services.AddSingleton(provider => new ScoreQueries(
            provider.GetRequiredService<ReadTables>(), provider.GetRequiredService<ChangeLog>(), provider.GetRequiredService<LiveModel>(),
            provider.GetRequiredService<InquiryScoring>(), provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService<LiveFeed>();
        services.AddHostedService(provider => provider.GetRequiredService<Projector>());
        services.AddModels();
        services.AddSingleton<InquiryScoring>();
        services.AddSingleton<Router>();
        services.AddSingleton<PoolFacts>();
        services.AddSingleton<IPolicy, Triage>();
        services.AddSingleton<IPolicy, OwnCustomer>();
        services.AddSingleton<IPolicy, PlaceOrderOfWin>();
        services.AddSingleton<IPolicy, CancelOrderOfReopened>();
        services.AddSingleton<IPolicy, CorrectOrderOfWin>();
        services.AddSingleton<IPolicy, OfferAgain>();
        services.AddSingleton<IPolicy, ProposeNearNames>();
        services.AddSingleton<FailedReactions>();
        services.AddHostedService<Reactor>();
        services.AddSingleton<PoolSweep>();
        services.AddHostedService(provider => provider.GetRequiredService<PoolSweep>());
        services.AddSingleton<ChurnSweep>();
        services.AddHostedService(provider => provider.GetRequiredService<ChurnSweep>());
        services.AddHostedService<Rescoring>();
        services.AddHostedService<Scheduler>();
        services.AddHealthChecks().AddCheck<Readiness>("ready");
        return services;
    }

    static void AddModels(this IServiceCollection services)
    {
        services.AddSingleton<Champions>();
        services.AddSingleton<IInquiryScorer, ChampionInquiryScorer>();
        services.AddSingleton<IChurnScorer, PriorChurnScorer>();
        services.AddSingleton<ChurnScoring>();
        services.AddSingleton<ModelTraining>();
        services.AddSingleton<TrainingProgresses>();
        services.AddSingleton(provider => new ModelQueries(
            provider.GetRequiredService<IGrainFactory>(), provider.GetRequiredService<LiveModel>(), provider.GetRequiredService<Champions>(), provider.GetRequiredService<TrainingProgresses>()));
        services.AddHostedService<ChampionFeed>();
        services.AddHostedService<TrainingWork>();
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
