namespace Recommender.Learning.Import;

/// <summary>What all readers of one import share.</summary>
internal sealed class ImportContext(ImportOptions options, CancellationToken cancellation)
{
    private static readonly TimeSpan BetweenReports = TimeSpan.FromMilliseconds(200);

    private long _reported;

    public ImportOptions Options { get; } = options;

    public RefusalLog Refusals { get; } = new(options.Strict);

    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>Ends a cancelled import and says how far it is; called now and then.</summary>
    public void Look(string file, long bytes, long totalBytes, long lines)
    {
        Cancellation.ThrowIfCancellationRequested();
        if (Options.Progress is null || (bytes < totalBytes && _reported != 0 && Options.Clock.GetElapsedTime(_reported) < BetweenReports)) return;
        _reported = Options.Clock.GetTimestamp();
        Options.Progress.Report(new ImportProgress(Path.GetFileName(file), bytes, totalBytes, lines));
    }
}
