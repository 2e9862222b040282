using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TradeLive.Live;
using TradeLive.Scoring;

namespace TradeLive.Models;

/// <summary>
/// Does the trainings that the registers ask for, one after the other, in the background, and asks for them by schedule; looks daily whether
/// the champions have drifted. A training without an end in the register begins again, so that one which a restart broke off is not lost.
/// </summary>
sealed class TrainingWork(
    IGrainFactory grains, LiveModel model, Champions champions, ModelTraining training, ModelFiles files, TrainingProgresses progress, TimeProvider clock, ILogger<TrainingWork> logger) : BackgroundService
{
    const int LooksForFiles = 30;

    static readonly TimeSpan Look = TimeSpan.FromSeconds(1), Watch = TimeSpan.FromMilliseconds(250), Settle = TimeSpan.FromMinutes(10);

    readonly DateTimeOffset started = clock.GetUtcNow();

    // A process, not a machine: one that was started again does not take itself for the one before.
    readonly string node = $"{Environment.MachineName}-{Guid.NewGuid():N}";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Look, clock);
        for (var looks = 0; await timer.WaitForNextTickAsync(stoppingToken); looks++)
        {
            if (looks % LooksForFiles == 0) await Carefully("files", TakeIn, stoppingToken);
            foreach (var task in ModelTasks.All) await Carefully(task, () => LookAfter(task, stoppingToken), stoppingToken);
        }
    }

    async Task Carefully(string what, Func<Task> work, CancellationToken stop)
    {
        try
        {
            await work();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested) { }
#pragma warning disable CA1031 // what is asked for stays so and is tried again
        catch (Exception failure)
#pragma warning restore CA1031
        {
            logger.LogError(failure, "Looking after the models ({What}) failed; trying again.", what);
        }
    }

    // What was brought in as a file becomes a challenger.
    async Task TakeIn()
    {
        foreach (var (task, summary) in files.Brought())
        {
            await grains.GetGrain<IModelGrain>(task).Import(new(Caller.Policy($"import:{summary.Hash}"), summary));
            await files.TakeIn(summary.Hash);
        }
    }

    async Task LookAfter(string task, CancellationToken stop)
    {
        var grain = grains.GetGrain<IModelGrain>(task);
        var register = await grain.Get();
        if (register.Running is { } running) await Train(task, grain, running, stop);
        else if (HasJustStarted) return;
        else if (IsDue(register)) await grain.Request(new(Caller.Policy($"training-due:{task}:{register.Trainings}"), BySchedule: true));
        else if (register.Champion is { } champion && register.IsWatchDue(clock.GetUtcNow())) await LookAt(task, grain, champion.Version, stop);
    }

    // A server that has just started has other things to do first.
    bool HasJustStarted => clock.GetUtcNow() - started < Settle;

    bool IsDue(ModelRegister register)
    {
        var (days, now) = (model.Organisation.Company.Scoring.TrainEveryDays, clock.GetUtcNow());
        if (days == 0 || model.Organisation.Company.Terms is null) return false;
        return register.Ends is not [.., var last] || now - last.At >= TimeSpan.FromDays(days);
    }

    async Task Train(string task, IModelGrain grain, TrainingRun running, CancellationToken stop)
    {
        var terms = model.Organisation.Company.Scoring;
        await champions.Refresh(clock.GetUtcNow());
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(stop);
        progress[task] = new("reading", 0);
        try
        {
            var work = LowPriorityThread.Run($"training {task}", () => training.Run(
                task, champions.Serving(task, terms.ChurnDays), new(champions.Allowed, terms.ChurnDays), step => progress[task] = step, cancel.Token));
            while (await Task.WhenAny(work, Task.Delay(Watch, clock, stop)) != work)
            {
                stop.ThrowIfCancellationRequested();
                if ((await grain.Get()).Running?.Number != running.Number) await cancel.CancelAsync();
            }
            await Conclude(task, grain, running, await work);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested) { }
#pragma warning disable CA1031 // told to the register, so that it does not begin again for ever
        catch (Exception failure)
#pragma warning restore CA1031
        {
            logger.LogError(failure, "Training {Number} for {Task} failed.", running.Number, task);
            await grain.Fail(new(Caller.Policy($"training-failed:{task}:{running.Number}"), running.Number, failure.Message));
        }
        finally
        {
            progress[task] = null;
        }
    }

    async Task Conclude(string task, IModelGrain grain, TrainingRun running, TrainingResult result)
    {
        // The file before the register, which must not name what is not there.
        if (result.File is { } file) await files.Save(task, file);
        await grain.Conclude(new(Caller.Policy($"training:{task}:{running.Number}"), running.Number, result.Challenger, result.Verdict));
        var register = await grain.Get();
        await files.Prune(task, register.Models.Select(known => known.Summary.Hash).ToHashSet(StringComparer.Ordinal));
    }

    // Whoever is noted in the register looks: other nodes leave it alone.
    async Task LookAt(string task, IModelGrain grain, int version, CancellationToken stop)
    {
        var days = model.Organisation.Company.Scoring.ChurnDays;
        if (champions.Serving(task, days) is not { } champion || champion.Name != Champions.NameOf(task, version)) return;
        await grain.BeginWatch(new(Caller.Policy($"watch:{node}:{task}:{clock.GetUtcNow():O}"), node, version));
        if ((await grain.Get()).Watching is not { } run || run.Node != node) return;
        var found = await LowPriorityThread.Run($"watch {task}", () => training.Watch(task, champion, new(champions.Allowed, days), stop));
        await grain.ConcludeWatch(new(Caller.Policy($"watched:{task}:{run.At:O}"), node, found.Found(version, clock.GetUtcNow()), found.Alerts));
    }
}
