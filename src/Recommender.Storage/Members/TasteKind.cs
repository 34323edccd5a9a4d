namespace Recommender.Storage.Members;

/// <summary>What a newcomer named as liked.</summary>
#pragma warning disable CA1028, CA1008 // One byte on disk, and none is nothing.
public enum TasteKind : byte
#pragma warning restore CA1028, CA1008
{
    /// <summary>A title.</summary>
    Title = 1,

    /// <summary>A tag.</summary>
    Tag = 2,
}
