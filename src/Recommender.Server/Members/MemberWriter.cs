using System.Text;
using Recommender.Server.Members.Events;
using Recommender.Storage.Data;
using Recommender.Storage.Members;

namespace Recommender.Server.Members;

/// <summary>Puts members whole, notes what they name, and forgets them: on disk when the task ends. Safe from many threads.</summary>
internal sealed class MemberWriter(DataStore store, MemberPainters painters, Forgetting forgetting, TimeProvider time)
{
    private const int TasteChangeBytes = 2 + (9 * PortraitLimits.Tastes);

    /// <summary>Puts members, each in place of any of its id.</summary>
    /// <param name="members">Checked.</param>
    /// <param name="cancellation">Ends the waiting, not the change.</param>
    /// <exception cref="Storage.Store.StoreException">The disk has failed.</exception>
    public async Task PutAsync(IReadOnlyList<V1.Member> members, CancellationToken cancellation)
    {
        var now = (uint)time.GetUtcNow().ToUnixTimeSeconds();
        var portraits = members.Select(member => painters.With(painter => Paint(painter, member, now))).ToArray();   // all, before anything is put
        var puts = members.Zip(portraits, (member, portrait) => store.PutMemberAsync(Encoding.UTF8.GetBytes(member.MemberId), portrait, cancellation).AsTask()).ToArray();
        await Task.WhenAll(puts);
    }

    /// <summary>Notes what a member likes, in place of what was noted before.</summary>
    /// <inheritdoc cref="PutAsync"/>
    public async Task OnboardAsync(V1.OnboardRequest request, CancellationToken cancellation)
    {
        var change = new byte[TasteChangeBytes];
        var bytes = PortraitChange.Write(MemberMapping.Tastes(request.TitleIds, request.Tags), change);
        await store.UpdateMemberAsync(Encoding.UTF8.GetBytes(request.MemberId), change.AsSpan(0, bytes), cancellation);
    }

    /// <summary>Forgets a member: gone from the store when this ends, from its files and the journal's with their next upkeep.</summary>
    /// <returns>Whether anything was known.</returns>
    /// <exception cref="Storage.Store.StoreException">The disk has failed.</exception>
    /// <exception cref="IOException">The deletion cannot be noted on the disk.</exception>
    public async Task<bool> DeleteAsync(string memberId, CancellationToken cancellation)
    {
        var id = Encoding.UTF8.GetBytes(memberId);
        var existed = store.Members.Contains(id);
        await store.DeleteMemberAsync(id, cancellation);
        forgetting.Deleted();   // also where a call before this one ended between the two
        return existed;
    }

    private static byte[] Paint(PortraitPainter painter, V1.Member member, uint now)
    {
        var portrait = new byte[PortraitLimits.Bytes];
        var facts = new MemberFacts
        {
            History = MemberMapping.History(member),
            Hidden = MemberMapping.Marks(member.HiddenTitleIds, now),
            Listed = MemberMapping.Marks(member.ListedTitleIds, now),
            Tastes = MemberMapping.Tastes(member.LikedTitleIds, member.LikedTags),
        };
        return portrait.AsSpan(0, painter.Paint(facts, portrait)).ToArray();
    }
}
