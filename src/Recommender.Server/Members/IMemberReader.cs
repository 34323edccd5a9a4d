using Recommender.Ranking.Members;
using Recommender.Server.Generations;

namespace Recommender.Server.Members;

/// <summary>Where members come from. Safe from many threads.</summary>
public interface IMemberReader
{
    /// <summary>Fills a profile.</summary>
    /// <param name="memberId">1 to 128 bytes of UTF-8.</param>
    /// <param name="served">In whose rows and space the profile is to be.</param>
    /// <param name="time">As of when, in seconds since 1970, UTC.</param>
    /// <param name="profile">Receives what is known; of a stranger nothing but even personas.</param>
    void Read(ReadOnlySpan<byte> memberId, ServedGeneration served, long time, MemberProfile profile);
}
