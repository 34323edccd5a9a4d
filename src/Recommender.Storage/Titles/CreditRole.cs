namespace Recommender.Storage.Titles;

/// <summary>What a person does in a title.</summary>
#pragma warning disable CA1028 // One byte on disk.
public enum CreditRole : byte
#pragma warning restore CA1028
{
    /// <summary>Something else.</summary>
    Other = 0,

    /// <summary>Directs.</summary>
    Director = 1,

    /// <summary>Plays.</summary>
    Actor = 2,

    /// <summary>Writes.</summary>
    Writer = 3,
}
