namespace Recommender.Server.Models;

/// <summary>A model is served, but that it was chosen could not be written down: asking again writes it.</summary>
public sealed class ChoiceNotKeptException : Exception
{
    /// <summary>Says nothing of why.</summary>
    public ChoiceNotKeptException()
    {
    }

    /// <summary>Says why.</summary>
    public ChoiceNotKeptException(string message)
        : base(message)
    {
    }

    /// <summary>Says why, and what it came from.</summary>
    public ChoiceNotKeptException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
