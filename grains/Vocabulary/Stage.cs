namespace TradeLive;

/// <summary>Where an inquiry stands. A closed set; what a stage is worth and when it rots are settings of the company.</summary>
public enum Stage { New, Contacted, Qualified, Quoted, Negotiating, Won, Lost }

/// <summary>What the company says of one stage.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="WinProbability">Chance of winning from here, 0 to 1, used for the weighted forecast where no score is known, as it stood when the inquiry last changed.</param>
/// <param name="RottingDays">Days after which an inquiry that has not moved counts as rotting; null for stages that do not rot.</param>
public sealed record StageSetting(Stage Stage, double WinProbability, int? RottingDays)
{
    public static IReadOnlyList<StageSetting> Defaults { get; } =
    [
        new(Stage.New, 0.10, 2), new(Stage.Contacted, 0.20, 5), new(Stage.Qualified, 0.35, 10),
        new(Stage.Quoted, 0.50, 14), new(Stage.Negotiating, 0.70, 10), new(Stage.Won, 1, null), new(Stage.Lost, 0, null),
    ];
}

public static class Stages
{
    public static IReadOnlyList<Stage> All { get; } = Enum.GetValues<Stage>();
    public static bool IsClosed(this Stage stage) => stage is Stage.Won or Stage.Lost;
}

/// <summary>Fields of an inquiry that a person may correct.</summary>
public enum InquiryField { BuyerName, Company, Email, Phone, Country, Product, Quantity, Unit }

/// <summary>What a person says is wrong with a score.</summary>
public enum ScoreFlaw { TooHigh, TooLow }

/// <summary>Why an inquiry was lost, as the company counts it. The words are resources of the user interface.</summary>
public enum LostReason { Price, LeadTime, Quality, Certificate, Moq, NoReply, Competitor, NotABuyer, Budget, Duplicate, Other }
