using System.Text.Json;
using TradeLive.Churn;
using TradeLive.Evaluation;
using TradeLive.Learning;
using TradeLive.Tables;

namespace TradeLive.Cli;

/// <summary><c>evaluate</c> and <c>train</c> on any table.</summary>
sealed class Commands(TimeProvider clock, TextWriter output, TextWriter errors)
{
    public const string Usage = """
        evaluate --task win|amount --data FILE.csv[.gz] --time COLUMN --label COLUMN [--drop COL,COL] [--positive VALUE] [--amount COLUMN] [--test 0.2] [--json OUT] [--html OUT]
        evaluate --task churn --data FILE.csv[.gz] --customer COLUMN --time COLUMN --amount COLUMN [--cancelled COLUMN] [--drop COL,COL] --horizon 90 --cutoff YYYY-MM-DD [--json OUT] [--html OUT]
            Learns from the earlier part, chooses there, and reports on the later one.
        train    the same options but --test and --json, and --out FILE: learns from everything and writes a model.
        """;

    static readonly HashSet<string> Known =
        ["--task", "--data", "--time", "--label", "--drop", "--positive", "--amount", "--test", "--json", "--html", "--customer", "--cancelled", "--horizon", "--cutoff", "--out"];

    /// <returns>0 if it was done, 2 if the file or the options are bad; the reason is on standard error.</returns>
    public int Run(string[] args)
    {
        try
        {
            if (args is not ["evaluate" or "train", ..]) throw new BadTableException(Usage);
            var options = new Options(args[1..], Known);
            if (args[0] == "evaluate") Evaluate(options);
            else Train(options);
            return 0;
        }
        catch (BadTableException bad)
        {
            errors.WriteLine(bad.Message);
            return 2;
        }
    }

    void Evaluate(Options options)
    {
        var text = TextTable.Read(options.Must("--data"));
        var result = options.Must("--task") switch
        {
            "win" => TableEvaluation.Won(text, Wish(options), Test(options), clock),
            "amount" => TableEvaluation.Amounts(text, Wish(options), Test(options), clock),
            "churn" => ChurnEvaluation.Run(text, OrderWish(options), options.Day("--cutoff"), Horizon(options), clock),
            var other => throw UnknownTask(other),
        };
        foreach (var note in result.Notes) errors.WriteLine($"{note.Name}: {note.Use}");
        var json = JsonSerializer.Serialize(result, EvaluationJson.Default.EvaluationResult);
        output.WriteLine(json);
        if (options.Maybe("--json") is { } file) File.WriteAllText(file, json);
        var page = options.Maybe("--html") ?? (options.Maybe("--json") is { } beside ? Path.ChangeExtension(beside, ".html") : null);
        if (page is null) return;
        File.WriteAllText(page, EvaluationReport.Html(result, Path.GetFileName(options.Must("--data"))));
        errors.WriteLine($"The report is in {Path.GetFullPath(page)}");
    }

    void Train(Options options)
    {
        var file = options.Must("--out");
        var text = TextTable.Read(options.Must("--data"));
        var task = options.Must("--task");
        var set = task switch
        {
            "win" => CaseTable.Won(text, Wish(options)).Set,
            "amount" => CaseTable.Amounts(text, Wish(options)).Set,
            "churn" => Orders(OrderHistory.Read(text, OrderWish(options)), options),
            _ => throw UnknownTask(task),
        };
        if (set.Cases.Count < 20) throw new BadTableException($"{set.Cases.Count} usable rows are too few to learn from; 20 are needed.");
        var training = new Training(task, clock);
        var choice = training.Choose(set);
        using (var stream = File.Create(file)) training.Learn(set, choice, choice.Chosen).Save(stream);
        output.WriteLine($"{choice.Chosen}, learnt from {set.Cases.Count} cases, is in {Path.GetFullPath(file)}");
    }

    static CaseSet Orders(OrderHistory history, Options options) => new(ChurnCases.Columns(history),
        [.. ChurnCases.Cutoffs(history, Math.Floor(history.LastDay) + 1, Horizon(options)).SelectMany(day => ChurnCases.At(history, day, Horizon(options)))]);

    static TableWish Wish(Options options) => new(options.Must("--time"), options.Must("--label"), options.List("--drop"), options.Maybe("--positive"), options.Maybe("--amount"));

    static OrderWish OrderWish(Options options) => new(options.Must("--customer"), options.Must("--time"), options.Must("--amount"), options.Maybe("--cancelled"), options.List("--drop"));

    static double Test(Options options) => options.Number("--test", 0.2, 0.01, 0.99);

    static double Horizon(Options options) => options.Number("--horizon", 90, 1, 3650);

    static BadTableException UnknownTask(string task) => new($"--task must be win, amount or churn, not \"{task}\".");
}
