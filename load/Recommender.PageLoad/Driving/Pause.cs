using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Recommender.PageLoad.Driving;

/// <summary>Waits to the microsecond without spinning: the cores are the server's too.</summary>
internal static partial class Pause
{
    private const int SetTimerSlack = 29;   // PR_SET_TIMERSLACK

    /// <summary>Lets the waits of this thread end when they should, and not up to 50 µs later.</summary>
    public static void MakeExact() => _ = Control(SetTimerSlack, 1, 0, 0, 0);

    /// <summary>Returns at a moment of the stopwatch, or at once where it is past.</summary>
    public static void Until(long moment)
    {
        while (true)
        {
            var left = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), moment);
            if (left <= TimeSpan.Zero) return;
            var time = new Timespec { Seconds = (long)left.TotalSeconds, Nanoseconds = left.Ticks % TimeSpan.TicksPerSecond * 100 };
            _ = Sleep(in time, 0);   // interrupted, it goes round
        }
    }

    [LibraryImport("libc", EntryPoint = "nanosleep")]
    private static partial int Sleep(in Timespec time, nint remaining);

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int Control(int option, nuint value, nuint unused3, nuint unused4, nuint unused5);

    [StructLayout(LayoutKind.Sequential)]
    private struct Timespec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
