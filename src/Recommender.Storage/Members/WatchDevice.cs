namespace Recommender.Storage.Members;

/// <summary>What a title was watched on, as far as one watches differently on it. Two bits on disk.</summary>
#pragma warning disable CA1028 // Two bits of a byte.
public enum WatchDevice : byte
#pragma warning restore CA1028
{
    /// <summary>Not known.</summary>
    Unknown = 0,

    /// <summary>A television.</summary>
    Television = 1,

    /// <summary>A phone or a tablet.</summary>
    Handheld = 2,

    /// <summary>A browser.</summary>
    Web = 3,
}
