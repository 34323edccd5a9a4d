using Recommender.Ranking.Members;
using Recommender.Server.Generations;
using Recommender.Server.Hosting;
using Recommender.Storage.Members;
using Recommender.Storage.Packing;
using Recommender.Storage.Store;

namespace Recommender.Server.Members;

/// <summary>
/// Members from their portraits, which are read where they lie. Where a portrait is of another model than the served one, or what the
/// member likes has changed since, its vector, communities and tags are derived afresh, and offered to be written back. Safe from many
/// threads; allocates nothing once warm.
/// </summary>
internal sealed class StoredMembers(MemberStore store, PortraitUpkeep upkeep, ILogger<StoredMembers> logger) : IMemberReader
{
    private readonly IdleSlots<MemberWork> _work = new(CallThreads.Usual + 1);   // and one for the upkeep

    /// <inheritdoc/>
    public void Read(ReadOnlySpan<byte> memberId, ServedGeneration served, long time, MemberProfile profile)
    {
        var work = _work.Take() ?? new MemberWork();
        profile.Reset(served.Ranking.Catalog.Settled.Embeddings.Dimension, served.Ranking.Personas.Count);
        work.Solver.Begin(served);
        if (!TryVisit(memberId, new PortraitVisit(served, time, profile, work.Solver), out var asOf))
        {
            profile.Reset(profile.Vector.Length, profile.Personas.Length);
            work.Solver.Begin(served);
        }

        if (!profile.HasVector) Derive(memberId, asOf, served, profile, work);
        work.AssignPersonas(served, profile);
        _work.Return(work);
        GC.KeepAlive(served);
    }

    private void Derive(ReadOnlySpan<byte> memberId, long asOf, ServedGeneration served, MemberProfile profile, MemberWork work)
    {
        profile.HasVector = work.Solver.Solve(profile.Vector);
        if (!profile.HasVector) return;
        work.AssignCommunities(served, profile);
        if (upkeep.Usage.TryOf(served) is not { } usage) return;
        work.AssignTags(served, usage, profile);
        upkeep.Offer(memberId, asOf, served, usage, profile);
    }

    private bool TryVisit(ReadOnlySpan<byte> memberId, PortraitVisit visit, out long asOf)
    {
        asOf = 0;
        try
        {
            if (!store.TryRead(memberId, ref visit)) return false;
            asOf = visit.AsOf;
            return true;
        }
        catch (Exception failure) when (failure is InvalidValueException or StoreException)
        {
            MemberLog.Unreadable(logger, failure);
            return false;
        }
    }
}
