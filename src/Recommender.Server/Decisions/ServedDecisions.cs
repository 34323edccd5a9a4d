using Recommender.Learning.Artworks;
using Recommender.Server.Artworks;
using Recommender.Server.Generations;
using Recommender.Server.Options;
using Recommender.Storage.Decisions;

namespace Recommender.Server.Decisions;

/// <summary>The log of decisions, who writes it, and who learns from it. Disposing writes what was taken and closes the log.</summary>
internal sealed class ServedDecisions : IAsyncDisposable
{
    private const string CountsName = "artwork-counts";

    private readonly DecisionJournal? _journal;

    private ServedDecisions(DecisionJournal? journal, ArtworkLearning? learning, CurrentArtworkPolicy artworks, DecisionRecorder recorder) =>
        (_journal, Learning, Artworks, Recorder) = (journal, learning, artworks, recorder);

    /// <summary>Takes decisions and outcomes.</summary>
    public DecisionRecorder Recorder { get; }

    /// <summary>What was learnt.</summary>
    public CurrentArtworkPolicy Artworks { get; }

    /// <summary>Who learns; null where nobody does.</summary>
    public ArtworkLearning? Learning { get; }

    /// <summary>Opens the log, or none where none is wanted.</summary>
    /// <param name="options">What is kept and learnt.</param>
    /// <param name="folder">Where the log lies.</param>
    /// <param name="current">The catalogue.</param>
    /// <param name="log">Told where the disk fails.</param>
    /// <exception cref="IOException">The log cannot be opened; the message names the file.</exception>
    public static ServedDecisions Open(ServerOptions options, string folder, CurrentGeneration current, ILogger log)
    {
        Directory.CreateDirectory(folder);
        var journal = options.DecisionLogPercent == 0 ? null : DecisionJournal.Open(new DecisionJournalOptions { Folder = folder, RetainedBytes = options.DecisionLogBytes });
        try
        {
            var artworks = new CurrentArtworkPolicy();
            var learning = options.FixedArtworks ? null : ArtworkLearning.Start(LearningOptions(options), current, artworks, journal, Path.Combine(folder, CountsName), log, TimeProvider.System);
            return new(journal, learning, artworks, new DecisionRecorder(new DecisionRecorderOptions { Percent = options.DecisionLogPercent }, journal, learning, log));
        }
        catch
        {
            journal?.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Recorder.DisposeAsync();
        if (Learning is not null) await Learning.DisposeAsync();
        _journal?.Dispose();
    }

    private static ArtworkLearningOptions LearningOptions(ServerOptions options) => new()
    {
        Play = new PlayRewardOptions { PlaySeconds = options.PlaySeconds, PlayShare = options.PlayPercent / 100.0 },
        Window = TimeSpan.FromMinutes(options.AttributionMinutes),
        MemoryBytes = options.ArtworkMemoryBytes,
    };
}
