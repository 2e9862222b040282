namespace TradeLive.Tests.Storage;

/// <summary>One PostgreSQL for a class of tests.</summary>
public sealed class Postgres : IAsyncLifetime
{
    readonly PostgresServer server = new(durable: false);

    /// <summary>Connection string of the database created last.</summary>
    public string Last => server.Last;

    public async ValueTask InitializeAsync() => await server.Start();

    public Task<string> Create() => server.Create();

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
