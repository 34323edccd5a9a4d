using Recommender.Storage.Journaling;
using Recommender.Storage.Tests.Support;

namespace Recommender.Storage.Tests.Journaling;

public sealed class JournalCopyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_copy_made_while_records_are_appended_opens_and_has_a_beginning_of_them()
    {
        const int Copies = 100;
        using var stop = new CancellationTokenSource();
        var acknowledged = 0;
        using var journal = Journal.Open(JournalCalls.Small(_folder.File("journal")));
        var appending = Task.Run(async () =>
        {
            for (; !stop.IsCancellationRequested; Volatile.Write(ref acknowledged, acknowledged + 1)) await journal.AppendAsync(JournalCalls.Record(acknowledged));
        });

        var before = new int[Copies];
        for (var copy = 0; copy < Copies; copy++)
        {
            before[copy] = Volatile.Read(ref acknowledged);
            journal.CopyTo(_folder.File($"copy-{copy}"));
        }

        await stop.CancelAsync();
        await appending;
        var all = journal.Read();
        for (var copy = 0; copy < Copies; copy++)
        {
            using var opened = Journal.Open(JournalCalls.Small(_folder.File($"copy-{copy}")));
            var found = opened.Read();
            Assert.InRange(found.Count, before[copy], all.Count);
            Assert.Null(opened.Remark);
            JournalCalls.AssertSame(all[..found.Count], found, $"copy {copy}");
        }
    }

    [Fact]
    public void A_copy_of_a_journal_that_never_had_a_record_opens_empty()
    {
        using (var journal = Journal.Open(JournalCalls.Small(_folder.File("journal")))) journal.CopyTo(_folder.File("copy"));

        using var opened = Journal.Open(JournalCalls.Small(_folder.File("copy")));
        Assert.Empty(opened.Read());
        Assert.Null(opened.Remark);
    }
}
