using TradeLive.Surveys;

namespace TradeLive.Views;

// Properties with defaults are settable: source-generated JSON forgets the defaults of others.

/// <summary>How many are invited and how many took part: counts alone, which everybody may see, so that added answers show.</summary>
/// <param name="Granted">Signatures given: at most one for each person invited.</param>
/// <param name="Codes">One-time codes made: at most one for each person invited, who then gets no signature.</param>
/// <param name="Answers">Answers received: never more than signatures and codes, which are never more than people invited. While the survey is open rounded down to a multiple of k.</param>
/// <param name="IsExact">True when the survey has ended.</param>
/// <param name="Released">Answers in the published set.</param>
public sealed record Participation(int Invited, int Granted, int Codes, int Answers, bool IsExact, int Released);

/// <summary>A survey in the list of who manages surveys.</summary>
/// <param name="Series">Id shared by the rounds of a survey that is held again.</param>
/// <param name="Number">Round: 1 for the first.</param>
public sealed record SurveyListItem(
    string Id, Bilingual Title, SurveyPhase Phase, string Series, int Number, int Questions, DateOnly? OpensOn, DateOnly? ClosesOn, Recurrence Repeats,
    Participation Participation);

/// <summary>Everything about a survey but its results.</summary>
/// <param name="Invited">Ids of accounts.</param>
/// <param name="K">No batch, group or cell is smaller than this.</param>
/// <param name="Key">Null until it was opened.</param>
public sealed record SurveyDetails(
    string Id, SurveyPhase Phase, string Series, int Number, SurveyForm Form, IReadOnlyList<string> Invited, int K, DateOnly? OpensOn, DateOnly? ClosesOn,
    Recurrence Repeats, Participation Participation, SurveyKeyView? Key, IReadOnlyList<ReleaseView> Releases, long Version);

/// <summary>The key of a survey and the entry of the change log that fixed it before the first signature.</summary>
/// <param name="Fingerprint">As <see cref="BlindKey.Fingerprint"/>; a client reckons it itself and compares.</param>
/// <param name="Hash">Hash of the log's entry.</param>
public sealed record SurveyKeyView(BlindKey Key, string Fingerprint, long Version, DateTimeOffset At, string Hash);

/// <summary>One batch of answers that was released.</summary>
/// <param name="Digest">As <see cref="Receipt.Digest"/>, fixed in the change log.</param>
public sealed record ReleaseView(int Number, DateOnly Day, int Count, string Digest);

/// <summary>What to ask, and whom.</summary>
public sealed record SurveyRequest
{
    public required SurveyForm Form { get; init; }
    /// <summary>Ids of accounts.</summary>
    public IReadOnlyList<string> Invited { get; set; } = [];
    /// <summary>At least 5.</summary>
    public int K { get; set; } = 5;
    /// <summary>Opens by itself on this day (UTC); by hand where absent.</summary>
    public DateOnly? OpensOn { get; set; }
    /// <summary>The last day (UTC) on which answers are taken; closed by hand where absent.</summary>
    public DateOnly? ClosesOn { get; set; }
    public Recurrence Repeats { get; set; }
    /// <summary>What was seen when the change was begun. Absent, it is not looked at.</summary>
    public long? Version { get; set; }
}

/// <param name="People">Ids of accounts.</param>
public sealed record InviteRequest(IReadOnlyList<string> People);

/// <summary>Somebody who can be invited.</summary>
public sealed record StaffView(string Id, string Name, string Role, string? Team);

/// <summary>A form to begin with.</summary>
public sealed record SurveyTemplate(string Id, SurveyForm Form);

/// <summary>An open survey that the reader is invited to.</summary>
/// <param name="Blinded">SHA-256 of the blinded message that a signature was given for, lower-case hex; null if none was asked for yet.</param>
/// <param name="ByCode">The reader is to answer by a printed code and gets no signature.</param>
/// <param name="Invited">Names of all who are invited, so that each sees among whom an answer is one.</param>
public sealed record MySurvey(
    string Id, Bilingual Title, Bilingual Intro, int K, DateOnly? ClosesOn, SurveyKeyView Key, string? Blinded, bool ByCode, IReadOnlyList<string> Invited);

/// <param name="Blinded">Blinded message, as long as the key's modulus and below it.</param>
public sealed record BlindRequest(byte[] Blinded);

/// <param name="Signed">Blind signature; to be unblinded and checked by the client.</param>
public sealed record BlindSigned(byte[] Signed);

/// <param name="People">Ids of the accounts of those who are to answer by a printed code and have no signature; as many codes are made.</param>
public sealed record CodesRequest(IReadOnlyList<string> People);

/// <summary>One-time codes, shown this once.</summary>
/// <param name="Warning">What they promise less than a signature got by one's own device, in the reader's language.</param>
public sealed record CodesView(IReadOnlyList<string> Codes, string Warning);

/// <summary>What anybody may know of a survey that has been opened.</summary>
/// <param name="Releases">Empty until the first batch.</param>
public sealed record BoxView(
    string Id, SurveyPhase Phase, SurveyForm Form, int K, DateOnly? ClosesOn, SurveyKeyView Key, Participation Participation, IReadOnlyList<ReleaseView> Releases);

/// <summary>An answer, sent without a session.</summary>
/// <param name="Token">The prepared message that was signed; or there is a code.</param>
/// <param name="Mark">As <see cref="Receipt.Mark"/>; where absent the server makes the secret and tells it.</param>
public sealed record BoxAnswer(SurveyAnswer Answer, byte[]? Token = null, byte[]? Signature = null, string? Code = null, byte[]? Mark = null);

/// <param name="WasReceived">An answer with this token or code was received before; this one was not taken.</param>
/// <param name="Receipt">Null where it was received before.</param>
/// <param name="Secret">Only where the server made it.</param>
public sealed record BoxReceived(bool WasReceived, string? Receipt = null, byte[]? Secret = null);

/// <summary>The published set of one release.</summary>
/// <param name="Receipts">Sorted.</param>
public sealed record ReceiptsView(int Number, DateOnly Day, string Digest, IReadOnlyList<string> Receipts);

/// <summary>Why nothing is shown.</summary>
public enum Withheld
{
    No,
    /// <summary>Fewer answers than k.</summary>
    TooFew,
    /// <summary>Results that can be compared by a group are shown only when the survey has ended.</summary>
    UntilClosed,
}

/// <param name="Answers">Answers that are released.</param>
/// <param name="GroupedBy">Question by which results are compared.</param>
public sealed record SurveyResults(string Id, Withheld Withheld, int K, int Answers, string? GroupedBy, IReadOnlyList<QuestionResult> Questions)
{
    public QuestionResult? Find(string question) => Questions.FirstOrDefault(one => one.Question == question);
}

/// <summary>What was answered to one question. Texts stand in an order of their own, so that they lead to no choice.</summary>
/// <param name="Answered">How many answers are counted here; zero where withheld.</param>
/// <param name="Withheld">Fewer than k have answered it.</param>
/// <param name="Counts">By 1–5, 0–10 or option; null for a matrix and a text. Of the group question only those that are shown; -1 stands for a withheld one.</param>
/// <param name="Enps">-100 to 100.</param>
/// <param name="Rows">Of a matrix: by row, then by option.</param>
/// <param name="Groups">Null where results are not compared.</param>
public sealed record QuestionResult(
    string Question, QuestionKind Kind, int Answered, bool Withheld, IReadOnlyList<int>? Counts = null, double? Mean = null, int? Enps = null,
    IReadOnlyList<IReadOnlyList<int>>? Rows = null, IReadOnlyList<string>? Texts = null, IReadOnlyList<GroupResult>? Groups = null);

/// <summary>What one group answered to a question.</summary>
/// <param name="Option">Of the group question; null for those who did not say.</param>
/// <param name="Withheld">Too few, or others could be reckoned from it.</param>
/// <param name="Counts">By option; null where a cell of the question would be too small, and for means.</param>
public sealed record GroupResult(
    int? Option, bool Withheld, int Answered = 0, double? Mean = null, int? Enps = null, IReadOnlyList<int>? Counts = null, IReadOnlyList<IReadOnlyList<int>>? Rows = null);

/// <summary>One round of a series, for the trend.</summary>
public sealed record TrendPoint(string Id, int Number, DateOnly? Day, int Answers, IReadOnlyList<TrendValue> Values);

/// <param name="Mean">Of a rating.</param>
/// <param name="Enps">-100 to 100.</param>
public sealed record TrendValue(string Question, int Answered, double? Mean, int? Enps);
