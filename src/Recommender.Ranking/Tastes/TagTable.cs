namespace Recommender.Ranking.Tastes;

/// <summary>Tags of a generation by row: the model's first, then those that only the catalogue has. Immutable.</summary>
public sealed class TagTable
{
    /// <summary>Tag groups, by tag.</summary>
    public required string[] Groups { get; init; }

    /// <summary>Names, by tag.</summary>
    public required string[] Names { get; init; }

    /// <summary>Row of a tag by the hash that portraits have of it.</summary>
    public required IReadOnlyDictionary<ulong, int> RowByHash { get; init; }

    /// <summary>Number of tags.</summary>
    public int Count => Names.Length;

    /// <summary>By tag, whether too much of it makes a row monotonous: many titles have the same language or era, and nobody minds.</summary>
    internal bool[] Counted => field ??= Array.ConvertAll(Groups, static group => group is not ("language" or "era"));
}
