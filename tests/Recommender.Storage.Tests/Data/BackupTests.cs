using Recommender.Storage.Child;
using Recommender.Storage.Data;
using Recommender.Storage.Tests.Members;
using Recommender.Storage.Tests.Support;

namespace Recommender.Storage.Tests.Data;

public sealed class BackupTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Has_all_that_was_acknowledged_before_it_began_while_writing_goes_on()
    {
        const int Writers = 4;
        using var stop = new CancellationTokenSource();
        var counts = new int[Writers];
        int[] before;
        await using (var store = Open("data"))
        {
            var writers = Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
            {
                for (; !stop.IsCancellationRequested; counts[writer]++)
                {
                    await store.EventAsync($"member-{writer}", (ulong)counts[writer]);
                    await store.PutMemberAsync($"filler-{writer}-{counts[writer]}", SamplePortraits.Packed(SamplePortraits.Fixed()));
                }
            })).ToArray();
            while (counts.Min() < 200) await Task.Yield();
            before = [.. counts];

            await store.BackupAsync(_folder.File("backup"));

            var then = counts.ToArray();
            while (counts.Zip(then).Any(static pair => pair.First < pair.Second + 50)) await Task.Yield();   // it goes on
            await stop.CancelAsync();
            await Task.WhenAll(writers);
        }

        DataStore.Restore(_folder.File("backup"), _folder.File("restored"));
        for (var life = 0; life < 2; life++)
        {
            await using var restored = Open("restored");
            for (var writer = 0; writer < Writers; writer++)
            {
                var events = restored.Events($"member-{writer}");
                Assert.InRange(events, before[writer], counts[writer] + life);
                for (var i = 0; i < events - 1 - life; i++) Assert.NotNull(restored.Portrait($"filler-{writer}-{i}"));
                await restored.EventAsync($"member-{writer}", ulong.MaxValue);   // once
            }
        }
    }

    [Fact]
    public async Task Goes_to_an_empty_place_only_and_leaves_nothing_when_it_fails()
    {
        await using var store = Open("data");
        await store.EventAsync("anna", 1);
        Directory.CreateDirectory(_folder.File("taken"));
        await File.WriteAllTextAsync(Path.Combine(_folder.File("taken"), "something"), "else");

        Assert.Contains("taken' is not empty", (await Assert.ThrowsAsync<IOException>(() => store.BackupAsync(_folder.File("taken")))).Message, StringComparison.Ordinal);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.BackupAsync(_folder.File("cancelled"), new CancellationToken(canceled: true)));
        Assert.Contains("is no backup", Assert.Throws<IOException>(() => DataStore.Restore(_folder.File("taken"), _folder.File("restored"))).Message, StringComparison.Ordinal);

        Assert.Equal(["data", "taken"], Directory.GetDirectories(_folder.Path).Select(Path.GetFileName).Order());
        await store.EventAsync("anna", 2);
    }

    private DataStore Open(string name) => DataStore.Open(DataCommand.Options(_folder.File(name)), new CountingFold());
}
