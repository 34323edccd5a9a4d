using Recommender.Server.Options;
using Recommender.Storage.Decisions;

namespace Recommender.Server.Decisions;

/// <summary>The log of decisions and who writes it. Disposing writes what was taken and closes the log.</summary>
internal sealed class ServedDecisions : IAsyncDisposable
{
    private readonly DecisionJournal? _journal;

    private ServedDecisions(DecisionJournal? journal, DecisionRecorder recorder) => (_journal, Recorder) = (journal, recorder);

    /// <summary>Takes decisions and outcomes.</summary>
    public DecisionRecorder Recorder { get; }

    /// <summary>Opens the log, or none where none is wanted.</summary>
    /// <param name="options">What is kept.</param>
    /// <param name="folder">Where the log lies.</param>
    /// <param name="log">Told where the disk fails.</param>
    /// <exception cref="IOException">The log cannot be opened; the message names the file.</exception>
    public static ServedDecisions Open(ServerOptions options, string folder, ILogger log)
    {
        var journal = options.DecisionLogPercent == 0 ? null : DecisionJournal.Open(new DecisionJournalOptions { Folder = folder, RetainedBytes = options.DecisionLogBytes });
        return new(journal, new DecisionRecorder(new DecisionRecorderOptions { Percent = options.DecisionLogPercent }, journal, follower: null, log));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Recorder.DisposeAsync();
        _journal?.Dispose();
    }
}
