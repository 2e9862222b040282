using System.Globalization;
using TradeLive.Live;
using TradeLive.Samples;
using TradeLive.Storage;
using TradeLive.Views;
using TradeLive.Web.Accounts;

namespace TradeLive.Web.Cli;

/// <summary>What <c>--demo</c> does: a made-up company from nothing, accounts for each role, and its last weeks played live.</summary>
/// <param name="DaysPerMinute">How many days of the set pass in a minute.</param>
sealed record Demo(double DaysPerMinute)
{
    public const string Option = "--demo";

    const string Folder = "data/demo", Mark = "made-by-demo";
    const double UsualSpeed = 1;

    /// <summary>Takes the option out of the arguments.</summary>
    /// <returns>Null where it is not among them.</returns>
    /// <exception cref="InvalidOperationException">What follows it is no speed.</exception>
    public static Demo? From(string[] args, out string[] rest)
    {
        var at = Array.IndexOf(args, Option);
        rest = args;
        if (at < 0) return null;
        var said = at + 1 < args.Length && !args[at + 1].StartsWith('-') ? args[at + 1] : null;
        rest = [.. args[..at], .. args[(at + (said is null ? 1 : 2))..]];
        if (said is null) return new Demo(UsualSpeed);
        return double.TryParse(said, CultureInfo.InvariantCulture, out var speed) && speed is > 0 and <= 1440
            ? new(speed)
            : throw new InvalidOperationException($"After {Option} may stand how many days pass in a minute: a number above 0, at most 1440. '{said}' is none.");
    }

    /// <summary>Begins from nothing in a folder of its own; never deletes what it has not made.</summary>
    /// <exception cref="InvalidOperationException">The folder holds something else.</exception>
    public static void Prepare(IConfigurationManager configuration)
    {
        if (configuration[$"{StorageOptions.Section}:{nameof(StorageOptions.Provider)}"] is { } provider && !provider.Equals(nameof(StorageProvider.Sqlite), StringComparison.OrdinalIgnoreCase))
            throw new InvalidOperationException($"{Option} runs on its own SQLite file; leave {StorageOptions.Section}:{nameof(StorageOptions.Provider)} out.");
        var folder = configuration[$"{StorageOptions.Section}:{nameof(StorageOptions.Directory)}"] is { Length: > 0 } given && given != new StorageOptions().Directory ? given : Folder;
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            if (!File.Exists(Path.Combine(folder, Mark))) throw new InvalidOperationException($"{Path.GetFullPath(folder)} holds data that no demo has made. Name another folder by --Storage:Directory.");
            using (DataLock.Take(new() { Directory = folder })) { }
            Directory.Delete(folder, recursive: true);
        }
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, Mark), "");
        configuration[$"{StorageOptions.Section}:{nameof(StorageOptions.Directory)}"] = folder;
    }

    /// <summary>Loads the company, prints the accounts as soon as its people are there, and plays.</summary>
    public async Task Run(IServiceProvider services, CancellationToken stop)
    {
        var (sample, model) = (services.GetRequiredService<SampleLoader>(), services.GetRequiredService<LiveModel>());
        sample.Start(toReplay: true);
        for (var next = model.Next; model.Organisation.Reps.Count < SampleLoader.People; next = model.Next) await next.WaitAsync(stop);
        await using var scope = services.CreateAsyncScope();
        var accounts = await scope.ServiceProvider.GetRequiredService<DemoAccounts>().Create();
        Console.WriteLine("\nThe sample company is made up; sign in as one of");
        foreach (var account in accounts) Console.WriteLine($"  {account.Role,-8} {account.Email,-22} {account.Password}   {account.Name}");
        Console.WriteLine();
        _ = Play(services, sample, accounts.FirstOrDefault(account => account.Role == Roles.Rep)?.Rep, stop);
    }

    async Task Play(IServiceProvider services, SampleLoader sample, string? mine, CancellationToken stop)
    {
        try
        {
            await sample.Loaded;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Its last {SampleReplay.Days} days are played, {DaysPerMinute} in a minute."));
            await services.GetRequiredService<SampleReplay>().Run(DaysPerMinute, mine, stop);
            Console.WriteLine("All has been played.");
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested) { }
    }
}
