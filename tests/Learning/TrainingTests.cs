using TradeLive.Learning;

namespace TradeLive.Tests.Learning;

/// <summary>Training as it is watched, stopped and repeated.</summary>
public sealed class TrainingTests
{
    static CaseSet Made(int count, int seed = 4)
    {
        var random = new Random(seed);
        return new([new("country", ColumnKind.Word), new("quantity", ColumnKind.Number)], [.. Enumerable.Range(0, count).Select(i =>
        {
            var (country, quantity) = (random.Next(6), random.NextDouble() * 100);
            return new Case([Cell.Of($"c{country}"), Cell.Of(quantity)], i, random.NextDouble() * 8 < country + quantity / 50 ? 1 : 0, Math.BitIncrement(i));
        })]);
    }

    sealed class Steps(Action<TrainingStep>? then = null) : IProgress<TrainingStep>
    {
        public List<TrainingStep> All { get; } = [];

        public void Report(TrainingStep value)
        {
            All.Add(value);
            then?.Invoke(value);
        }
    }

    [Theory]
    [InlineData("win"), InlineData("amount")]
    public void Progress_counts_up_to_the_end_and_names_each_candidate(string task)
    {
        var steps = new Steps();
        var choice = new Training(task, TimeProvider.System, 1).Choose(Made(200), steps, CancellationToken.None);

        Assert.Equal(Enumerable.Range(0, steps.All.Count), steps.All.Select(step => step.Done));
        Assert.All(steps.All, step => Assert.Equal(steps.All.Count - 1, step.Total));
        Assert.Equal(choice.Chosen, steps.All[^1].Candidate);
        Assert.Equal(choice.Trials.Select(trial => trial.Name).Order(), steps.All.SkipLast(1).Select(step => step.Candidate).Distinct().Order());
    }

    [Fact]
    public void Training_stops_at_the_candidate_where_it_is_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        var steps = new Steps(step =>
        {
            if (step.Candidate == Candidates.FastTree) cancellation.Cancel();
        });

        Assert.Throws<OperationCanceledException>(() => new Training("win", TimeProvider.System, 1).Choose(Made(200), steps, cancellation.Token));
        Assert.Equal(Candidates.FastTree, steps.All[^1].Candidate);
    }

    [Fact]
    public void Learning_that_is_cancelled_gives_no_model()
    {
        var set = Made(100);
        var training = new Training("win", TimeProvider.System, 1);
        var choice = training.Choose(set);

        Assert.Throws<OperationCanceledException>(() => training.Learn(set, choice, Candidates.Logistic, new CancellationToken(canceled: true)));
    }

    [Theory]
    [InlineData("win"), InlineData("amount")]
    public void The_same_cases_give_the_same_choice_and_model_whatever_was_trained_before(string task)
    {
        var set = Made(400);
        var training = new Training(task, TimeProvider.System, 1);
        var first = training.Choose(set);
        training.Choose(Made(150, seed: 9));
        var again = training.Choose(set);
        var elsewhere = new Training(task, TimeProvider.System, 2).Choose(set);

        foreach (var other in (Choice[])[again, elsewhere])
        {
            Assert.Equal(first.Chosen, other.Chosen);
            Assert.All(first.Trials.Zip(other.Trials), pair => Assert.Equal(pair.First.Scores, pair.Second.Scores));
        }
        Assert.Equal(Scores(training.Learn(set, first, Candidates.Blend)), Scores(training.Learn(set, again, Candidates.Blend)));
        IEnumerable<double> Scores(TrainedModel model) => set.Cases.Select(one => model.Score(one.Cells));
    }
}
