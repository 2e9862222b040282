using System.IO.Compression;
using TradeLive.Storage;

namespace TradeLive.Upkeep;

/// <summary>
/// Puts all that an installation keeps into one archive, also while it runs, and back. The database in it is of one moment: its files
/// with SQLite, with PostgreSQL the rows of the grain states, the change log and the accounts. The other files of the data folder, such
/// as the keys of the sign-in, are in it too.
/// </summary>
public sealed class Backup(StorageOptions options, Database database)
{
    /// <summary>Writes the archive beside its place first, so that a file of that name is always whole.</summary>
    public async Task Save(string file)
    {
        var target = Path.GetFullPath(file);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var unfinished = target + ".unfinished";
        await using (var stream = File.Create(unfinished))
        {
            await using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            {
                await database.Save(archive);
                foreach (var path in OtherFiles())
                    await archive.CreateEntryFromFileAsync(path, Path.Combine(FolderIn(options), Path.GetRelativePath(options.Directory, path)));
            }
            stream.Flush(flushToDisk: true);
        }
        File.Move(unfinished, target, overwrite: true);
    }

    /// <summary>Puts the archive in place of what is there; the files that were there are kept in a folder beside.</summary>
    /// <returns>Where the former files are; null if there were none.</returns>
    /// <exception cref="InvalidOperationException">The archive is no backup, or a server is running.</exception>
    public static async Task<string?> Restore(string file, StorageOptions options, Func<Database> open, DateTimeOffset now)
    {
        await using var archive = await OpenArchive(file);
        string? former = null;
        using (DataLock.Take(options))
        {
            if (options.Provider == StorageProvider.Sqlite && File.Exists(options.DatabaseFile)) former = MoveAway(options, now);
            if (options.Provider == StorageProvider.Sqlite) await archive.ExtractToDirectoryAsync(options.Directory, overwriteFiles: true);
        }
        await using var database = open();
        await database.EnsureSchema();
        await database.Restore(archive);
        if (options.Provider == StorageProvider.Postgres) await ExtractFiles(archive, options);
        return former;
    }

    /// <summary>Where in the archive the other files are: beside rows they have a folder of their own.</summary>
    static string FolderIn(StorageOptions options) => options.Provider == StorageProvider.Postgres ? "files" : "";

    static async Task ExtractFiles(ZipArchive archive, StorageOptions options)
    {
        var (folder, start) = (Path.GetFullPath(options.Directory), $"{FolderIn(options)}/");
        foreach (var entry in archive.Entries.Where(entry => entry.FullName.StartsWith(start, StringComparison.Ordinal)))
        {
            var path = Path.GetFullPath(Path.Combine(folder, entry.FullName[start.Length..]));
            if (!path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal)) throw new InvalidOperationException($"{entry.FullName} leads out of the data folder.");
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await entry.ExtractToFileAsync(path, overwrite: true);
        }
    }

    static async Task<ZipArchive> OpenArchive(string file)
    {
        try
        {
            var archive = await ZipFile.OpenReadAsync(file);
            if (archive.Entries.Any(entry => entry.FullName is "tradelive.db" or "change_log")) return archive;
            await archive.DisposeAsync();
        }
        catch (InvalidDataException) { }
        throw new InvalidOperationException($"{file} is not a backup made by TradeLive.");
    }

    static string MoveAway(StorageOptions options, DateTimeOffset now)
    {
        var former = $"{Path.GetFullPath(options.Directory).TrimEnd(Path.DirectorySeparatorChar)}.before-{now:yyyyMMdd-HHmmss}";
        Directory.CreateDirectory(former);
        foreach (var entry in Directory.EnumerateFileSystemEntries(options.Directory).Where(entry => Path.GetFileName(entry) != "lock"))
            Directory.Move(entry, Path.Combine(former, Path.GetFileName(entry)));
        return former;
    }

    IEnumerable<string> OtherFiles() => !Directory.Exists(options.Directory)
        ? []
        : Directory.EnumerateFiles(options.Directory, "*", SearchOption.AllDirectories)
            .Where(path => Path.GetFileName(path) != "lock" && !path.Contains(".db", StringComparison.Ordinal));
}
