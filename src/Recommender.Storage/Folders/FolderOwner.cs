namespace Recommender.Storage.Folders;

/// <summary>The process that owns a data folder, as it has written itself down there.</summary>
/// <param name="Version">Version of this record: 1.</param>
/// <param name="ProcessId">Its number on its host.</param>
/// <param name="ProcessName">Its name.</param>
/// <param name="StartedAt">When it started, so that a number that was given twice misleads nobody.</param>
/// <param name="Host">The machine, which is another one where the folder is shared.</param>
public sealed record FolderOwner(int Version, int ProcessId, string ProcessName, DateTimeOffset StartedAt, string Host)
{
    /// <summary>In words, for messages.</summary>
    public override string ToString() => $"process {ProcessId} ({ProcessName}, started {StartedAt:u}) on {Host}";

    /// <summary>This process.</summary>
    internal static FolderOwner Self()
    {
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return new(Version: 1, process.Id, process.ProcessName, new DateTimeOffset(process.StartTime), Environment.MachineName);
    }
}
