namespace Recommender.Learning.Import;

/// <summary>What all readers of one import share.</summary>
internal sealed class ImportContext(ImportOptions options, CancellationToken cancellation)
{
    private static readonly TimeSpan BetweenReports = TimeSpan.FromMilliseconds(200);

    private long _reported;

    public ImportOptions Options { get; } = options;

    public RefusalLog Refusals { get; } = new(options.Strict);

    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>Whether the last report is some time ago.</summary>
    public bool IsReportDue => Options.Progress is not null && (_reported == 0 || Options.Clock.GetElapsedTime(_reported) >= BetweenReports);

    /// <summary>Says how far the reading of a file is.</summary>
    public void Report(string file, long bytes, long totalBytes, long lines)
    {
        _reported = Options.Clock.GetTimestamp();
        Options.Progress?.Report(new ImportProgress(Path.GetFileName(file), bytes, totalBytes, lines));
    }
}
