using Recommender.Storage.Members;

namespace Recommender.Storage.Data;

/// <summary>
/// How a change changes a portrait. Pure: the same portrait and the same change give the same bytes, in this process and in every
/// later one, because a restart folds the journal's changes in again. Called from many threads.
/// </summary>
public interface IPortraitFold
{
    /// <summary>Folds a change in.</summary>
    /// <param name="portrait">The member's portrait, whole (<see cref="PortraitReader.OpenChecked"/>); empty for a member that is not known.</param>
    /// <param name="change">The change, as its giver encoded it.</param>
    /// <param name="folded">Receives the new portrait, whose checksum is the store's to write; <see cref="PortraitLimits.Bytes"/> long, apart from <paramref name="portrait"/>.</param>
    /// <returns>Bytes written; 0 where the change changes nothing, and then nothing is stored.</returns>
    /// <exception cref="ArgumentException">The change cannot be; it is refused, and nothing of it is kept.</exception>
    int Fold(ReadOnlySpan<byte> portrait, ReadOnlySpan<byte> change, Span<byte> folded);
}
