using System.Text;
using Recommender.Ranking;
using Recommender.Ranking.Members;
using Recommender.Ranking.Pages;
using Recommender.Server.Generations;
using Recommender.Storage.Members;

namespace Recommender.Server.Pages;

/// <summary>All the memory that one call works in, from its query to its answer; kept for the next. One call at a time.</summary>
internal sealed class PageWorkspace
{
    private readonly byte[] _memberId = new byte[MemberStore.MaxIdBytes];
    private readonly PageWorkspaces _owner;

    /// <summary>Makes an empty one.</summary>
    /// <param name="owner">Where it goes when its call is answered.</param>
    public PageWorkspace(PageWorkspaces owner)
    {
        _owner = owner;
        PageAnswer = new PageAnswer(this);
        TitlesAnswer = new TitlesAnswer(this);
    }

    /// <summary>What the call reads from beginning to end.</summary>
    public ServedGeneration Served { get; private set; } = null!;

    /// <summary>What is asked.</summary>
    public PageQuery Query { get; } = new();

    /// <summary>For whom.</summary>
    public MemberProfile Member { get; } = new();

    /// <summary>What ranking works in.</summary>
    public RankingScratch Ranking { get; } = new();

    /// <summary>What came out.</summary>
    public Page Page { get; } = new();

    /// <summary>The page as an answer.</summary>
    public PageAnswer PageAnswer { get; }

    /// <summary>The page's titles as an answer.</summary>
    public TitlesAnswer TitlesAnswer { get; }

    /// <summary>Begins a call.</summary>
    public void Begin(ServedGeneration served) => Served = served;

    /// <summary>An id in UTF-8, until the next is asked for.</summary>
    /// <param name="id">Up to 128 bytes.</param>
    public ReadOnlySpan<byte> Utf8(string id) => _memberId.AsSpan(0, Encoding.UTF8.GetBytes(id, _memberId));

    /// <summary>Ends the call: the memory is another's.</summary>
    public void Release()
    {
        Served = null!;
        _owner.Return(this);
    }
}
