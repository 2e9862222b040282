using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TradeLive.Inquiries;
using TradeLive.Live;
using TradeLive.Log;
using TradeLive.Orders;
using TradeLive.ReadModel;
using TradeLive.Scoring;
using TradeLive.Storage;

namespace TradeLive.Policies;

/// <summary>
/// Scores open inquiries anew when something happens that the score looks at. A reader of the log with a position of its own, so that nothing is forgotten
/// in a crash; what happens within <see cref="Quiet"/> leads to one score of each inquiry, so that boards are not flooded.
/// </summary>
sealed class Rescoring(
    ChangeLog log, Database database, LiveModel model, ReadTables tables, InquiryScoring scoring, IGrainFactory grains, TimeProvider clock, ILogger<Rescoring> logger)
    : BackgroundService
{
    const string Reader = "rescoring";
    const int MostPerBatch = 4096, KeepEvery = 1000;

    static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1), Patience = TimeSpan.FromSeconds(10), Doubt = TimeSpan.FromSeconds(10);

    LogPosition kept, read;
    int passed;

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        kept = read = Stored();
        return log.Follow(Step, failure => logger.LogError(failure, "Scoring anew failed; trying again in a second."), clock, stoppingToken);
    }

    /// <returns>False if there was nothing to read.</returns>
    async Task<bool> Step(CancellationToken stop)
    {
        var entries = log.ReadAfter(read, MostPerBatch);
        if (entries.Count == 0) return passed > 0 && await Rest(stop);
        if (Telling(entries).Count == 0)
        {
            Pass(entries);
            return passed < KeepEvery || await Keep();
        }

        if (entries.Count < MostPerBatch)
        {
            await Task.Delay(Quiet, clock, stop);
            entries = log.ReadAfter(read, MostPerBatch);
        }
        var to = entries[^1].Position;
        if (!await model.Reach(to, Patience, stop) || !await tables.Reach(to, Patience, stop)) return true;
        foreach (var (inquiry, cause) in Touched(Telling(entries))) await Score(inquiry, cause);
        Pass(entries);
        return await Keep();
    }

    void Pass(IReadOnlyList<LogEntry> entries)
    {
        read = entries[^1].Position;
        passed += entries.Count;
    }

    // Where nothing was done, to read it again after a crash does no harm: the place is kept now and then, and when no more comes.
    async Task<bool> Rest(CancellationToken stop)
    {
        await Task.Delay(Quiet, clock, stop);
        return log.ReadAfter(read, 1).Count > 0 || await Keep();
    }

    async Task<bool> Keep()
    {
        var to = read;
        if (!await database.Write((connection, transaction) => Positions.Move(Reader, kept, to, connection, transaction))) read = Stored();
        (kept, passed) = (read, 0);
        return true;
    }

    LogPosition Stored()
    {
        using var connection = database.OpenForReading();
        return Positions.Of(Reader, connection, null);
    }

    /// <summary>Whether a score may come out otherwise for it: what <see cref="InquiryFactsFold"/> takes up, and an order of the customer's.</summary>
    internal static bool Matters(LogEntry entry) => entry.Event is
        InquiryFirstReplied or InquiryContacted { FromBuyer: true } or InquiryContacted { Channel: ContactChannel.Sample } or InquiryQuoted
        or InquiryMoved or InquiryReopened or InquiryAmended { Field: not (InquiryField.BuyerName or InquiryField.Unit) } or OrderPlaced or OrderCancelled;

    /// <summary>What matters, but for what an inquiry brought along when it was taken in: its first score follows and knows that.</summary>
    internal static List<LogEntry> Telling(IReadOnlyList<LogEntry> entries)
    {
        var takenIn = entries.Where(entry => entry.Event is InquiryReceived).Select(entry => (entry.Stream, entry.Command)).ToHashSet();
        return [.. entries.Where(entry => Matters(entry) && !takenIn.Contains((entry.Stream, entry.Command)))];
    }

    /// <summary>The inquiries concerned, each with the last entry that it is scored for.</summary>
    Dictionary<string, LogEntry> Touched(List<LogEntry> telling)
    {
        var byOrder = telling.Where(entry => entry.Event is OrderEvent).GroupBy(entry => entry.Key).ToDictionary(order => order.Key, order => order.Last());
        var touched = OpenOf(byOrder);
        foreach (var entry in telling)
            if (entry.Event is InquiryEvent && !(touched.GetValueOrDefault(entry.Key)?.Position > entry.Position)) touched[entry.Key] = entry;
        return touched;
    }

    Dictionary<string, LogEntry> OpenOf(Dictionary<string, LogEntry> orders) => orders.Count == 0 ? [] : tables.Read(context =>
    {
        var ids = orders.Keys.ToList();
        var causes = context.Orders.Where(row => ids.Contains(row.Id)).Select(row => new { row.Id, row.Customer }).AsEnumerable()
            .GroupBy(row => row.Customer).ToDictionary(customer => customer.Key, customer => customer.Select(row => orders[row.Id]).MaxBy(entry => entry.Position)!);
        var customers = causes.Keys.ToList();
        return context.Inquiries.Where(row => row.Customer != null && customers.Contains(row.Customer) && row.Stage != Stage.Won && row.Stage != Stage.Lost)
            .Select(row => new { row.Id, row.Customer }).ToDictionary(row => row.Id, row => causes[row.Customer!]);
    });

    async Task Score(string inquiry, LogEntry cause)
    {
        // What is not identified yet is being scored for the first time, by all that is known.
        if (model.Find(inquiry) is not { IsClosed: false, Customer: { } customer } card || card.ScoredAt - cause.At > Doubt) return;
        var known = scoring.Known(inquiry, customer);
        var outcome = await grains.GetGrain<IInquiryGrain>(inquiry).Rescore(new(Caller.Policy($"rescore:{cause.Position}"), scoring.Of(known.Facts), known.AsOf));
        if (outcome.Refusal is { } refusal) logger.LogWarning("{Inquiry} was not scored anew: {Refusal}", inquiry, refusal.Code);
    }
}
