using Microsoft.Extensions.Hosting;
using TradeLive.ReadModel;
using TradeLive.Storage;
using TradeLive.Surveys;

namespace TradeLive.Hosting;

/// <summary>Takes the data folder and creates or upgrades the schema, before anything else starts.</summary>
sealed class SchemaStart(StorageOptions options, Database database, ReadTables tables, SurveyDatabase surveys) : IHostedService, IDisposable
{
    DataLock? held;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        held = DataLock.Take(options);
        await database.EnsureSchema();
        await tables.Ensure();
        await surveys.EnsureSchema();
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => held?.Dispose();
}
