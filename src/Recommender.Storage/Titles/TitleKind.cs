namespace Recommender.Storage.Titles;

/// <summary>What a title is.</summary>
#pragma warning disable CA1028 // One byte on disk.
public enum TitleKind : byte
#pragma warning restore CA1028
{
    /// <summary>Something else.</summary>
    Other = 0,

    /// <summary>A film.</summary>
    Film = 1,

    /// <summary>A series.</summary>
    Series = 2,
}
