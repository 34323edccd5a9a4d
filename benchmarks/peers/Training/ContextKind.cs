namespace Recommender.Peers.Training;

/// <summary>Sorts of contexts that a film has.</summary>
internal enum ContextKind
{
    /// <summary>Somebody who rated it.</summary>
    Member,

    /// <summary>A word that a member put on it.</summary>
    Tag,

    /// <summary>What it is said to be.</summary>
    Genre,

    /// <summary>Somebody who plays in it.</summary>
    Cast,

    /// <summary>When it was made.</summary>
    Decade,
}
