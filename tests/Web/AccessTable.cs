namespace TradeLive.Tests.Web;

/// <summary>Whose thing it is, seen from rep Ann of team East.</summary>
public enum Whose { Own, Mates, Foreign }

/// <summary>Who may use an endpoint on whose things: one letter for each of rep, lead, manager and administrator.</summary>
/// <param name="Path">As the API's document says.</param>
/// <param name="Body">A body that the domain refuses or that does no harm.</param>
/// <param name="Own">On Ann's own.</param>
/// <param name="Mates">On what is a teammate's.</param>
/// <param name="Foreign">On what is another team's.</param>
public sealed record Access(string Method, string Path, object? Body, string Own, string Mates, string Foreign)
{
    const string All = "rlma", Leading = "lma", Managing = "ma", Administering = "a", Surveying = "m";

    static readonly object NoForm = new { title = new { en = "" }, intro = new { en = "" }, questions = Array.Empty<object>() };

    public static IReadOnlyList<Access> Table { get; } =
    [
        new("GET", "/api/me", null, All, All, All),
        new("POST", "/api/preferences", new { culture = "en" }, All, All, All),
        new("GET", "/api/boards/{board}", null, All, All, Managing),
        new("GET", "/api/boards/{board}/columns/{stage}", null, All, All, Managing),
        new("GET", "/api/queue?rep={rep}", null, All, Leading, Managing),
        new("POST", "/api/inquiries", new { }, All, All, All),
        new("POST", "/api/inquiries/bulk", Array.Empty<object>(), All, All, All),
        new("GET", "/api/inquiries/{id}", null, All, All, Managing),
        new("POST", "/api/inquiries/{id}/claim", null, "rl", "rl", ""),
        new("POST", "/api/inquiries/{id}/release", null, All, Leading, Managing),
        new("POST", "/api/inquiries/{id}/reopen", null, All, Leading, Managing),
        new("POST", "/api/inquiries/{id}/reassign", new { to = "nobody" }, Leading, Leading, Managing),
        new("POST", "/api/inquiries/{id}/stage", new { from = "Won", to = "Quoted" }, All, Leading, Managing),
        new("POST", "/api/inquiries/{id}/contacts", new { channel = "mail", text = "x", automatic = true }, All, Leading, Managing),
        new("POST", "/api/inquiries/{id}/fields", new { field = "Quantity", expected = "nobody saw this", value = "7" }, All, Leading, Managing),
        new("POST", "/api/inquiries/{id}/notes", new { text = "x" }, All, All, Managing),
        new("POST", "/api/inquiries/{id}/contests", new { flaw = "TooHigh", text = "" }, All, Leading, Managing),
        new("POST", "/api/inquiries/{id}/contests/{number}/seen", null, Leading, Leading, Managing),
        new("GET", "/api/inquiries/{id}/what-if", null, All, All, Managing),
        new("GET", "/api/reports/scores?from=2026-01-01", null, Leading, Leading, Leading),
        new("GET", "/api/scores/contested", null, Leading, Leading, Leading),
        new("POST", "/api/inquiries/{id}/quotes", new { lines = Array.Empty<object>(), currency = "USD", incoterm = "FCA", place = "", validUntil = "2030-01-01" }, All, Leading, Managing),
        new("POST", "/api/inquiries/{id}/win", new { }, All, Leading, Managing),
        new("POST", "/api/inquiries/{id}/lose", new { reason = "Other" }, All, Leading, Managing),
        new("GET", "/api/customers", null, All, All, All),
        new("GET", "/api/customers/{customer}", null, All, All, Managing),
        new("GET", "/api/customers/at-risk", null, All, All, All),
        new("POST", "/api/customers/{customer}/care", new { kind = "Message", text = "" }, All, Leading, Managing),
        new("POST", "/api/customers/{customer}/care/{number}/done", new { result = "Sent" }, All, Leading, Managing),
        new("POST", "/api/customers/{customer}/complaints", new { kind = "Quality", text = "" }, All, All, Managing),
        new("POST", "/api/customers/{customer}/complaints/{number}/settle", new { how = "Explained", text = "" }, All, All, Managing),
        new("GET", "/api/care?rep={rep}", null, All, Leading, Managing),
        new("POST", "/api/customers/{customer}/notes", new { text = "x" }, All, All, Managing),
        new("POST", "/api/customers/{customer}/owner", new { to = "nobody" }, Leading, Leading, Managing),
        new("POST", "/api/customers/{customer}/near/{customer}/dismiss", null, All, Leading, Managing),
        new("GET", "/api/orders", null, All, All, All),
        new("GET", "/api/orders/{order}", null, All, All, Managing),
        new("POST", "/api/orders/{order}/milestones", new { milestone = "Closed", on = "2020-01-01" }, All, Leading, Managing),
        new("POST", "/api/orders/{order}/dates", new { milestone = "Closed", to = "2030-01-01", reason = "" }, All, Leading, Managing),
        new("POST", "/api/orders/{order}/cancel", new { reason = "" }, All, Leading, Managing),
        new("GET", "/api/teams", null, All, All, All),
        new("GET", "/api/teams/{team}", null, All, All, All),
        new("GET", "/api/teams/{team}/response", null, All, All, All),
        new("PUT", "/api/teams/{team}", new { id = "x", name = "" }, Managing, Managing, Managing),
        new("PUT", "/api/reps/{rep}", new { id = "x", name = "", team = "{team}" }, Leading, Leading, Managing),
        new("GET", "/api/reps", null, All, All, All),
        new("POST", "/api/reps/{rep}/leave", new { from = "2030-01-02", until = "2030-01-01" }, Leading, Leading, Managing),
        new("DELETE", "/api/reps/{rep}/leave?from=2030-01-01&until=2030-01-02", null, Leading, Leading, Managing),
        new("GET", "/api/company", null, All, All, All),
        new("PUT", "/api/company", new { name = "" }, Managing, Managing, Managing),
        new("POST", "/api/company/rates", new[] { new { from = "USD", to = "USD", on = "2026-01-01", rate = 1 } }, Managing, Managing, Managing),
        new("POST", "/api/sample", null, Managing, Managing, Managing),
        new("GET", "/api/imports/sample", null, All, All, All),
        new("POST", "/api/imports", null, Leading, Leading, Leading),
        new("GET", "/api/imports", null, Leading, Leading, Leading),
        new("GET", "/api/imports/{import}", null, Leading, Leading, Leading),
        new("GET", "/api/imports/{import}/preview", null, Leading, Leading, Leading),
        new("POST", "/api/imports/{import}/start", new { source = "", mapping = Array.Empty<object>(), culture = "en", dateOrder = "ymd", timeZone = "UTC", currency = "USD" }, Leading, Leading, Leading),
        new("POST", "/api/imports/{import}/cancel", null, Leading, Leading, Leading),
        new("GET", "/api/imports/{import}/errors", null, Leading, Leading, Leading),
        new("GET", "/api/imports/{import}/errors.csv", null, Leading, Leading, Leading),
        new("GET", "/api/models", null, Managing, Managing, Managing),
        new("POST", "/api/models/{task}/train", null, Managing, Managing, Managing),
        new("POST", "/api/models/{task}/cancel", null, Managing, Managing, Managing),
        new("POST", "/api/models/{task}/roll-back", null, Managing, Managing, Managing),
        new("POST", "/api/models/{task}/file", null, Managing, Managing, Managing),
        new("POST", "/api/models/{task}/{version}/promote", null, Managing, Managing, Managing),
        new("GET", "/api/surveys/mine", null, All, All, All),
        new("POST", "/api/surveys/{survey}/token", new { blinded = "" }, All, All, All),
        new("GET", "/api/surveys", null, Surveying, Surveying, Surveying),
        new("GET", "/api/surveys/templates", null, Surveying, Surveying, Surveying),
        new("GET", "/api/surveys/staff", null, Surveying, Surveying, Surveying),
        new("POST", "/api/surveys", new { form = NoForm }, Surveying, Surveying, Surveying),
        new("GET", "/api/surveys/{survey}", null, Surveying, Surveying, Surveying),
        new("PUT", "/api/surveys/{survey}", new { form = NoForm }, Surveying, Surveying, Surveying),
        new("POST", "/api/surveys/{survey}/open", null, Surveying, Surveying, Surveying),
        new("POST", "/api/surveys/{survey}/invite", new { people = Array.Empty<string>() }, Surveying, Surveying, Surveying),
        new("POST", "/api/surveys/{survey}/codes", new { people = Array.Empty<string>() }, Surveying, Surveying, Surveying),
        new("GET", "/api/surveys/{survey}/results", null, Surveying, Surveying, Surveying),
        new("GET", "/api/surveys/{survey}/results.csv", null, Surveying, Surveying, Surveying),
        new("GET", "/api/surveys/{survey}/trend", null, Surveying, Surveying, Surveying),
        new("POST", "/api/surveys/{survey}/close", null, Surveying, Surveying, Surveying),
        new("POST", "/api/surveys/{survey}/discard", null, Surveying, Surveying, Surveying),
        new("GET", "/api/failures", null, Administering, Administering, Administering),
        new("POST", "/api/failures/{position}/{policy}/retry", null, Administering, Administering, Administering),
        new("GET", "/api/account", null, All, All, All),
        new("PUT", "/api/account", new { name = "" }, All, All, All),
        new("GET", "/api/account/tokens", null, All, All, All),
        new("POST", "/api/account/tokens", new { name = "" }, All, All, All),
        new("DELETE", "/api/account/tokens/{token}", null, All, All, All),
    ];

    public string Of(Whose whose) => whose switch { Whose.Own => Own, Whose.Mates => Mates, _ => Foreign };
}
