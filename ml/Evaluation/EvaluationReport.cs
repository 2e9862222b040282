using System.Globalization;
using System.Net;
using System.Text;

namespace TradeLive.Evaluation;

/// <summary>The figures as a page that needs nothing else: tables, a reliability diagram and a gain chart.</summary>
static class EvaluationReport
{
    const int Size = 320, Edge = 36;

    public static string Html(EvaluationResult result, string file)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $$"""
            <!doctype html><html lang="en"><meta charset="utf-8"><title>{{Text(result.Task)}} · {{Text(file)}}</title>
            <style>body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1d2433}table{border-collapse:collapse;margin:1rem 0}
            th,td{text-align:left;padding:.25rem .9rem .25rem 0;border-bottom:1px solid #e3e6ec}td.n{text-align:right;font-variant-numeric:tabular-nums}figure{display:inline-block;margin:0 2rem 1rem 0}
            text{font-size:11px;fill:#5b6475}.quiet{color:#5b6475}</style><h1>{{Text(result.Task)}}: {{Text(result.Chosen)}}</h1>
            <p>{{Text(file)}} · {{result.Rows}} cases, the last {{result.TestRows}} reported on and never used to learn or to choose · {{result.Seconds:0.0}} s</p>
            """);
        if (result.Chosen == Learning.Candidates.Prior) page.Append("<p><strong>No signal yet:</strong> no candidate was surely better than saying the same of every case.</p>");
        Table(page, "On the later cases", [.. Figures(result).Where(pair => pair.Value is not null).Select(pair => (pair.Key, Number(pair.Value)))]);
        if (result.ValueTop20By.Count > 0) Table(page, "Share of the value in the first fifth, by", [.. result.ValueTop20By.Select(pair => (pair.Key, Number(pair.Value)))]);
        if (result.Reliability.Count > 0) Chart(page, "What was said and what came true", "said", "came true", [.. result.Reliability.Select(bin => (bin.Said, bin.True))]);
        Chart(page, "Value gained by share of the queue worked", "share of the queue", "share of the value", [.. result.Gain.Select((gain, step) => (step / 20.0, gain)).Where(point => double.IsFinite(point.gain))]);
        Table(page, "Candidates on earlier cases held out (log-loss, or mean squared error of the log)", [.. result.Trials.OrderBy(trial => trial.Loss).Select(trial => (trial.Name, Number(trial.Loss)))]);
        Table(page, "Columns", [.. result.Notes.Select(note => (note.Name, note.Use))]);
        return page.Append("</html>").ToString();
    }

    static Dictionary<string, double?> Figures(EvaluationResult result) => new()
    {
        ["AUC"] = result.Auc,
        ["PR-AUC"] = result.PrAuc,
        ["log-loss"] = result.LogLoss,
        ["Brier"] = result.Brier,
        ["ECE"] = result.Ece,
        ["lift, top 10 %"] = result.Lift10,
        ["lift, top 20 %"] = result.Lift20,
        ["value in the first fifth"] = result.ValueTop20,
        ["RMSLE"] = result.Rmsle,
        ["Spearman"] = result.Spearman,
        ["naive Bayes: AUC"] = result.Peers.NaiveBayes?.Auc,
        ["naive Bayes: log-loss"] = result.Peers.NaiveBayes?.LogLoss,
        ["RFM: AUC"] = result.Peers.Rfm?.Auc,
        ["RFM: log-loss"] = result.Peers.Rfm?.LogLoss,
        ["prior: log-loss"] = result.Peers.Prior?.LogLoss,
    };

    static void Table(StringBuilder page, string title, IReadOnlyList<(string Name, string Value)> rows)
    {
        page.Append(CultureInfo.InvariantCulture, $"<h2>{Text(title)}</h2><table>");
        foreach (var (name, value) in rows) page.Append(CultureInfo.InvariantCulture, $"<tr><td>{Text(name)}</td><td class=\"n\">{Text(value)}</td></tr>");
        page.Append("</table>");
    }

    static void Chart(StringBuilder page, string title, string across, string up, IReadOnlyList<(double X, double Y)> points)
    {
        page.Append(CultureInfo.InvariantCulture, $"""
            <figure><figcaption>{Text(title)}</figcaption><svg width="{Size}" height="{Size}" viewBox="0 0 {Size} {Size}" role="img" aria-label="{Text(title)}">
            <path d="M{Edge} {Size - Edge}H{Size - 8}M{Edge} {Size - Edge}V8" stroke="#9aa3b5" fill="none"/><path d="M{Place(0, 0)}L{Place(1, 1)}" stroke="#c5cbd8" stroke-dasharray="4 4"/>
            <polyline points="{string.Join(' ', points.Select(point => Place(point.X, point.Y)))}" fill="none" stroke="#2f6fed" stroke-width="2"/>
            """);
        foreach (var (x, y) in points)
            page.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{Across(x)}\" cy=\"{Up(y)}\" r=\"3\" fill=\"#2f6fed\"><title>{x:0.00} → {y:0.00}</title></circle>");
        page.Append(CultureInfo.InvariantCulture, $"""<text x="{Size / 2}" y="{Size - 8}">{Text(across)}</text><text x="12" y="{Size / 2}" transform="rotate(-90 12 {Size / 2})">{Text(up)}</text></svg></figure>""");
    }

    static string Place(double x, double y) => $"{Across(x)},{Up(y)}";
    static string Across(double x) => (Edge + x * (Size - Edge - 8)).ToString("0.#", CultureInfo.InvariantCulture);
    static string Up(double y) => (Size - Edge - y * (Size - Edge - 8)).ToString("0.#", CultureInfo.InvariantCulture);
    static string Number(double? value) => value is { } number && double.IsFinite(number) ? number.ToString("0.####", CultureInfo.InvariantCulture) : "–";
    static string Text(string text) => WebUtility.HtmlEncode(text);
}
