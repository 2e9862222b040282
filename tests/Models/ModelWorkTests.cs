using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TradeLive.Company;
using TradeLive.Hosting;
using TradeLive.Inquiries;
using TradeLive.Learning;
using TradeLive.Live;
using TradeLive.Models;
using TradeLive.ReadModel;
using TradeLive.Scoring;
using TradeLive.Storage;
using TradeLive.Tests.Storage;
using TradeLive.Upkeep;

namespace TradeLive.Tests.Models;

/// <summary>Training in the background, and what serves.</summary>
public sealed class ModelWorkTests(Postgres postgres) : IClassFixture<Postgres>
{
    static readonly DateTimeOffset Start = new(2025, 1, 6, 8, 0, 0, TimeSpan.Zero);

    static Caller By(string key) => new(new(key), "test", "test");

    async Task<IHost> Run(StorageProvider provider, string folder, string? database = null)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Critical);
        builder.Configuration["Storage:Provider"] = provider.ToString();
        builder.Configuration["Storage:Directory"] = folder;
        if (provider == StorageProvider.Postgres) builder.Configuration["Storage:ConnectionString"] = database ?? await postgres.Create();
        builder.AddTradeLiveSilo();
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    static IModelGrain Register(IHost host, string task) => host.Services.GetRequiredService<IGrainFactory>().GetGrain<IModelGrain>(task);

    static Champions Champions(IHost host) => host.Services.GetRequiredService<Champions>();

    static async Task Stop(IHost host)
    {
        await host.StopAsync();
        host.Dispose();
    }

    static Task Until(Func<Task<bool>> condition, int seconds = 60) => Web.Server.Until(condition, seconds);

    static async Task<ModelSummary> Keep(IHost host, int seed)
    {
        var bytes = TestModels.File(TestModels.Win(seed));
        var hash = await host.Services.GetRequiredService<ModelFiles>().Save(ModelTasks.Win, bytes);
        return new("logistic", 200, 90, Start, Start, Start, hash, bytes.Length, false, null, [], null);
    }

    static async Task Promote(IHost host, int seed)
    {
        var grain = Register(host, ModelTasks.Win);
        await grain.Import(new(By($"import-{seed}"), await Keep(host, seed)));
        await grain.Promote(new(By($"promote-{seed}"), seed));
        await Until(() => Task.FromResult(Champions(host).Of(ModelTasks.Win)?.Name == $"win-{seed}"));
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.Postgres)]
    public async Task A_damaged_file_gives_way_to_the_last_good_one_with_an_alert_and_models_are_in_the_backup(StorageProvider provider)
    {
        var (folder, other) = (Directory.CreateTempSubdirectory("tradelive-").FullName, Directory.CreateTempSubdirectory("tradelive-").FullName);
        var host = await Run(provider, folder);
        await Promote(host, 1);
        await Promote(host, 2);
        var (facts, expected) = (TestModels.Facts("alibaba", 200), TestModels.Win(1));
        var cells = InquiryFeatures.Cells(facts, expected.Columns, Allowed.All);
        Assert.NotEqual(expected.Chance(cells), Champions(host).Of(ModelTasks.Win)!.Model.Chance(cells));
        var archive = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await host.Services.GetRequiredService<Backup>().Save(archive);

        var champion = (await Register(host, ModelTasks.Win).Get()).Champion!.Summary.Hash;
        var whole = Stored(host, champion);
        await host.Services.GetRequiredService<Database>().Write((connection, transaction) =>
        {
            using var command = connection.CreateCommand();
            (command.Transaction, command.CommandText) = (transaction, "UPDATE model_file SET bytes = (SELECT bytes FROM model_file f WHERE f.hash <> model_file.hash LIMIT 1) WHERE hash = @hash");
            var hash = command.CreateParameter();
            (hash.ParameterName, hash.Value) = ("hash", champion);
            command.Parameters.Add(hash);
            return command.ExecuteNonQuery();
        });
        await Stop(host);
        var again = await Run(provider, folder, provider == StorageProvider.Postgres ? postgres.Last : null);
        await Until(() => Task.FromResult(Champions(again).Of(ModelTasks.Win)?.Name == "win-1"));
        Assert.Equal(expected.Chance(cells), Champions(again).Of(ModelTasks.Win)!.Model.Chance(cells));
        Assert.Equal(("damaged", 2), (await Register(again, ModelTasks.Win).Get()).Alerts.Select(alert => (alert.Code, alert.Version)).Single());
        await AssertRepaired(again, champion, whole);
        await Stop(again);

        var options = new StorageOptions { Provider = provider, Directory = other, ConnectionString = provider == StorageProvider.Postgres ? await postgres.Create() : null };
        await Backup.Restore(archive, options, () => TradeLiveSilo.OpenDatabase(options), DateTimeOffset.UnixEpoch);
        var restored = await Run(provider, other, options.ConnectionString);
        await Until(() => Task.FromResult(Champions(restored).Of(ModelTasks.Win)?.Name == "win-2"));
        await Stop(restored);
    }

    static byte[] Stored(IHost host, string hash)
    {
        using var connection = host.Services.GetRequiredService<Database>().OpenForReading();
        using var command = Database.Command(connection, null, "SELECT bytes FROM model_file WHERE hash = @hash", ("hash", hash));
        return (byte[])command.ExecuteScalar()!;
    }

    // Brought in again, the very file that was damaged is whole and may serve.
    static async Task AssertRepaired(IHost host, string hash, byte[] file)
    {
        var files = host.Services.GetRequiredService<ModelFiles>();
        Assert.Contains("damaged", Assert.Throws<BadModelException>(() => files.Load(hash)).Message, StringComparison.Ordinal);
        Assert.Equal(hash, await files.Save(ModelTasks.Win, file));
        Assert.Equal(file, Stored(host, hash));
        await Register(host, ModelTasks.Win).Import(new(By("again"), new("logistic", 200, 90, Start, Start, Start, hash, file.Length, false, null, [], null)));
        await Register(host, ModelTasks.Win).Promote(new(By("promote-again"), 3));
        await Until(() => Task.FromResult(Champions(host).Of(ModelTasks.Win)?.Name == "win-3"));
        Assert.Equal(2, (await Register(host, ModelTasks.Win).Get()).Models.Count(model => !model.IsDamaged));
    }

    [Fact]
    public async Task A_stored_model_that_another_version_wrote_gives_way_and_is_not_called_damaged()
    {
        var host = await Run(StorageProvider.Sqlite, Directory.CreateTempSubdirectory("tradelive-").FullName);
        await Promote(host, 1);
        byte[] file = TestModels.File(TestModels.Win(2)), older = [1, .. file[1..]];
        var hash = await host.Services.GetRequiredService<ModelFiles>().Save(ModelTasks.Win, older);
        var grain = Register(host, ModelTasks.Win);
        await grain.Import(new(By("older"), new("logistic", 200, 90, Start, Start, Start, hash, older.Length, false, null, [], null)));
        await grain.Promote(new(By("promote-older"), 2));
        await Until(async () => (await grain.Get()).Alerts.Any(alert => alert is { Code: "other-form", Version: 2 }));
        await Until(() => Task.FromResult(Champions(host).Of(ModelTasks.Win)?.Name == "win-1"));
        await Stop(host);
    }

    [Fact]
    public async Task Below_some_count_of_outcomes_the_training_says_so_and_the_prior_stays()
    {
        var host = await Run(StorageProvider.Sqlite, Directory.CreateTempSubdirectory("tradelive-").FullName);
        foreach (var task in ModelTasks.All) await Register(host, task).Request(new(By(task)));
        foreach (var task in ModelTasks.All) await Until(async () => (await Register(host, task).Get()).Running is null);
        foreach (var task in ModelTasks.All)
        {
            var register = await Register(host, task).Get();
            Assert.Equal(("refused", "too-few-outcomes"), (register.Ends[0].Result, register.Ends[0].Verdict!.Code));
            Assert.Null(register.Champion);
        }
        await Stop(host);
    }

    [Fact]
    public async Task From_few_outcomes_the_blend_is_learnt_and_the_gate_alone_decides()
    {
        var host = await Run(StorageProvider.Sqlite, Directory.CreateTempSubdirectory("tradelive-").FullName);
        await Past(host, 80);
        await Register(host, ModelTasks.Win).Request(new(By("train")));
        await Until(async () => (await Register(host, ModelTasks.Win).Get()).Ends.Count > 0, 240);
        var register = await Register(host, ModelTasks.Win).Get();
        var (challenger, end) = (register.Models.Single(), register.Ends.Single());
        Assert.Equal(("blend", 80), (challenger.Summary.Candidate, challenger.Summary.Cases));
        Assert.Contains(end.Verdict!.Code, (string[])[Gate.Better, Gate.NotBetter, Gate.RanksWorse, Gate.TurnedRound, Gate.OffCalibration]);
        Assert.Equal(end.Verdict.Code == Gate.Better, end.Result == "promoted");
        Assert.Equal(36, challenger.Summary.Figures!.Judged);
        await Stop(host);
    }

    [Fact]
    public async Task Without_the_country_the_next_score_leaves_it_out()
    {
        var host = await Run(StorageProvider.Sqlite, Directory.CreateTempSubdirectory("tradelive-").FullName);
        await Past(host, 40);
        var (scoring, live) = (host.Services.GetRequiredService<InquiryScoring>(), host.Services.GetRequiredService<LiveModel>());
        await Until(() => Task.FromResult(live.Outcomes()["country:DE"].Closed == 40));
        Assert.Contains(scoring.Of(TestModels.Facts("alibaba", 10)).Reasons, reason => reason.Code == "country-rate");
        var terms = CompanyTerms.Named("Lamp Works", Currency.Usd) with { Scoring = new(ByCountry: false) };
        Assert.Null((await host.Services.GetRequiredService<IGrainFactory>().GetGrain<ICompanyGrain>(ICompanyGrain.Key).Change(new(By("no-country"), terms))).Refusal);
        await Until(() => Task.FromResult(!live.Organisation.Company.Scoring.ByCountry));
        Assert.DoesNotContain(scoring.Of(TestModels.Facts("alibaba", 10)).Reasons, reason => reason.Code == "country-rate");
        await Stop(host);
    }

    [Fact]
    public async Task A_training_that_a_restart_broke_off_begins_again_scores_keep_coming_meanwhile_and_open_inquiries_are_scored_by_the_new_champion()
    {
        var folder = Directory.CreateTempSubdirectory("tradelive-").FullName;
        var host = await Run(StorageProvider.Sqlite, folder);
        await Past(host, 1200);
        await Register(host, ModelTasks.Win).Request(new(By("train")));
        await Until(() => Task.FromResult(host.Services.GetRequiredService<TrainingProgresses>()[ModelTasks.Win] is not null));
        await Stop(host);

        var again = await Run(StorageProvider.Sqlite, folder);
        await Until(() => Task.FromResult(again.Services.GetRequiredService<TrainingProgresses>()[ModelTasks.Win] is not null));
        var (scored, longest) = (0, TimeSpan.Zero);
        while (again.Services.GetRequiredService<TrainingProgresses>()[ModelTasks.Win] is not null && scored < 200)
        {
            var started = Stopwatch.GetTimestamp();
            await Receive(again, $"L-{scored++}", Start.AddYears(1), scored % 2 == 0 ? "alibaba" : "amazon", 200, null);
            await Until(() => Task.FromResult(again.Services.GetRequiredService<LiveModel>().Find($"L-{scored - 1}")?.Model is not null));
            if (Stopwatch.GetElapsedTime(started) is var took && took > longest) longest = took;
        }
        Assert.True(scored > 3, $"{scored} were scored during the training");
        Assert.True(longest < TimeSpan.FromSeconds(10), $"the longest took {longest}");
        await Until(async () => (await Register(again, ModelTasks.Win).Get()).Running is null, 240);
        var register = await Register(again, ModelTasks.Win).Get();
        Assert.True(register.Ends.Single() is { Number: 1, Result: "promoted" }, $"{register.Ends.Single()} {string.Join(", ", register.Ends.Single().Verdict?.Data ?? new Dictionary<string, string>())}");
        Assert.True(register.Champion!.Summary.Figures is { Auc: > 0.65, Judged: > 100 } figures && figures.Peers.Any(peer => peer.Name == "naiveBayes"));
        await Until(() => Task.FromResult(again.Services.GetRequiredService<LiveModel>().OpenScoredByOther("win-1").Count == 0), 120);
        await Stop(again);
    }

    [Fact]
    public async Task The_thread_that_trains_gives_way_to_others()
    {
        if (!OperatingSystem.IsLinux()) return;
        var before = LowPriorityThread.Niceness();
        Assert.True(await LowPriorityThread.Run("test", () => LowPriorityThread.Niceness()) > before);
        Assert.Equal(before, LowPriorityThread.Niceness());
    }

    static async Task Past(IHost host, int count)
    {
        await host.Services.GetRequiredService<IGrainFactory>().GetGrain<ICompanyGrain>(ICompanyGrain.Key).SetUp(new(By("company"), CompanyTerms.Named("Lamp Works", Currency.Usd)));
        var random = new Random(5);
        for (var i = 0; i < count; i++)
        {
            var (source, quantity) = (random.Next(2) == 0 ? "alibaba" : "amazon", random.Next(1, 300));
            await Receive(host, $"P-{i}", Start.AddHours(9 * i), source, quantity, TestModels.Wins(source, quantity, random.NextDouble()));
        }
        var tables = host.Services.GetRequiredService<ReadTables>();
        await Until(() => Task.FromResult(tables.Read(context => context.Inquiries.Count(row => row.Customer != null)) == count), 120);
    }

    static async Task Receive(IHost host, string id, DateTimeOffset at, string source, int quantity, bool? won)
    {
        var past = won is not { } known ? null : new Past(known ? Stage.Won : Stage.Lost, null, null, at.AddHours(1), at.AddDays(2), known ? new Money(quantity * 10, Currency.Usd) : null, known ? null : LostReason.Price);
        var outcome = await host.Services.GetRequiredService<IGrainFactory>().GetGrain<IInquiryGrain>(id).Receive(new(
            By($"receive-{id}"), source, id, new($"Buyer {id}", null, null, null, "DE"), "lamp", quantity, "pcs", null, "",
            new Dictionary<string, string> { ["visits"] = (quantity % 7).ToString(CultureInfo.InvariantCulture) }, at, ReplyPromise.Default, null, past));
        Assert.Null(outcome.Refusal);
    }
}
