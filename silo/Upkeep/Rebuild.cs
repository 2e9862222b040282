using TradeLive.ReadModel;
using TradeLive.Storage;

namespace TradeLive.Upkeep;

/// <summary>Makes every read table again from the start of the log.</summary>
public sealed class Rebuild(StorageOptions options, Database database, ReadTables tables, Projector projector)
{
    /// <returns>The position that the tables stand at now.</returns>
    /// <exception cref="InvalidOperationException">A server is running on the same data folder.</exception>
    public async Task<Log.LogPosition> Run()
    {
        using (DataLock.Take(options))
        {
            await database.EnsureSchema();
            await tables.Ensure();
            await tables.Reset();
            await projector.ProjectAll();
            return tables.Position();
        }
    }
}
