using TradeLive.Learning;
using TradeLive.Scoring;

namespace TradeLive.Tests.Models;

/// <summary>Small models that have learnt something true of a made-up trade: Alibaba and large quantities win.</summary>
static class TestModels
{
    static readonly DateTimeOffset Start = new(2025, 1, 6, 8, 0, 0, TimeSpan.Zero);

    public sealed class NoHistory : IOutcomeHistory
    {
        public OutcomeTally this[string key] => default;
    }

    public static InquiryFacts Facts(string source, int quantity) => new() { Source = source, Country = "DE", Product = "lamp", Quantity = quantity, ReceivedAt = Start };

    public static bool Wins(string source, int quantity, double luck) => luck < (source == "alibaba" ? 0.2 : 0.05) + (quantity > 150 ? 0.6 : 0);

    /// <param name="seed">Another seed, another model.</param>
    /// <param name="clock">Tells when it learnt.</param>
    public static TrainedModel Win(int seed = 1, TimeProvider? clock = null)
    {
        var random = new Random(seed);
        var facts = Enumerable.Range(0, 200).Select(_ => Facts(random.Next(2) == 0 ? "alibaba" : "amazon", random.Next(1, 300))).ToList();
        var columns = InquiryFeatures.Columns(facts, Allowed.All);
        var set = new CaseSet(columns, [.. facts.Select((one, i) => new Case(
            InquiryFeatures.Cells(one, columns, Allowed.All), i, Wins(one.Source, (int)one.Quantity!, random.NextDouble()) ? 1 : 0, i + 5))]);
        var training = new Training("win", clock ?? TimeProvider.System, threads: 1);
        return training.Learn(set, new("logistic", [new("logistic", [], Calibration.None, 0.5, 0.8, 0.03)], default, 60), "logistic");
    }

    public static byte[] File(TrainedModel model)
    {
        using var stream = new MemoryStream();
        model.Save(stream);
        return stream.ToArray();
    }
}
