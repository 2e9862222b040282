using TradeLive.Queries;
using TradeLive.Views;

namespace TradeLive.Web.Access;

/// <summary>Who asks, with what that person may see and do. Pure: the one place where it is said.</summary>
/// <param name="User">Id of the account.</param>
/// <param name="Name">Name that others see.</param>
/// <param name="Role">One of <see cref="Roles"/>.</param>
/// <param name="Rep">The rep that the account stands for.</param>
/// <param name="Team">The rep's team as of now.</param>
public sealed record Viewer(string User, string Name, string Role, string? Rep, string? Team)
{
    /// <summary>How what this person does is signed in the log.</summary>
    public string Signature => Rep ?? Name;

    public bool SeesAllTeams => Role is Roles.Manager or Roles.Admin;

    public bool Leads(string? team) => SeesAllTeams || (Role == Roles.Lead && team is not null && team == Team);

    public bool MayWatch(string board) => SeesAllTeams || (Team is not null && board == Team);

    public bool Sees(Card card) => SeesAllTeams || IsMine(card) || (card.Team is not null && card.Team == Team);

    /// <summary>Mail, phone and message of an inquiry: for who works on it and who leads them.</summary>
    public bool SeesContacts(Card card) => IsMine(card) || Leads(card.Team);

    public bool ActsOn(Card card) => card.Owner is not null && card.Owner == Rep || Leads(card.Team);

    /// <summary>The domain still says no to what is owned or offered to another.</summary>
    public bool Claims(Card card) => Rep is not null && Sees(card);

    public bool Reassigns(Card card) => Leads(card.Team);

    /// <summary>Says that a score is wrong: who works on the inquiry, and who leads them.</summary>
    public bool ContestsScore(Card card) => ActsOn(card);

    /// <summary>Reads what became of scores, for the own team or for all.</summary>
    public bool ReadsScores => SeesAllTeams || (Role == Roles.Lead && Team is not null);

    public bool SeesCustomer(string? owner, string? team) => SeesAllTeams || (owner is not null && owner == Rep) || team is null || team == Team;

    public bool SeesContactsOfCustomer(string? owner, string? team) => (owner is not null && owner == Rep) || Leads(team) || SeesAllTeams;

    public bool ActsOnCustomer(string? owner, string? team) => (owner is not null && owner == Rep) || Leads(team);

    public bool SeesOrder(string? owner, string? team) => SeesAllTeams || (owner is not null && owner == Rep) || (team is not null && team == Team);

    public bool ActsOnOrder(string? owner, string? team) => (owner is not null && owner == Rep) || Leads(team);

    public bool SeesQueueOf(string rep, string? team) => rep == Rep || Leads(team);

    public bool ManagesTeams => Role is Roles.Manager or Roles.Admin;

    /// <summary>Has models trained, and decides which one serves.</summary>
    public bool ManagesModels => Role is Roles.Manager or Roles.Admin;

    /// <summary>Builds surveys, invites and closes. The administrator does not: accounts are no reason to read what staff say.</summary>
    public bool ManagesSurveys => Role == Roles.Manager;

    /// <summary>Reads what may be shown of the answers.</summary>
    public bool ReadsSurveys => Role == Roles.Manager;

    public bool ManagesAccounts => Role == Roles.Admin;

    /// <summary>Brings inquiries in by file, and the sample.</summary>
    public bool Imports => Roles.Import(Role);

    /// <summary>Team whose contacts this person reads as its lead; who sees all teams needs none.</summary>
    public string? Led => Role == Roles.Lead ? Team : null;

    public Sight Sight => new(SeesCustomer, SeesContactsOfCustomer, Sees, SeesContacts, SeesOrder);

    bool IsMine(Card card) => Rep is not null && (card.Owner == Rep || card.OfferedTo == Rep);
}
