using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Recommender.Storage.Data;

namespace Recommender.StoreFigures.Members;

/// <summary>The processes of the part: one that is killed with the journal full of events, and one that opens what is there.</summary>
internal static class MembersChild
{
    private const string Name = "members-child";

    private const string OpenName = "open";
    private const string FillName = "fill";

    public static Command Create()
    {
        var folder = new Argument<string>("folder");
        var members = new Argument<int>("members");
        var events = new Argument<int>("events");
        var open = new Command(OpenName, "Opens a data folder, says how long that took, takes events in, and waits to be killed.") { folder, members, events };
        open.SetAction(arguments => OpenAsync(arguments.GetRequiredValue(folder), arguments.GetValue(members), arguments.GetValue(events)));
        var fill = new Command(FillName, "Puts members into a new data folder, with two checkpoints.") { folder, members };
        fill.SetAction(arguments => FillAsync(arguments.GetRequiredValue(folder), arguments.GetValue(members)));
        return new Command(Name, "Used by the part 'members'.") { Hidden = true, Subcommands = { open, fill } };
    }

    /// <summary>Fills a folder.</summary>
    public static void Fill(string folder, int members)
    {
        using var child = Start(FillName, folder, $"{members}");
        child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        if (child.ExitCode != 0) throw new InvalidDataException($"the process that fills '{folder}' ended with {child.ExitCode}");
    }

    /// <summary>Starts a process that opens a folder, waits for what it says, and kills it.</summary>
    public static Opened Open(string folder, int members, int events)
    {
        var started = Stopwatch.GetTimestamp();
        using var child = Start(OpenName, folder, $"{members}", $"{events}");
        var words = (child.StandardOutput.ReadLine() ?? "").Split(' ');
        var untilRead = Stopwatch.GetElapsedTime(started);
        if (words is not ["read", var records, var replay]) throw new InvalidDataException($"the process said '{string.Join(' ', words)}'");
        if (child.StandardOutput.ReadLine() != "done") throw new InvalidDataException("the process has not taken its events in");
        child.Kill();
        child.WaitForExit();
        return new Opened(untilRead, long.Parse(records), TimeSpan.FromTicks(long.Parse(replay)));
    }

    /// <summary>What opening took.</summary>
    /// <param name="UntilRead">From the start of the process to the first read.</param>
    /// <param name="Records">Records of the journal that were replayed.</param>
    /// <param name="Replay">Time that the replay took.</param>
    internal readonly record struct Opened(TimeSpan UntilRead, long Records, TimeSpan Replay);

    private static Process Start(params string[] arguments)
    {
        var program = Environment.ProcessPath!;
        string[] own = Path.GetFileNameWithoutExtension(program).Equals("dotnet", StringComparison.Ordinal) ? [Environment.GetCommandLineArgs()[0]] : [];
        return Process.Start(new ProcessStartInfo(program, [.. own, Name, .. arguments]) { RedirectStandardOutput = true, UseShellExecute = false })!;
    }

    private static async Task<int> FillAsync(string folder, int members)
    {
        await using var store = DataStore.Open(MemberWorld.Options(folder, members), new HistoryFold());
        await MemberWorld.PutAllAsync(store, members);
        await store.CheckpointAsync();
        await store.CheckpointAsync();
        return 0;
    }

    private static async Task<int> OpenAsync(string folder, int members, int events)
    {
        await using var store = DataStore.Open(MemberWorld.Options(folder, members), new HistoryFold());
        MemberWorld.Check(store, members / 2);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"read {store.Recovery.Records} {store.Recovery.Replay.Ticks}"));
        for (var member = 0; member < members; member += 997) MemberWorld.Check(store, member);
        if (events > 0) await MemberWorld.WatchAsync(store, members, events, seed: 7);
        Console.WriteLine("done");
        await Task.Delay(Timeout.Infinite);
        return 0;
    }
}
