namespace Recommender.Server.Models;

/// <summary>A model cannot be served; the one that is stays.</summary>
public sealed class ModelNotServableException : Exception
{
    /// <summary>Says nothing of why.</summary>
    public ModelNotServableException()
    {
    }

    /// <summary>Says why.</summary>
    public ModelNotServableException(string message)
        : base(message)
    {
    }

    /// <summary>Says why, and what it came from.</summary>
    public ModelNotServableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
