namespace Recommender.Learning.Import;

/// <summary>How times are written.</summary>
public enum TimeFormat
{
    /// <summary>Seconds since 1970 UTC; a fraction is cut off.</summary>
    Seconds = 0,

    /// <summary>Milliseconds since 1970 UTC.</summary>
    Milliseconds = 1,

    /// <summary>A date or date and time as ISO 8601 writes it, UTC where no offset stands.</summary>
    Date = 2,
}
