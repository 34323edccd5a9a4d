using Microsoft.Extensions.ObjectPool;
using Recommender.Ranking.Members;
using Recommender.Server.Generations;
using Recommender.Storage.Members;
using Recommender.Storage.Packing;
using Recommender.Storage.Store;

namespace Recommender.Server.Members;

/// <summary>
/// Members from their portraits, which are read where they lie. A portrait of another model than the served one, or of none, has
/// its vector solved afresh from the history. Safe from many threads; allocates nothing once warm.
/// </summary>
internal sealed class StoredMembers(MemberStore store, ILogger<StoredMembers> logger) : IMemberReader
{
    private readonly ObjectPool<MemberWork> _work = new DefaultObjectPool<MemberWork>(new DefaultPooledObjectPolicy<MemberWork>());

    /// <inheritdoc/>
    public void Read(ReadOnlySpan<byte> memberId, ServedGeneration served, long time, MemberProfile profile)
    {
        var work = _work.Get();
        profile.Reset(served.Ranking.Catalog.Settled.Embeddings.Dimension, served.Ranking.Personas.Count);
        work.Solver.Begin(served);
        if (!TryVisit(memberId, new PortraitVisit(served, time, profile, work.Solver)))
        {
            profile.Reset(profile.Vector.Length, profile.Personas.Length);
            work.Solver.Begin(served);
        }

        if (!profile.HasVector) profile.HasVector = work.Solver.Solve(profile.Vector);
        if (profile is { HasVector: true, Communities.Count: 0 }) work.AssignCommunities(served, profile);
        work.AssignPersonas(served, profile);
        _work.Return(work);
        GC.KeepAlive(served);
    }

    private bool TryVisit(ReadOnlySpan<byte> memberId, PortraitVisit visit)
    {
        try
        {
            return store.TryRead(memberId, ref visit);
        }
        catch (Exception failure) when (failure is InvalidValueException or StoreException)
        {
            MemberLog.Unreadable(logger, failure);
            return false;
        }
    }
}
