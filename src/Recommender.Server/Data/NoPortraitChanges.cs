using Recommender.Storage.Data;

namespace Recommender.Server.Data;

/// <summary>Refuses changes of portraits: members are put whole, so no journal of this server has any.</summary>
internal sealed class NoPortraitChanges : IPortraitFold
{
    /// <inheritdoc/>
    public int Fold(ReadOnlySpan<byte> portrait, ReadOnlySpan<byte> change, Span<byte> folded) =>
        throw new ArgumentException($"a change of a portrait, of {change.Length} bytes, is not known", nameof(change));
}
