using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TradeLive.Company;
using TradeLive.Customers;
using TradeLive.Inquiries;
using TradeLive.Orders;
using TradeLive.People;
using TradeLive.Teams;
using TradeLive.Views;

namespace TradeLive.Samples;

/// <summary>Loads the sample in the background. Every command has a key of its own, so that loading again, or after a crash, adds nothing twice.</summary>
public sealed class SampleLoader(IGrainFactory grains, TimeProvider clock, IHostApplicationLifetime lifetime, ILogger<SampleLoader> logger)
{
    public const string Id = "sample";

    const int AtOnce = 64;

    readonly Lock gate = new();
    ImportView view = new(Id, "", "sample", ImportState.Uploaded, 0, 0, 0, 0, 0, null, null, default, 0);
    Task running = Task.CompletedTask;
    int read;

    /// <summary>How far it has got.</summary>
    public ImportView View
    {
        get
        {
            lock (gate)
                return view.State == ImportState.Running
                    ? view with { Read = read, Imported = read, ElapsedSeconds = (clock.GetUtcNow() - view.StartedAt).TotalSeconds }
                    : view;
        }
    }

    /// <summary>Starts loading, unless it runs already.</summary>
    /// <param name="toReplay">True to leave the last weeks out, for <see cref="SampleReplay"/>.</param>
    public ImportView Start(bool toReplay = false)
    {
        lock (gate)
        {
            if (running.IsCompleted)
            {
                read = 0;
                view = view with { State = ImportState.Running, StartedAt = clock.GetUtcNow(), Phase = "sample.people", Error = null, Total = 0 };
                running = Load(toReplay, lifetime.ApplicationStopping);
            }
        }
        return View;
    }

    /// <summary>Count of its reps, the leads among them.</summary>
    public static int People => SampleCompany.People(alwaysOn: false).Reps.Count;

    /// <summary>Ends when what was started is loaded, or has failed.</summary>
    public Task Loaded { get { lock (gate) return running; } }

    async Task Load(bool toReplay, CancellationToken stop)
    {
        await Task.Yield();
        try
        {
            var now = clock.GetUtcNow();
            var company = grains.GetGrain<ICompanyGrain>(ICompanyGrain.Key);
            await company.SetUp(SampleCompany.Company());
            await company.SetRates(SampleCompany.Rates(now));
            await LoadPeople(toReplay);
            var shift = SampleCompany.ShiftDays(now, toReplay ? SampleReplay.Days : 0);
            var deals = SampleCompany.Deals(shift);
            if (toReplay) deals = SampleReplay.Before(deals, DateOnly.FromDateTime(now.UtcDateTime));
            var (inquiries, customers) = (SampleCompany.Inquiries(deals, now), SampleCompany.Customers(now).ToList());
            Say("sample.inquiries", inquiries.Count + customers.Sum(customer => customer.Orders.Count));
            await All(inquiries, async inquiry => await grains.GetGrain<IInquiryGrain>(inquiry.Id.Value).Receive(inquiry.Command), stop);
            Say("sample.orders", View.Total);
            await All(customers, async customer =>
            {
                await grains.GetGrain<ICustomerGrain>(customer.Customer).Open(customer.Open);
                foreach (var (id, place) in customer.Orders)
                {
                    await grains.GetGrain<IOrderGrain>(id.Value).Place(place);
                    Interlocked.Increment(ref read);
                }
            }, stop, count: false);
            await company.MarkSampleLoaded(new(new(new("sample:loaded"), Caller.System, "import"), shift));
            End(ImportState.Done, null);
        }
#pragma warning disable CA1031 // whatever fails is shown, and can be started again
        catch (Exception failure)
#pragma warning restore CA1031
        {
            logger.LogError(failure, "Loading the sample failed.");
            End(ImportState.Failed, "sample.failed");
        }
    }

    async Task LoadPeople(bool alwaysOn)
    {
        var (teams, reps) = SampleCompany.People(alwaysOn);
        foreach (var (id, command) in teams) await grains.GetGrain<ITeamGrain>(id).Form(command);
        foreach (var (id, command) in reps) await grains.GetGrain<IRepGrain>(id).Hire(command);
    }

    Task All<T>(IReadOnlyCollection<T> items, Func<T, Task> load, CancellationToken stop, bool count = true) =>
        Parallel.ForEachAsync(items, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop }, async (item, _) =>
        {
            await load(item);
            if (count) Interlocked.Increment(ref read);
        });

    void Say(string phase, int total) { lock (gate) view = view with { Phase = phase, Total = total }; }

    void End(ImportState state, string? error)
    {
        lock (gate) view = View with { State = state, Error = error, Phase = null };
    }
}
