using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TradeLive.Company;
using TradeLive.Hosting;
using TradeLive.Inquiries;
using TradeLive.Live;
using TradeLive.Log;
using TradeLive.Orders;
using TradeLive.People;
using TradeLive.Policies;
using TradeLive.ReadModel;
using TradeLive.Teams;
using TradeLive.Tests.Web;
using TradeLive.Views;

namespace TradeLive.Tests.Cluster;

/// <summary>A company at work in this process, on a clock that can be put forward.</summary>
sealed class Trade : IAsyncDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("tradelive-").FullName;
    readonly Clock clock = new();
    readonly IHost host;

    Trade(Action<IServiceCollection>? change)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.Configuration["Storage:Directory"] = folder;
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.AddTradeLiveSilo();
        change?.Invoke(builder.Services);
        host = builder.Build();
    }

    public LiveModel Model => host.Services.GetRequiredService<LiveModel>();

    public IReadOnlyList<LogEntry> Log => host.Services.GetRequiredService<ChangeLog>().ReadStoredAfter(LogPosition.Start, 10_000);

    public DateTimeOffset Now => clock.GetUtcNow();

    public IGrainFactory Grains => host.Services.GetRequiredService<IGrainFactory>();

    /// <param name="change">Puts something else in the place of a service.</param>
    public static async Task<Trade> Begin(Action<IServiceCollection>? change = null)
    {
        var trade = new Trade(change);
        await trade.host.StartAsync();
        await Done(trade.Grains.GetGrain<ICompanyGrain>(ICompanyGrain.Key).SetUp(new(By(), CompanyTerms.Named("Lamp Works", Currency.Usd))));
        return trade;
    }

    static Caller By(string who = "test") => new(CommandId.New(), who, "test");

    static async Task Done(ValueTask<Outcome> command) => Assert.Null((await command).Refusal);

    public void Forward(TimeSpan by) => clock.Forward(by);

    /// <summary>A team that is always open, with half an hour to claim and an hour until the lead is told.</summary>
    public async Task Form(string team, int replyHours = 24, int warnHours = 4)
    {
        await Done(Grains.GetGrain<ITeamGrain>(team).Form(new(By(), new(team, new RepId("lead"), WorkingHours.Always, 30, 60, new(replyHours, warnHours), 0))));
        await Server.Until(() => Task.FromResult(Model.Organisation.Teams.ContainsKey(team)));
    }

    public async Task Hire(string rep, string team, string[]? languages = null, string[]? markets = null, bool onDuty = true)
    {
        var grain = Grains.GetGrain<IRepGrain>(rep);
        await Done(grain.Hire(new(By(), new(rep, new TeamId(team), RepLevel.Senior, languages ?? [], markets ?? [], [], WorkingHours.Always, 10))));
        if (!onDuty) await Leaves(rep);
        await Server.Until(() => Task.FromResult(Model.Organisation.Reps.GetValueOrDefault(rep)?.Active == onDuty));
    }

    public Task Leaves(string rep) => Done(Grains.GetGrain<IRepGrain>(rep).Deactivate(new(By())));

    public async Task Returns(string rep)
    {
        await Done(Grains.GetGrain<IRepGrain>(rep).Activate(new(By())));
        await Server.Until(() => Task.FromResult(Model.Organisation.Reps[rep].Active));
    }

    public async Task<string> CustomerOf(string id)
    {
        await Until(id, card => card.Customer is not null);
        return Card(id).Customer!;
    }

    /// <summary>Comes in and is looked at.</summary>
    public async Task<IInquiryGrain> Receive(string id, string buyer = "uta", string message = "", Money? target = null)
    {
        var grain = Grains.GetGrain<IInquiryGrain>(id);
        await Done(grain.Receive(new(
            By(), "web", id, new(buyer, $"{buyer} GmbH", $"mail@{buyer}.example", null, "DE"), "lamp", 100, "pcs", target, message,
            new Dictionary<string, string>(), Now, ReplyPromise.Default)));
        await Until(id, card => card.Customer is not null);
        return grain;
    }

    public Task Claim(string id, string rep) => Done(Grains.GetGrain<IInquiryGrain>(id).Claim(new(By(rep), new(rep))));

    public Task Reply(string id, string channel = ContactChannel.Mail) =>
        Done(Grains.GetGrain<IInquiryGrain>(id).RecordContact(new(By("ann"), channel, "Here you are.", FromBuyer: false, Automatic: false)));

    public Task Amend(string id, InquiryField field, string? from, string to) => Done(Grains.GetGrain<IInquiryGrain>(id).Amend(new(By("ann"), field, from, to)));

    public Task BuyerWrites(string id) => Done(Grains.GetGrain<IInquiryGrain>(id).RecordContact(new(By(), ContactChannel.Mail, "When can you ship?", FromBuyer: true, Automatic: false)));

    public Task Quote(string id, PaymentTerms payment) => Done(Grains.GetGrain<IInquiryGrain>(id).Quote(new(By("ann"), new(
        "Q-1", [new("lamp", 100, "pcs", new(10, Currency.Usd))], new(Incoterm.FCA, "Ningbo"), DateOnly.FromDateTime(Now.UtcDateTime.AddDays(30)), payment))));

    public Task Win(string id) => Done(Grains.GetGrain<IInquiryGrain>(id).Win(new(By("ann"), null, null)));

    public Task Reopen(string id) => Done(Grains.GetGrain<IInquiryGrain>(id).Reopen(new(By("ann"))));

    public ValueTask<Order> Order(string id) => Grains.GetGrain<IOrderGrain>(id).Get();

    /// <summary>Waits until the read tables show all that has happened.</summary>
    public async Task CatchUp() =>
        Assert.True(await host.Services.GetRequiredService<ReadTables>().Reach(host.Services.GetRequiredService<ChangeLog>().End(), TimeSpan.FromSeconds(30)));

    public Task SweepChurn() => host.Services.GetRequiredService<ChurnSweep>().ScoreStale();

    public Task ChurnAfter(int days) =>
        Done(Grains.GetGrain<ICompanyGrain>(ICompanyGrain.Key).Change(new(By(), CompanyTerms.Named("Lamp Works", Currency.Usd) with { Scoring = new(ChurnDays: days) })));

    public Task Sweep() => host.Services.GetRequiredService<PoolSweep>().Sweep();

    public Card Card(string id) => Model.Find(id)!;

    public Task Until(string id, Func<Card, bool> condition) => Server.Until(() => Task.FromResult(Model.Find(id) is { } card && condition(card)), seconds: 60);

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    sealed class Clock : TimeProvider
    {
        long ahead;

        public void Forward(TimeSpan by) => Interlocked.Add(ref ahead, by.Ticks);

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref ahead));
    }
}
