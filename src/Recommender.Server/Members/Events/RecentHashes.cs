using Recommender.Storage.Members;

namespace Recommender.Server.Members.Events;

/// <summary>Hashes of ids that come again and again, as those of titles do: SHA-256 takes longer than looking the last ones up. One thread at a time.</summary>
internal sealed class RecentHashes
{
    private const int Places = 4_096;

    private readonly (string Id, ulong Hash)[] _known = new (string, ulong)[Places];

    /// <inheritdoc cref="IdHash.Of(string)"/>
    public ulong HashOf(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        ref var known = ref _known[(uint)id.GetHashCode(StringComparison.Ordinal) % Places];
        if (known.Id != id) known = (id, IdHash.Of(id));
        return known.Hash;
    }
}
