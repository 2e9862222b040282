namespace TradeLive.Surveys;

/// <summary>Who works here: who has an account.</summary>
public interface IStaff
{
    /// <summary>Ids of all accounts.</summary>
    Task<IReadOnlySet<string>> Accounts();
}
