using System.CommandLine;
using Recommender.Measuring;
using Recommender.StoreFigures.Members;
using Recommender.StoreFigures.Reporting;

namespace Recommender.StoreFigures.Parts;

/// <summary>A data folder with many members: its size, how soon a process reads from it, and how fast the journal is replayed.</summary>
internal sealed class MembersPart : IPart, IChildCommand
{
    private const double MostOfPayload = 1.25;
    private const double MostSeconds = 2;
    private const double LeastEvents = 300_000;

    public string Name => "members";

    public Command CreateChild() => MembersChild.Create();

    public Task<Findings> MeasureAsync(Plan plan) => Task.FromResult(Measure(plan));

    private static Findings Measure(Plan plan)
    {
        var members = plan.Of(1_000_000, 2_000);
        var events = plan.Of(600_000, 2_000);
        using var work = plan.Folder();
        var folder = work.Of("data");
        plan.Log($"{members:N0} members");
        MembersChild.Fill(folder, members);
        var (bytes, payload) = (FileCache.BytesOnDisk(folder), MemberWorld.PayloadBytes(members));

        List<double> cold = [], warm = [], replayed = [], untilReplayed = [];
        for (var round = 0; round < plan.Rounds; round++)
        {
            plan.Log($"round {round + 1}");
            FileCache.Drop(folder);
            cold.Add(Quiet(MembersChild.Open(folder, members, events: 0)).TotalSeconds);
            FileCache.Fill(folder);
            warm.Add(Quiet(MembersChild.Open(folder, members, events: 0)).TotalSeconds);
        }

        MembersChild.Open(folder, members, events);   // and is killed: what follows replays all of them, each time
        for (var round = 0; round < plan.Rounds; round++)
        {
            var opened = MembersChild.Open(folder, members, events: 0);
            if (opened.Records != events) throw new InvalidDataException($"{opened.Records} records were replayed of {events}");
            replayed.Add(opened.Records / opened.Replay.TotalSeconds);
            untilReplayed.Add(opened.UntilRead.TotalSeconds);
        }

        var ratio = (double)bytes / payload;
        return new Findings(
            [
                new Figure { Name = "disk", Ours = $"{bytes / 1e6:N0} MB", Other = $"{payload / 1e6:N0} MB", Measured = $"{ratio:F3} × payload", Asked = "≤ 1.25 ×", IsReached = ratio <= MostOfPayload },
                Seconds("start of the process to first read, files in the page cache", warm, MostSeconds),
                Seconds("start of the process to first read, files not in memory", cold, most: null),
                Seconds($"the same after {events:N0} events without a checkpoint", untilReplayed, most: null),
                new Figure
                {
                    Name = "journal replay", Ours = $"{Spread.Of(replayed).Median:N0} events/s", Measured = Spread.Of(replayed).ToString("N0"), Asked = "≥ 300,000 events/s",
                    IsReached = Spread.Of(replayed).Median >= LeastEvents,
                },
            ],
            [
                $"{members:N0} members with {MemberWorld.Dimension} fp32 each. Disk is all of the data folder after a clean end: two checkpoints of each store with their indexes, checksums, the journal's last file. Other: the members' ids and elements.",
                $"A replayed event names one of all members at random, and is read, decoded, folded into the portrait's history and stored, by as many threads as there are cores.",
                "Between rounds the process is killed. First read: a member's portrait, checked.",
            ]);
    }

    private static TimeSpan Quiet(MembersChild.Opened opened) =>
        opened.Records == 0 ? opened.UntilRead : throw new InvalidDataException($"{opened.Records} records were replayed where there should be none");

    private static Figure Seconds(string name, List<double> rounds, double? most)
    {
        var seconds = Spread.Of(rounds);
        return new Figure
        {
            Name = name,
            Ours = $"{seconds.Median:F2} s",
            Measured = seconds.ToString("F2"),
            Asked = most is null ? "—" : $"≤ {most:0.##} s",
            IsReached = most is null ? null : seconds.Median <= most,
        };
    }
}
