using System.Runtime.InteropServices;

namespace TradeLive.Models;

/// <summary>Work on a thread of its own that gives way to all others, also to those of the server.</summary>
static class LowPriorityThread
{
    const int OfProcess = 0, Nice = 15;

    /// <summary>Runs the work to its end; threads that it starts give way likewise.</summary>
    public static Task<T> Run<T>(string name, Func<T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            GiveWay();
            try { done.SetResult(work()); }
#pragma warning disable CA1031 // told to who waits
            catch (Exception failure) { done.SetException(failure); }
#pragma warning restore CA1031
        })
        { Name = name, IsBackground = true, Priority = ThreadPriority.BelowNormal };
        thread.Start();
        return done.Task;
    }

    // .NET ignores a thread's priority on Linux, where each thread has a niceness of its own.
    static void GiveWay()
    {
        if (OperatingSystem.IsLinux()) _ = SetPriority(OfProcess, 0, Nice);
    }

    /// <summary>The niceness of the calling thread; null where the system has none.</summary>
    public static int? Niceness() => OperatingSystem.IsLinux() ? GetPriority(OfProcess, 0) : null;

#pragma warning disable SYSLIB1054 // two calls without strings: nothing to generate
    [DllImport("libc", EntryPoint = "setpriority"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int SetPriority(int which, uint who, int priority);

    [DllImport("libc", EntryPoint = "getpriority"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int GetPriority(int which, uint who);
#pragma warning restore SYSLIB1054
}
