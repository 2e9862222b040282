namespace TradeLive.Learning;

/// <summary>Ways of learning that are compared with outside of the selection.</summary>
public static class CandidateNames
{
    public const string Prior = Candidates.Prior, NaiveBayes = Candidates.NaiveBayes, ShrunkRates = Candidates.ShrunkRates, Rfm = Candidates.Rfm;
}
