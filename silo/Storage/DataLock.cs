namespace TradeLive.Storage;

/// <summary>Keeps a second TradeLive out of the data folder, for as long as this one holds it. The system lets go when the process ends, however it ends.</summary>
public sealed class DataLock : IDisposable
{
    readonly FileStream? file;

    DataLock(FileStream? file) => this.file = file;

    /// <returns>Null if another process holds it. PostgreSQL needs no lock: it is made for many.</returns>
    public static DataLock? TryTake(StorageOptions options)
    {
        if (options.Provider != StorageProvider.Sqlite) return new(null);
        Directory.CreateDirectory(options.Directory);
        try
        {
            return new(new(Path.Combine(options.Directory, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <exception cref="InvalidOperationException">Another process holds it.</exception>
    public static DataLock Take(StorageOptions options) => TryTake(options)
        ?? throw new InvalidOperationException($"The data folder {Path.GetFullPath(options.Directory)} is in use by another TradeLive. Stop it first.");

    public void Dispose() => file?.Dispose();
}
