using Recommender.Learning.Data;
using Recommender.Storage.Members;

namespace Recommender.Server.Data;

/// <summary>Histories of a dataset as portraits keep them: the latest interactions, the latest first.</summary>
/// <param name="titles">Titles of the dataset.</param>
internal sealed class StoredHistory(IdTable titles)
{
    private readonly ulong[] _hashes = Hashes(titles);

    /// <summary>Writes the entries of a history, the latest first.</summary>
    /// <param name="history">What a member did, oldest first.</param>
    /// <param name="entries">Receives at most as many as it is long, the latest.</param>
    /// <returns>How many were written.</returns>
    public int Write(MemberHistory history, Span<HistoryEntry> entries)
    {
        var count = Math.Min(history.Count, entries.Length);
        for (var i = 0; i < count; i++)
        {
            var at = history.Count - 1 - i;
            var time = (uint)Math.Clamp(history.Times[at], 0, uint.MaxValue);
            entries[i] = new HistoryEntry(_hashes[history.Titles[at]], time, history.Values[at], Position: 0, Duration: 0, WatchState.None, Plays: 1);
        }

        return count;
    }

    private static ulong[] Hashes(IdTable titles)
    {
        var hashes = new ulong[titles.Count];
        Parallel.For(0, hashes.Length, row => hashes[row] = IdHash.Of(titles[row]));
        return hashes;
    }
}
