using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Identity;
using TradeLive.Hosting;
using TradeLive.Log;
using TradeLive.Models;
using TradeLive.Storage;
using TradeLive.Upkeep;
using TradeLive.Views;
using TradeLive.Web.Accounts;
using TradeLive.Web.Hosting;

namespace TradeLive.Web.Cli;

/// <summary>The command line: without a verb the server runs, with one it does that and ends.</summary>
public static class Verbs
{
    const string Usage = """
        TradeLive, the live pipeline of an export sales team.

          dotnet run --project web                         start; --urls http://0.0.0.0:8080 to listen elsewhere
          dotnet run --project web -- --demo [DAYS]        a made-up company in data/demo, its last weeks played, DAYS in a minute (1)
          dotnet run --project web -- create-admin EMAIL   password from TRADELIVE_PASSWORD, else asked
          dotnet run --project web -- create-user EMAIL ROLE [REP]   rep, lead, manager or admin; password likewise
          dotnet run --project web -- create-token EMAIL   an API token, shown once
          dotnet run --project web -- rebuild              make every read table again from the change log
          dotnet run --project web -- verify               check the hash chain of the change log
          dotnet run --project web -- backup FILE          also while the server runs
          dotnet run --project web -- restore FILE
          dotnet run --project web -- import-model FILE [--horizon DAYS]   a model written by: dotnet run --project ml -- train
        """;

    /// <returns>The exit code of the process.</returns>
    public static async Task<int> Run(string[] args)
    {
        try
        {
            return args.FirstOrDefault() switch
            {
                null => await Serve(args),
                ['-', ..] when !args.Contains("--help") => await Serve(args),
                "--help" or "help" => Say(Usage, 0),
                "create-admin" when args is [_, var email, ..] => await CreateUser(args, email, Roles.Admin, null),
                "create-user" when args is [_, var email, var role, ..] && Roles.All.Contains(role) =>
                    await CreateUser(args, email, role, args.ElementAtOrDefault(3) is { } rep && !rep.StartsWith('-') ? rep : null),
                "create-token" when args is [_, var email, ..] => await CreateToken(args, email),
                "rebuild" => await Rebuild(args),
                "verify" => await Verify(args),
                "backup" when args is [_, var file, ..] => await Backup(args, file),
                "restore" when args is [_, var file, ..] => await Restore(args, file),
                "import-model" when args is [_, var file, ..] => await ImportModel(args, file),
                var verb => Say($"'{verb}' is not understood, or something is missing after it.\n\n{Usage}", 2),
            };
        }
        catch (InvalidOperationException wrong)
        {
            return Say(wrong.Message, 1);
        }
    }

    static async Task<int> Serve(string[] args)
    {
        var demo = Demo.From(args, out var rest);
        var builder = WebApplication.CreateBuilder(rest);
        if (demo is not null) Demo.Prepare(builder.Configuration);
        builder.AddTradeLiveWeb();
        var app = builder.Build();
        app.UseTradeLive();
        app.MapTradeLive();
        await app.StartAsync();
        if (demo is not null) await demo.Run(app.Services, app.Lifetime.ApplicationStopping);
        foreach (var address in app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [])
            Console.WriteLine($"TradeLive is at {address}");
        await app.WaitForShutdownAsync();
        return 0;
    }

    static async Task<int> CreateUser(string[] args, string email, string role, string? rep)
    {
        await using var app = Tools(args);
        await AccountsSchema.Ensure(app.Services.GetRequiredService<IServiceScopeFactory>());
        await using var scope = app.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<AppUser>>();
        var password = Environment.GetEnvironmentVariable("TRADELIVE_PASSWORD") ?? Ask("Password: ");
        var result = await users.CreateAsync(new() { UserName = email, Email = email, DisplayName = email.Split('@')[0], Role = role, Rep = rep }, password);
        return result.Succeeded
            ? Say($"{email} has an account as {role} now.", 0)
            : Say(string.Join('\n', result.Errors.Select(error => error.Description)), 1);
    }

    static async Task<int> CreateToken(string[] args, string email)
    {
        await using var app = Tools(args);
        await AccountsSchema.Ensure(app.Services.GetRequiredService<IServiceScopeFactory>());
        await using var scope = app.Services.CreateAsyncScope();
        var user = await scope.ServiceProvider.GetRequiredService<UserManager<AppUser>>().FindByEmailAsync(email);
        if (user is null) return Say($"There is no account {email}.", 1);
        return Say((await scope.ServiceProvider.GetRequiredService<ApiTokens>().Create(user, "command line")).Token, 0);
    }

    static async Task<int> Rebuild(string[] args)
    {
        await using var app = Tools(args);
        var end = await app.Services.GetRequiredService<Rebuild>().Run();
        return Say($"The read tables are built anew, up to {end} of the log.", 0);
    }

    static async Task<int> Verify(string[] args)
    {
        await using var app = Tools(args);
        var faults = app.Services.GetRequiredService<Verification>().Run();
        foreach (var fault in faults) Console.WriteLine($"{fault.Stream} from version {fault.Version}: {fault.What}");
        return faults.Count == 0 ? Say($"The log is whole up to {app.Services.GetRequiredService<ChangeLog>().End()}.", 0) : 3;
    }

    static async Task<int> Backup(string[] args, string file)
    {
        await using var app = Tools(args);
        await app.Services.GetRequiredService<Backup>().Save(file);
        return Say($"{Path.GetFullPath(file)}: {new FileInfo(file).Length / 1024} KiB", 0);
    }

    static async Task<int> Restore(string[] args, string file)
    {
        var builder = Builder(args);
        var options = builder.Configuration.GetSection(StorageOptions.Section).Get<StorageOptions>() ?? new();
        if (!File.Exists(file)) return Say($"There is no file {file}.", 1);
        // SQLite's accounts come as a file; PostgreSQL's come as rows and need their tables.
        if (options.Provider == StorageProvider.Postgres)
        {
            await using var app = Tools(args);
            await AccountsSchema.Ensure(app.Services.GetRequiredService<IServiceScopeFactory>());
        }
        var former = await Upkeep.Backup.Restore(file, options, () => TradeLiveSilo.OpenDatabase(options), TimeProvider.System.GetUtcNow());
        return Say(former is null ? "Restored." : $"Restored. What was there before is in {former}.", 0);
    }

    static async Task<int> ImportModel(string[] args, string file)
    {
        if (!File.Exists(file)) return Say($"There is no file {file}.", 1);
        await using var app = Tools(args);
        var options = app.Services.GetRequiredService<StorageOptions>();
        int? horizon = int.TryParse(app.Configuration["horizon"], out var days) && days > 0 ? days : null;
        using (DataLock.Take(options))
        {
            await app.Services.GetRequiredService<Database>().EnsureSchema();
            var (task, known, columns) = await app.Services.GetRequiredService<ModelFiles>().Bring(await File.ReadAllBytesAsync(file), horizon);
            return Say($"A challenger for {task}; {known} of its {columns} columns are known here. When the server runs, it is on the page Models, where a manager may promote it.", 0);
        }
    }

    static WebApplicationBuilder Builder(string[] args)
    {
        var builder = WebApplication.CreateBuilder([.. args.SkipWhile(arg => !arg.StartsWith("--", StringComparison.Ordinal))]);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        return builder;
    }

    static WebApplication Tools(string[] args)
    {
        var builder = Builder(args);
        builder.Services.AddTradeLiveStorage(builder.Configuration);
        builder.Services.AddAccounts(builder.Configuration.GetSection(StorageOptions.Section).Get<StorageOptions>() ?? new());
        return builder.Build();
    }

    static string Ask(string what)
    {
        Console.Write(what);
        return Console.ReadLine() ?? "";
    }

    static int Say(string text, int code)
    {
        Console.WriteLine(text);
        return code;
    }
}
