using Recommender.Storage.Folders;

namespace Recommender.Storage.Data;

/// <summary>How a data folder was opened.</summary>
/// <param name="Records">Records of the journal's tail that were replayed.</param>
/// <param name="Skipped">Of them, those whose change a checkpoint had already.</param>
/// <param name="Replay">Time that the replay took.</param>
/// <param name="Elapsed">Time from the call to open until everything could be read.</param>
/// <param name="JournalRemark">What was repaired in the journal, with file and offset; null where nothing was.</param>
/// <param name="KilledOwner">The owner before, if it did not close the folder.</param>
public sealed record RecoveryReport(long Records, long Skipped, TimeSpan Replay, TimeSpan Elapsed, string? JournalRemark, FolderOwner? KilledOwner);
