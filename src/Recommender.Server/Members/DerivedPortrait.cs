using Recommender.Ranking.Members;
using Recommender.Server.Generations;
using Recommender.Storage.Data;
using Recommender.Storage.Members;

namespace Recommender.Server.Members;

/// <summary>What was derived of a member while a page was made, on its way into the portrait. One thread at a time; allocates only for a longer vector than ever before.</summary>
internal sealed class DerivedPortrait : IPortraitFold
{
    private readonly byte[] _id = new byte[MemberStore.MaxIdBytes];
    private readonly CommunityWeight[] _communities = new CommunityWeight[PortraitLimits.Communities];
    private readonly TagAffinity[] _tags = new TagAffinity[PortraitLimits.Tags];
    private float[] _vector = [];
    private int _idLength;
    private int _dimension;
    private int _communityCount;
    private int _tagCount;
    private long _modelVersion;

    /// <summary>Whose.</summary>
    public ReadOnlySpan<byte> Id => _id.AsSpan(0, _idLength);

    /// <summary>The portrait's position that it was derived from.</summary>
    public long AsOf { get; private set; }

    /// <summary>Takes over what a profile has.</summary>
    /// <param name="id">Whose.</param>
    /// <param name="asOf">The portrait's position.</param>
    /// <param name="served">In whose rows and space.</param>
    /// <param name="usage">Of that generation.</param>
    /// <param name="profile">Has a vector.</param>
    public void Set(ReadOnlySpan<byte> id, long asOf, ServedGeneration served, TagUsage usage, MemberProfile profile)
    {
        id.CopyTo(_id);
        (_idLength, AsOf, _modelVersion, _dimension) = (id.Length, asOf, served.Ranking.ModelVersion, profile.Vector.Length);
        if (_vector.Length < _dimension) _vector = new float[_dimension];
        profile.Vector.CopyTo(_vector);
        _communityCount = Math.Min(_communities.Length, profile.Communities.Count);
        for (var i = 0; i < _communityCount; i++) _communities[i] = new CommunityWeight((uint)profile.Communities[i].Row, (Half)profile.Communities[i].Weight);
        _tagCount = Math.Min(_tags.Length, profile.Tags.Count);
        for (var i = 0; i < _tagCount; i++) _tags[i] = new TagAffinity(usage.HashOf(profile.Tags[i].Row), (Half)profile.Tags[i].Weight);
    }

    /// <inheritdoc/>
    public int Fold(ReadOnlySpan<byte> portrait, ReadOnlySpan<byte> change, Span<byte> folded) => PortraitWriter.WriteUnsealed(
        PortraitReader.OpenChecked(portrait).Content with
        {
            Embedding = _vector.AsSpan(0, _dimension),
            HalfEmbedding = [],
            Precision = EmbeddingPrecision.Fp32,
            ModelVersion = _modelVersion,
            Communities = _communities.AsSpan(0, _communityCount),
            Tags = _tags.AsSpan(0, _tagCount),
        },
        folded);
}
