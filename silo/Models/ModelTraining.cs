using System.Globalization;
using TradeLive.Churn;
using TradeLive.Learning;
using TradeLive.Log;
using TradeLive.ReadModel;
using TradeLive.Scoring;

namespace TradeLive.Models;

/// <summary>What a training came to.</summary>
/// <param name="File">Null where there is no challenger.</param>
sealed record TrainingResult(ModelSummary? Challenger, byte[]? File, ModelVerdict Verdict);

/// <summary>What a training is about: the cases, what served so far, and what is told of it.</summary>
/// <param name="Prior">What the prior said of each case.</param>
/// <param name="CellsFor">Cells of a case in the columns of another model.</param>
/// <param name="Asked">Cells of what models were asked about by a day, closed or not; and by now.</param>
sealed record TrainingGround(
    string Task, CaseSet Set, IReadOnlyList<double> Prior, Func<int, IReadOnlyList<Column>, Cell[]> CellsFor, Func<double, (IReadOnlyList<Cell[]> Then, IReadOnlyList<Cell[]> Lately)> Asked, int? HorizonDays, Allowed Allowed);

/// <summary>Told at once, on the thread that trains.</summary>
sealed class Steps(Action<TrainingStep> tell) : IProgress<TrainingStep>
{
    public void Report(TrainingStep value) => tell(value);
}

/// <summary>From the log to a challenger and the verdict on it. Runs on the caller's thread from beginning to end.</summary>
sealed class ModelTraining(ChangeLog log, ReadTables tables, TimeProvider clock)
{
    /// <summary>Fewer outcomes, or fewer of either kind, and nothing is learnt from them.</summary>
    public const int LeastCases = 60, LeastOfEach = 10;

    const int RecentDays = 56;

    // So many tell enough. Fewer customers rather than fewer days: the gate needs days far enough apart.
    const int MostCustomers = 3000;

    static readonly string[] Peers = [CandidateNames.Prior, CandidateNames.NaiveBayes, CandidateNames.ShrunkRates];

    /// <param name="champion">Null while the prior serves.</param>
    /// <exception cref="OperationCanceledException">It was called off.</exception>
    public TrainingResult Run(string task, NamedModel? champion, ScoringTermsOf terms, Action<TrainingProgress> progress, CancellationToken stop)
    {
        void Step(string step, double done)
        {
            stop.ThrowIfCancellationRequested();
            progress(new(step, done));
        }
        Step("reading", 0);
        var ground = Ground(task, terms, stop);
        if (TooFew(ground) is { } few) return new(null, null, few);
        // One thread: the server's own work goes first.
        var training = new Training(task, clock, threads: 1);
        Step("choosing", 0.1);
        var choice = training.Choose(ground.Set, new Steps(step => Step("choosing", 0.1 + 0.2 * step.Done / step.Total)), stop);
        if (choice.Chosen == CandidateNames.Prior) return new(null, null, Refuse("no-signal", ("outcomes", Text(ground.Set.Cases.Count))));
        Step("replaying", 0.3);
        var replay = new GateReplay(task, training);
        var replayed = replay.Run(ground.Set, choice.Chosen, task == ModelTasks.Churn ? [.. Peers, CandidateNames.Rfm] : task == ModelTasks.Amount ? [CandidateNames.Prior, CandidateNames.ShrunkRates] : Peers,
            Served(champion, ground, replay), window => Step("replaying", 0.3 + 0.18 * window), stop);
        var verdict = Gate.Judge(replayed.Windows, task != ModelTasks.Amount);
        Step("learning", 0.85);
        var model = training.Learn(ground.Set, choice, choice.Chosen, stop);
        Step("keeping", 0.98);
        using var file = new MemoryStream();
        model.Save(file);
        var summary = Summary(ground, model, file.ToArray(), ModelFiguresOf.Replay(task, replayed, verdict, ground));
        return new(summary, file.ToArray(), VerdictOf(verdict));
    }

    /// <summary>How a champion is found by what has become known since it learnt.</summary>
    /// <exception cref="OperationCanceledException">It was called off.</exception>
    public ChampionWatch Watch(string task, NamedModel champion, ScoringTermsOf terms, CancellationToken stop) =>
        ChampionWatch.Of(champion.Model, Ground(task, terms, stop));

    TrainingGround Ground(string task, ScoringTermsOf terms, CancellationToken stop) => task == ModelTasks.Churn ? Churn(terms) : Inquiries(task, terms, stop);

    TrainingGround Inquiries(string task, ScoringTermsOf terms, CancellationToken stop)
    {
        var inquiries = Replay.Of(log, stop).Inquiries();
        var cases = task == ModelTasks.Win ? InquiryCases.ForWin(inquiries, terms.Allowed) : InquiryCases.ForAmount(inquiries, terms.Allowed);
        // As they came in: what happens later is there for the old ones alone.
        var first = inquiries.Where(inquiry => inquiry.Moments.Count > 0).Select(inquiry => inquiry.Moments[0]).OrderBy(moment => moment.At).ToList();
        IReadOnlyList<Cell[]> Between(double from, double to) =>
            [.. first.Where(moment => Days.Of(moment.At) >= from && Days.Of(moment.At) <= to).Select(moment => InquiryFeatures.Cells(moment.Facts, cases.Set.Columns, terms.Allowed))];
        var now = Days.Of(clock.GetUtcNow());
        return new(
            task, cases.Set, cases.Prior, (place, columns) => InquiryFeatures.Cells(cases.Facts[place], columns, terms.Allowed),
            learnt => (Between(learnt - RecentDays, learnt), Between(now - RecentDays, now)), null, terms.Allowed);
    }

    TrainingGround Churn(ScoringTermsOf terms)
    {
        var history = ChurnOrders.Read(tables, terms.Allowed.ByCountry).Sampled(MostCustomers);
        if (history.Customers.Count == 0) return new(ModelTasks.Churn, new(ChurnCases.Columns(history), []), [], (_, _) => [], _ => ([], []), terms.ChurnDays, terms.Allowed);
        var by = Math.Min(Days.Of(clock.GetUtcNow()), Math.Floor(history.LastDay) + 1);
        var columns = ChurnCases.Columns(history);
        var set = new CaseSet(columns, [.. ChurnCases.Cutoffs(history, by, terms.ChurnDays).SelectMany(day => ChurnCases.At(history, day, terms.ChurnDays))]);
        return new(
            ModelTasks.Churn, set, [.. ChurnPrior.Of(set, history, terms.ChurnDays)], (place, wanted) => ChurnOrders.Matched(set.Cases[place].Cells, columns, wanted),
            learnt => (At(Math.Min(learnt, by)), At(by)), terms.ChurnDays, terms.Allowed);

        IReadOnlyList<Cell[]> At(double day) => [.. ChurnCases.At(history, day, terms.ChurnDays).Select(one => one.Cells)];
    }

    // The champion's own answers where it had learnt before the cut-off; else what its way of learning would have said; the prior where there is none.
    static Champion Served(NamedModel? champion, TrainingGround ground, GateReplay replay)
    {
        IReadOnlyList<double> ByPrior(IReadOnlyList<int> judged) => [.. judged.Select(place => ground.Prior[place])];
        if (champion is null) return new(_ => null, (_, _, judged) => ByPrior(judged));
        var learnt = Days.Of(champion.Model.Card.TrainedAt);
        return new(
            cutoff => learnt <= cutoff ? null : champion.Model.Card.Candidate,
            (cutoff, again, judged) => learnt <= cutoff ? [.. judged.Select(place => replay.Say(champion.Model, ground.CellsFor(place, champion.Model.Columns)))]
                : again is null ? ByPrior(judged)
                : [.. judged.Select(place => replay.Say(again, ground.Set.Cases[place].Cells))]);
    }

    static ModelVerdict? TooFew(TrainingGround ground)
    {
        var cases = ground.Set.Cases;
        if (ground.Task == ModelTasks.Amount) return cases.Count >= LeastCases ? null : Few(cases.Count, LeastCases);
        var least = Math.Min(ground.Set.Wins, cases.Count - ground.Set.Wins);
        return cases.Count < LeastCases ? Few(cases.Count, LeastCases)
            : least < LeastOfEach ? Refuse("too-few-of-a-kind", ("won", Text(ground.Set.Wins)), ("lost", Text(cases.Count - ground.Set.Wins)), ("least", Text(LeastOfEach)))
            : null;
    }

    static ModelVerdict Few(int have, int need) => Refuse("too-few-outcomes", ("have", Text(have)), ("need", Text(need)));

    static ModelVerdict Refuse(string code, params ReadOnlySpan<(string Name, string Value)> data)
    {
        var said = new Dictionary<string, string>();
        foreach (var (name, value) in data) said[name] = value;
        return new(false, code, said);
    }

    static ModelVerdict VerdictOf(GateVerdict verdict) => new(verdict.Promotes, verdict.Code, new Dictionary<string, string>
    {
        ["judged"] = Text(verdict.Judged),
        ["low"] = Text(verdict.Difference.Low),
        ["high"] = Text(verdict.Difference.High),
        ["auc"] = Text(verdict.Auc),
        ["before"] = Text(verdict.ChampionAuc),
        ["slope"] = Text(verdict.Slope),
        ["ece"] = Text(verdict.Ece),
    }, verdict.Difference.Low, verdict.Difference.Mean, verdict.Difference.High);

    ModelSummary Summary(TrainingGround ground, TrainedModel model, byte[] file, ModelFigures figures)
    {
        var cases = ground.Set.Cases;
        List<string> limits = ["association"];
        if (ground.Task != ModelTasks.Amount && Math.Min(ground.Set.Wins, cases.Count - ground.Set.Wins) < 100 || cases.Count < 300) limits.Add("few");
        if (ground.Set.Columns.Any(column => column.Name.StartsWith("attribute:", StringComparison.Ordinal))) limits.Add("attributes");
        if (!ground.Allowed.ByCountry) limits.Add("no-country");
        if (!ground.Allowed.ByLanguage) limits.Add("no-language");
        return new(
            model.Card.Candidate, cases.Count, ground.Task == ModelTasks.Amount ? null : ground.Set.Wins, Days.At(cases[0].At), Days.At(cases[^1].At), clock.GetUtcNow(),
            ModelFiles.HashOf(file), file.Length, false, ground.HorizonDays, limits, figures);
    }

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    static string Text(double number) => double.IsFinite(number) ? number.ToString("0.####", CultureInfo.InvariantCulture) : "";
}

/// <summary>What the company lets models look at, as of a training.</summary>
readonly record struct ScoringTermsOf(Allowed Allowed, int ChurnDays);
