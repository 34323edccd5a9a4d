using Recommender.Learning.Factorization;
using Recommender.Numerics.Files;

namespace Recommender.Learning.Tests.Factorization;

public sealed class CheckpointTests : IDisposable
{
    private static readonly FactorizationOptions Options = new() { Dimension = 12, Epochs = 7 };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("recommender");

    private string File => Path.Combine(_folder.FullName, "training");

    [Theory, InlineData(1), InlineData(4), InlineData(6), InlineData(7)]
    public void A_training_that_was_interrupted_ends_with_the_same_bits(int interrupted)
    {
        var interactions = Worlds.Random(members: 80, titles: 50, share: 0.1);
        using var whole = ImplicitFactorization.Train(interactions, Options);
        using var stop = new CancellationTokenSource();
        var checkpoints = new CheckpointOptions { Path = File, EveryEpochs = 1, Resume = true };

        using (ImplicitFactorization.Train(interactions, Options with { Epochs = interrupted }, checkpoints))
        {
        }

        var epochs = new List<int>();
        using var resumed = ImplicitFactorization.Train(interactions, Options with { Threads = 1 }, checkpoints, new Epochs(epochs));

        ImplicitFactorizationTests.AssertSame(whole, resumed);
        Assert.Equal(Enumerable.Range(interrupted + 1, 7 - interrupted), epochs);
    }

    [Fact]
    public void Without_leave_to_resume_it_begins_anew()
    {
        var interactions = Worlds.Random(members: 30, titles: 20, share: 0.2);
        ImplicitFactorization.Train(interactions, Options, new CheckpointOptions { Path = File }).Dispose();

        var epochs = new List<int>();
        ImplicitFactorization.Train(interactions, Options, new CheckpointOptions { Path = File }, new Epochs(epochs)).Dispose();

        Assert.Equal(7, epochs.Count);
    }

    [Fact]
    public void Another_trainings_checkpoint_is_refused_and_kept()
    {
        var interactions = Worlds.Random(members: 30, titles: 20, share: 0.2);
        var resume = new CheckpointOptions { Path = File, Resume = true };
        ImplicitFactorization.Train(interactions, Options, resume).Dispose();
        var before = System.IO.File.ReadAllBytes(File);

        Refused(Options with { Regularization = 0.5 }, "other settings");
        Refused(Options with { Signal = new() { Grade = 2 } }, "other settings");
        Refused(Options with { Epochs = 3 }, "has 7 epochs; asked for are 3");
        var other = Assert.Throws<InvalidDataException>(() => ImplicitFactorization.Train(Worlds.Random(30, 20, 0.2, seed: 2), Options, resume));
        Assert.Contains("other interactions", other.Message, StringComparison.Ordinal);
        Assert.Equal(before, System.IO.File.ReadAllBytes(File));

        void Refused(FactorizationOptions options, string message)
        {
            var refused = Assert.Throws<InvalidDataException>(() => ImplicitFactorization.Train(interactions, options, resume));
            Assert.Contains(message, refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_damaged_checkpoint_is_refused_with_its_place()
    {
        var interactions = Worlds.Random(members: 30, titles: 20, share: 0.2);
        var resume = new CheckpointOptions { Path = File, Resume = true };
        ImplicitFactorization.Train(interactions, Options, resume).Dispose();
        using (var file = System.IO.File.OpenWrite(File))
        {
            file.Position = 4096 + 3;
            file.WriteByte(0xFF);
        }

        var refused = Assert.Throws<InvalidFileException>(() => ImplicitFactorization.Train(interactions, Options, resume));

        Assert.Contains(File, refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private sealed class Epochs(List<int> epochs) : IProgress<FactorizationProgress>
    {
        public void Report(FactorizationProgress value) => epochs.Add(value.Epoch);
    }
}
