namespace TradeLive.Scoring;

/// <summary>What is known of a customer's orders at a moment.</summary>
public sealed record CustomerFacts
{
    /// <summary>Times of orders that were not cancelled, oldest first.</summary>
    public required IReadOnlyList<DateTimeOffset> OrderedAt { get; init; }
    public decimal Revenue { get; init; }
    public int Cancelled { get; init; }
    public string? Country { get; init; }
    /// <summary>Complaints that are not settled.</summary>
    public int OpenComplaints { get; init; }
    /// <summary>Complaints that came within the last 365 days, open or settled.</summary>
    public int ComplaintsWithinYear { get; init; }
}

/// <summary>Scores the risk that a customer who has ordered orders no more. Pure.</summary>
public interface IChurnScorer
{
    /// <returns>The risk, or null for a customer who has never ordered.</returns>
    ChurnScore? Score(CustomerFacts facts, int horizonDays, DateTimeOffset now);
}

/// <summary>P(no order within <paramref name="HorizonDays"/> days), with reasons.</summary>
/// <param name="Risk">0 to 1, never exactly either.</param>
/// <param name="HorizonDays">Days looked ahead.</param>
/// <param name="Reasons">The strongest reasons, strongest first; weight above zero raises the risk.</param>
/// <param name="Model">Name and version of the model.</param>
/// <param name="At">When it was scored.</param>
public sealed record ChurnScore(double Risk, int HorizonDays, IReadOnlyList<ScoreReason> Reasons, string Model, DateTimeOffset At)
{
    /// <summary>Log-odds of the usual customer, from which the contributions start; null where the model did not say.</summary>
    public double? Base { get; init; }

    /// <summary>Sum of the contributions that are not among the reasons: base, reasons and rest add up to the log-odds.</summary>
    public double Rest { get; init; }
}
