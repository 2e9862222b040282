using TradeLive.Models;
using TradeLive.Scoring;

namespace TradeLive.Tests.Models;

/// <summary>How trainings begin and end, and who is champion.</summary>
public sealed class ModelRulesTests
{
    static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    static readonly Caller By = new(CommandId.New(), "mia", "test");
    static readonly ModelVerdict Better = new(true, "better", new Dictionary<string, string>()), Worse = new(false, "not-better", new Dictionary<string, string>());

    static ModelSummary Summary(string hash) => new("logistic", 100, 30, Noon, Noon, Noon, hash, 1, false, null, [], null);

    static ModelRegister Done(ModelRegister register, Decision<ModelEvent> decision)
    {
        Assert.Null(decision.Refusal);
        return decision.Events.Aggregate(register, (before, happened) => before.Apply(happened));
    }

    static ModelRegister Trained(ModelRegister register, ModelVerdict verdict)
    {
        var asked = Done(register, register.Request(new(By), Noon));
        return Done(asked, asked.Conclude(new(By, asked.Running!.Number, Summary($"h{asked.Trainings}"), verdict), Noon));
    }

    [Fact]
    public void Asking_for_a_training_while_one_runs_changes_nothing()
    {
        var asked = Done(new(), new ModelRegister().Request(new(By), Noon));
        Assert.Empty(asked.Request(new(By), Noon).Events);
    }

    [Fact]
    public void A_challenger_that_passed_serves_and_one_that_did_not_is_kept_with_the_reason()
    {
        var register = Trained(Trained(new(), Better), Worse);
        Assert.Equal((1, 2, "not-better"), (register.Champion!.Version, register.Models.Count, register.Models[1].Verdict!.Code));
        Assert.Equal(["promoted", "refused"], register.Ends.Select(end => end.Result));
        Assert.Null(register.Running);
    }

    [Fact]
    public void What_a_training_comes_to_after_it_was_called_off_counts_for_nothing()
    {
        var asked = Done(new(), new ModelRegister().Request(new(By), Noon));
        var cancelled = Done(asked, asked.Cancel(Noon));
        Assert.Empty(cancelled.Conclude(new(By, 1, Summary("h"), Better), Noon).Events);
        Assert.Null(cancelled.Champion);
    }

    [Fact]
    public void Rolling_back_returns_to_the_champion_before_and_then_to_the_prior()
    {
        var register = Trained(Trained(new(), Better), Better);
        Assert.Equal(2, register.Champion!.Version);
        register = Done(register, register.RollBack(Noon));
        Assert.Equal(1, register.Champion!.Version);
        register = Done(register, register.RollBack(Noon));
        Assert.Null(register.Champion);
        Assert.Equal("model.no-champion", register.RollBack(Noon).Refusal!.Code);
    }

    [Fact]
    public void A_damaged_champion_gives_way_to_the_last_good_one()
    {
        var register = Trained(Trained(Trained(new(), Better), Better), Better);
        register = Done(register, register.MarkDamaged(new(By, 2), Noon));
        Assert.Equal(3, register.Champion!.Version);
        register = Done(register, register.MarkDamaged(new(By, 3), Noon));
        Assert.Equal((1, 2), (register.Champion!.Version, register.Alerts.Count(alert => alert.Code == "damaged")));
        Assert.Equal("model.is-damaged", register.Promote(new(By, 3), Noon).Refusal!.Code);
    }

    [Fact]
    public void A_file_that_another_version_wrote_is_not_called_damaged()
    {
        var register = Trained(Trained(new(), Better), Better);
        register = Done(register, register.MarkDamaged(new(By, 2, IsOtherForm: true), Noon));
        Assert.Equal((1, "other-form"), (register.Champion!.Version, register.Alerts.Single().Code));
        Assert.True(register.Find(2) is { IsDamaged: true, IsOtherForm: true });
        Assert.Equal("model.is-damaged", register.Promote(new(By, 2), Noon).Refusal!.Code);
    }

    [Fact]
    public void A_person_may_take_a_model_that_was_brought_in_and_the_same_file_is_brought_in_once()
    {
        var register = Done(new(), new ModelRegister().Import(new(By, Summary("file")), Noon));
        Assert.Null(register.Champion);
        Assert.Empty(register.Import(new(By, Summary("file")), Noon).Events);
        Assert.Equal("model.no-version", register.Promote(new(By, 9), Noon).Refusal!.Code);
        Assert.Equal(1, Done(register, register.Promote(new(By, 1), Noon)).Champion!.Version);
    }

    static ModelWatch Watch(int version) => new(default, version, 300, [new("source", 0.31)], 120, 0.11, 0.31, [new("2026-11", 120, 0.11, 0.31)]);

    [Fact]
    public void Drift_is_said_once_of_each_champion_and_kind()
    {
        var register = Trained(new(), Better);
        DriftFound rate = new("drift-rate", new Dictionary<string, string>()), feature = new("drift-feature", new Dictionary<string, string>());
        register = Done(register, register.BeginWatch(new(By, "a", 1), Noon));
        register = Done(register, register.ConcludeWatch(new(By, "a", Watch(1), [rate]), Noon));
        Assert.Equal((Noon, 120), (register.Watched!.At, register.Watched.Closed));
        register = Done(register, register.BeginWatch(new(By, "a", 1), Noon.AddDays(1)));
        register = Done(register, register.ConcludeWatch(new(By, "a", Watch(1), [rate, feature]), Noon.AddDays(1)));
        Assert.Equal(["drift-rate", "drift-feature"], register.Alerts.Select(alert => alert.Code));
    }

    [Fact]
    public void One_node_alone_looks_at_a_champion_and_another_takes_over_when_it_is_gone()
    {
        var register = Trained(new(), Better);
        register = Done(register, register.BeginWatch(new(By, "a", 1), Noon));
        Assert.Empty(register.BeginWatch(new(By, "b", 1), Noon.AddMinutes(29)).Events);
        Assert.Empty(register.ConcludeWatch(new(By, "b", Watch(1), []), Noon.AddMinutes(29)).Events);
        register = Done(register, register.BeginWatch(new(By, "b", 1), Noon.AddMinutes(30)));
        Assert.Empty(register.ConcludeWatch(new(By, "a", Watch(1), []), Noon.AddMinutes(31)).Events);
        Assert.NotNull(Done(register, register.ConcludeWatch(new(By, "b", Watch(1), []), Noon.AddMinutes(31))).Watched);
    }

    [Fact]
    public void A_champion_is_looked_at_once_a_day_and_a_new_one_at_once()
    {
        Assert.False(new ModelRegister().IsWatchDue(Noon));
        var register = Trained(new(), Better);
        register = Done(register, register.BeginWatch(new(By, "a", 1), Noon));
        register = Done(register, register.ConcludeWatch(new(By, "a", Watch(1), []), Noon));
        Assert.False(register.IsWatchDue(Noon.AddHours(23.9)));
        Assert.True(register.IsWatchDue(Noon.AddDays(1)));
        Assert.Empty(register.BeginWatch(new(By, "b", 2), Noon.AddDays(1)).Events);
        Assert.True(Trained(register, Better).IsWatchDue(Noon.AddHours(1)));
    }

    [Fact]
    public void There_is_no_signal_while_the_last_judged_training_found_none_and_no_model_serves()
    {
        ModelVerdict none = new(false, "no-signal", new Dictionary<string, string>());
        Assert.False(new ModelRegister().HasNoSignal);
        var asked = Done(new(), new ModelRegister().Request(new(By), Noon));
        var register = Done(asked, asked.Conclude(new(By, 1, null, none), Noon));
        Assert.True(register.HasNoSignal);
        var again = Done(register, register.Request(new(By), Noon));
        Assert.True(Done(again, again.Cancel(Noon)).HasNoSignal);
        Assert.False(Trained(register, Worse).HasNoSignal);
        var brought = Done(register, register.Import(new(By, Summary("brought")), Noon));
        Assert.False(Done(brought, brought.Promote(new(By, 1), Noon)).HasNoSignal);
    }
}
