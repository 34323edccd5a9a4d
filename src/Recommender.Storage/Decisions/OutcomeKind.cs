namespace Recommender.Storage.Decisions;

/// <summary>What came of a title that was shown.</summary>
public enum OutcomeKind : byte
{
    /// <summary>It was on the screen.</summary>
    Impression = 1,

    /// <summary>Playing began, or went on, at the position.</summary>
    Begin = 2,

    /// <summary>Playing has come as far as the position.</summary>
    Watch = 3,

    /// <summary>It was watched to the end.</summary>
    Complete = 4,

    /// <summary>Its trailer was watched.</summary>
    TrailerView = 5,
}
