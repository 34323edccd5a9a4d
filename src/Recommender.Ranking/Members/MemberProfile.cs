namespace Recommender.Ranking.Members;

/// <summary>
/// What a page is made from of a member, in rows of one generation. Filled anew for every request by whoever reads members,
/// and kept for the next. One thread at a time.
/// </summary>
public sealed class MemberProfile
{
    private float[] _vector = [];
    private float[] _personas = [];

    /// <summary>Whether anything is known of the member.</summary>
    public bool Known { get; set; }

    /// <summary>Whether <see cref="Vector"/> says anything: a stranger's does not.</summary>
    public bool HasVector { get; set; }

    /// <summary>The embedding, shape (d).</summary>
    public Span<float> Vector => _vector;

    /// <summary>Titles of the history that the catalogue has, the latest first.</summary>
    public ItemBuffer<WatchedTitle> History { get; } = new();

    /// <summary>Rows of titles not to be shown again.</summary>
    public ItemBuffer<int> Hidden { get; } = new();

    /// <summary>Rows of titles on the member's list.</summary>
    public ItemBuffer<int> Listed { get; } = new();

    /// <summary>Communities, strongest first, weights of sum 1.</summary>
    public ItemBuffer<Weighted> Communities { get; } = new();

    /// <summary>Tags and how much more the member chooses them than all do; strongest first.</summary>
    public ItemBuffer<Weighted> Tags { get; } = new();

    /// <summary>Titles with how often they were shown lately and not played.</summary>
    public ItemBuffer<Weighted> Impressions { get; } = new();

    /// <summary>How much the member is of each persona, of sum 1, shape (personas).</summary>
    public Span<float> Personas => _personas;

    /// <summary>Forgets everything.</summary>
    /// <param name="dimension">Elements of the vector.</param>
    /// <param name="personas">Number of personas.</param>
    public void Reset(int dimension, int personas)
    {
        if (_vector.Length != dimension) _vector = new float[dimension];
        if (_personas.Length != personas) _personas = new float[personas];
        (Known, HasVector) = (false, false);
        Vector.Clear();
        Personas.Clear();
        History.Clear();
        Hidden.Clear();
        Listed.Clear();
        Communities.Clear();
        Tags.Clear();
        Impressions.Clear();
    }
}
