namespace Recommender.Learning.Wording;

/// <summary>What part a word plays in a phrase such as "gritty crime dramas set in New York from the 1970s".</summary>
internal enum TermKind
{
    /// <summary>What it is: the noun, or stands next to it.</summary>
    Genre,

    /// <summary>How it feels: stands first.</summary>
    Mood,

    /// <summary>What it is about or comes from.</summary>
    Theme,

    /// <summary>Where it is set.</summary>
    Place,

    /// <summary>When it was made.</summary>
    Era,

    /// <summary>Who is in it.</summary>
    Person,
}
