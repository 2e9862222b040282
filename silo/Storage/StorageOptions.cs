namespace TradeLive.Storage;

public enum StorageProvider { Sqlite, Postgres }

/// <summary>Section <c>Storage</c> of the configuration.</summary>
public sealed class StorageOptions
{
    public const string Section = "Storage";

    /// <summary><c>Sqlite</c> (embedded, the default) or <c>Postgres</c>.</summary>
    public StorageProvider Provider { get; set; } = StorageProvider.Sqlite;

    /// <summary>Folder of the embedded database, backups and uploads.</summary>
    public string Directory { get; set; } = "data";

    /// <summary>Connection string of PostgreSQL; unused with SQLite.</summary>
    public string? ConnectionString { get; set; }

    public string DatabaseFile => Path.Combine(Directory, "tradelive.db");

    /// <returns>What is wrong, naming the key and what is allowed; null if nothing is.</returns>
    public string? Problem() => this switch
    {
        { Provider: StorageProvider.Postgres, ConnectionString: null or "" } =>
            $"{Section}:{nameof(ConnectionString)} must hold a PostgreSQL connection string when {Section}:{nameof(Provider)} is Postgres.",
        { Provider: StorageProvider.Sqlite, Directory: null or "" } =>
            $"{Section}:{nameof(Directory)} must name a folder when {Section}:{nameof(Provider)} is Sqlite.",
        _ => null,
    };
}
