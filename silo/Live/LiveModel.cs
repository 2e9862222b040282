using TradeLive.Inquiries;
using TradeLive.Log;
using TradeLive.Orders;
using TradeLive.ReadModel;
using TradeLive.Scoring;
using TradeLive.Views;

namespace TradeLive.Live;

/// <summary>
/// The pipeline in memory, at one position of the log: boards with their totals, who holds what, earlier outcomes. Each node keeps
/// one, made from the read tables and kept up from the log; nothing in it is of its own.
/// </summary>
public sealed class LiveModel(TimeProvider clock)
{
    /// <summary>The board of all teams.</summary>
    public const string AllTeams = "all";

    const int ChangesKept = 32_768;

    readonly Lock gate = new();
    readonly Dictionary<string, Card> cards = [];
    readonly Dictionary<string, LiveBoard> boards = new() { [AllTeams] = new() };
    readonly Holdings holdings = new();
    readonly OutcomeTallies tallies = new();
    readonly Purchases purchases = new();
    readonly RecentChanges recent = new(ChangesKept);
    Organisation organisation = Organisation.Empty;
    LogPosition position;
    TaskCompletionSource advanced = NewSignal();

    /// <summary>The company, teams and reps as of <see cref="Position"/>.</summary>
    public Organisation Organisation { get { lock (gate) return organisation; } }

    public LogPosition Position { get { lock (gate) return position; } }

    /// <summary>Raised after each step forward, with what was applied.</summary>
    public event Action<IReadOnlyList<LogEntry>>? Advanced;

    /// <summary>Ends at the next step forward. Take it before looking, wait for it after.</summary>
    public Task Next { get { lock (gate) return advanced.Task; } }

    /// <summary>Starts anew from the read tables.</summary>
    /// <param name="ordered">Orders by their ids.</param>
    public void Load(IEnumerable<Card> all, Organisation known, LogPosition at, IEnumerable<(string Id, Order Order, decimal Value)>? ordered = null)
    {
        lock (gate)
        {
            purchases.Load(ordered ?? []);
            foreach (var card in cards.Values.ToList()) Replace(card, null);
            foreach (var card in all) Replace(null, card);
            (organisation, position) = (known, at);
            recent.StartAt(at);
        }
        Step([]);
    }

    /// <summary>Applies what follows in the log.</summary>
    public void Apply(IReadOnlyList<LogEntry> entries)
    {
        lock (gate)
        {
            foreach (var entry in entries)
            {
                if (entry.Event is InquiryEvent happened) Apply(entry, happened);
                else if (entry.Event is OrderEvent ordered) purchases.Apply(entry.Key, ordered, organisation.Company);
                else organisation = organisation.Apply(entry);
                position = entry.Position;
            }
        }
        Step(entries);
    }

    /// <summary>Waits until everything up to a position is in.</summary>
    /// <returns>False if it is not after <paramref name="patience"/>.</returns>
    public async Task<bool> Reach(LogPosition wanted, TimeSpan patience, CancellationToken stop = default)
    {
        var end = clock.GetTimestamp();
        while (true)
        {
            var next = Next;
            if (Position >= wanted) return true;
            var left = patience - clock.GetElapsedTime(end);
            if (left <= TimeSpan.Zero) return false;
            try { await next.WaitAsync(left, clock, stop); }
            catch (TimeoutException) { return Position >= wanted; }
        }
    }

    /// <summary>A board with the first cards of each column, and totals over all that the filter lets through.</summary>
    public BoardSnapshot Snapshot(string board, BoardFilter filter, int take)
    {
        lock (gate)
        {
            var shown = boards.GetValueOrDefault(board) ?? new LiveBoard();
            var now = clock.GetUtcNow();
            return new(
                board, position.ToString(), now, shown.Columns(filter, take, now), organisation.Company.Reporting.Code, People(), TeamNames(),
                organisation.Company.Terms?.Stages ?? StageSetting.Defaults, shown.Countries, shown.Sources);
        }
    }

    /// <summary>More cards of one column.</summary>
    public ColumnPage Column(string board, Stage stage, BoardFilter filter, int skip, int take)
    {
        lock (gate)
        {
            var found = boards.GetValueOrDefault(board)?.Cards(stage, filter, skip, take, clock.GetUtcNow()) ?? [];
            return new(position.ToString(), [.. found.Take(take)], found.Count > take);
        }
    }

    /// <summary>What changed on a board since a position, with the totals of the columns touched.</summary>
    /// <param name="until">Leaves out what came after; null for all there is.</param>
    /// <returns>Null if that is longer ago than what is kept.</returns>
    public (BoardBatch Batch, LogPosition To)? Since(string board, LogPosition from, LogPosition? until = null)
    {
        lock (gate)
        {
            if (from < recent.Since || from > position) return null;
            var to = until ?? position;
            var changes = recent.Between(from, to, card => IsOn(board, card));
            var shown = boards.GetValueOrDefault(board);
            var touched = changes.SelectMany(change => new[] { change.Now?.Stage, change.Before?.Stage }).OfType<Stage>().Distinct().Order();
            var now = clock.GetUtcNow();
            var totals = shown is null ? [] : touched.Select(stage => shown.Totals(stage, now)).ToList();
            return (new(board, from.ToString(), to.ToString(), changes, totals), to);
        }
    }

    public Card? Find(string inquiry) { lock (gate) return cards.GetValueOrDefault(inquiry); }

    /// <summary>Open inquiries that a rep owns or is offered.</summary>
    public IReadOnlyList<Card> HeldBy(string rep) { lock (gate) return [.. holdings.Of(rep).Select(id => cards[id])]; }

    /// <summary>Open inquiries of a team that nobody owns and nobody is offered.</summary>
    /// <param name="team">Null for those that came before there was a team.</param>
    public IReadOnlyList<Card> PoolOf(string? team) { lock (gate) return [.. holdings.PoolOf(team).Select(id => cards[id])]; }

    /// <summary>Teams in whose pool something lies, also such as were never formed; null for what has no team.</summary>
    public IReadOnlyList<string?> Pools() { lock (gate) return [.. holdings.Pools]; }

    /// <summary>Inquiries of a team in which something happened since a moment.</summary>
    public IReadOnlyList<Card> OfTeamSince(string team, DateTimeOffset since) { lock (gate) return [.. cards.Values.Where(card => card.Team == team && card.LastAt >= since)]; }

    /// <summary>Quantities that buyers of a product have asked for.</summary>
    public IReadOnlyList<decimal> QuantitiesOf(string product) { lock (gate) return [.. cards.Values.Where(card => card.Product == product).Select(card => card.Quantity).OfType<decimal>()]; }

    /// <summary>Open inquiries whose score is of another model.</summary>
    public IReadOnlyList<Card> OpenScoredByOther(string scorer) { lock (gate) return [.. cards.Values.Where(card => !card.IsClosed && card.Model is not null && card.Model != scorer)]; }

    /// <summary>Closed inquiries whose last score is of a model, alone or with another beside it.</summary>
    public IReadOnlyList<Card> ClosedScoredBy(string scorer) { lock (gate) return [.. cards.Values.Where(card => card.IsClosed && card.Model?.Split('+')[0] == scorer)]; }

    /// <summary>Count of open inquiries that a rep owns or is offered.</summary>
    public int OpenLoad(string rep) { lock (gate) return holdings.Of(rep).Count; }

    /// <summary>Outcomes up to now, as they were at this moment.</summary>
    public IOutcomeHistory Outcomes() { lock (gate) return tallies.Copy(); }

    /// <summary>What a customer had ordered before a moment, of what is known now and was not cancelled.</summary>
    public (int Orders, decimal Revenue) PurchasesBefore(string customer, DateTimeOffset moment) { lock (gate) return purchases.Before(customer, moment); }

    /// <summary>Reads at one moment what several answers must agree on.</summary>
    public T Consistently<T>(Func<LogPosition, T> read) { lock (gate) return read(position); }

    public IReadOnlyList<Person> People() =>
        [.. Organisation.Reps.Where(rep => rep.Value.Profile is not null)
            .Select(rep => new Person(rep.Key, rep.Value.Profile!.Name, rep.Value.Profile.Team?.Value)).OrderBy(person => person.Name, StringComparer.Ordinal)];

    public IReadOnlyList<TeamName> TeamNames() =>
        [.. Organisation.Teams.Where(team => team.Value.Terms is not null)
            .Select(team => new TeamName(team.Key, team.Value.Terms!.Name)).OrderBy(team => team.Name, StringComparer.Ordinal)];

    public static bool IsOn(string board, Card card) => board == AllTeams || card.Team == board;

    void Apply(LogEntry entry, InquiryEvent happened)
    {
        var before = cards.GetValueOrDefault(entry.Key);
        var now = InquiryFold.Apply(before, entry.Key, entry.Version, entry.By, happened, organisation.Company);
        Replace(before, now);
        recent.Add(entry.Position, before, now);
    }

    void Replace(Card? before, Card? now)
    {
        if (before is not null)
        {
            cards.Remove(before.Id);
            boards[AllTeams].Remove(before);
            if (before.Team is { } team) BoardOf(team).Remove(before);
        }
        if (now is not null)
        {
            cards[now.Id] = now;
            boards[AllTeams].Add(now);
            if (now.Team is { } team) BoardOf(team).Add(now);
        }
        holdings.Replace(before, now);
        tallies.Replace(before, now);
    }

    LiveBoard BoardOf(string team)
    {
        if (!boards.TryGetValue(team, out var board)) boards.Add(team, board = new());
        return board;
    }

    void Step(IReadOnlyList<LogEntry> entries)
    {
        TaskCompletionSource ended;
        lock (gate) (ended, advanced) = (advanced, NewSignal());
        ended.TrySetResult();
        Advanced?.Invoke(entries);
    }

    static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
